"""What is kept no longer than the register says: whoever left long ago is erased, as if they wished it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.privacy import erasing
from models import audit, joining
from models.privacy import retention, suggested
from models.privacy.register import kept_for

AT_A_TIME = 1000  # rows in one transaction
ROWS = (
    (retention.contacts, "contacts"),
    (retention.uploads, "uploads"),
    (retention.messages, "messages"),
)  # what lets rows go, and the period for which they are kept


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, advocate) who left, or said no, longer ago than they are kept, in all programs."""
    return await retention.gone(session, before=(now - kept_for("person")).date(), most=most)


async def erase(
    session: AsyncSession, program_id: str, advocate_id: str, /, *, now: datetime, real: datetime
) -> bool:
    """Erase one of them. False: they came back, or were erased, meanwhile."""
    customer = await joining.find(session, program_id, advocate_id)
    if customer is None:
        return False
    before = (now - kept_for("person")).date()
    return await erasing.erase(session, customer, by=audit.CLOCK, now=now, real=real, left_before=before)


async def suggestions_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, task) of suggestions made longer ago than they are kept, in all programs."""
    return await suggested.due(session, before=now - kept_for("suggested"), most=most)


async def forget_suggestion(
    session: AsyncSession, program_id: str, task_id: str, /, *, now: datetime
) -> bool:
    """Whoever was suggested is nobody any more, decided or not. False: it was done meanwhile."""
    before = now - kept_for("suggested")
    done = await suggested.forget_one(session, program_id, task_id, before=before, now=now)
    await messages.changed(session, program_id, task_id, now=now)
    return done


async def let_go(session: AsyncSession, *, now: datetime) -> bool:
    """Let some rows of each kind go; is there more?"""
    gone = [await rows(session, before=now - kept_for(period), most=AT_A_TIME) for rows, period in ROWS]
    return AT_A_TIME in gone
