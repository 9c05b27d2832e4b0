"""What is kept no longer, in all programs: whoever left long ago, and rows that tell of people and nobody needs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import GONE, Advocate
from models.base import Owned
from models.contact import Contact
from models.message import FLEETING, Message, MessageState
from models.upload import AT_WORK, Upload


def left_before(day: date) -> ColumnElement[bool]:
    """Of `Advocate`: they left before that day, or said no to the invitation and never came."""
    said_no = and_(Advocate.joined_on.is_(None), Advocate.left_on.is_(None), Advocate.refused_on < day)
    return or_(Advocate.left_on < day, said_no)


async def gone(session: AsyncSession, *, before: date, most: int) -> Sequence[tuple[str, str]]:
    """(program, advocate) who left, or said no, before that day and are known still, in all programs."""
    rows = await session.execute(
        select(Advocate.program_id, Advocate.id)
        .where(text(GONE), left_before(before))
        .order_by(Advocate.id)
        .limit(most)
    )
    return [(program_id, advocate_id) for program_id, advocate_id in rows]


async def contacts(session: AsyncSession, *, before: datetime, most: int) -> int:
    """Let so many contacts of before go; how many there were."""
    return await _let_go(session, Contact, Contact.at < before, Contact.at, most)


async def uploads(session: AsyncSession, *, before: datetime, most: int) -> int:
    """Let so many dropped files go, what was found in them included; how many there were."""
    over = and_(Upload.made_at < before, Upload.state.not_in(AT_WORK))
    return await _let_go(session, Upload, over, Upload.made_at, most)


async def messages(session: AsyncSession, *, before: datetime, most: int) -> int:
    """Let so many messages go that tell of no customer, nor were sent to one; how many there were.

    What tells of a customer stays: without its row nothing could make it say nothing when they are erased.
    """
    known = select(Advocate.id).where(
        Advocate.program_id == Message.program_id, Advocate.slack_user_id == Message.recipient
    )
    over = and_(
        text(FLEETING), Message.due_at < before, Message.state != MessageState.SENDING, ~known.exists()
    )
    return await _let_go(session, Message, over, Message.due_at, most)


async def _let_go(
    session: AsyncSession, entity: type[Owned], over: ColumnElement[bool], order: Any, most: int
) -> int:
    """Two who do this at once take different rows."""
    oldest = (
        select(entity.program_id, entity.id)
        .where(over)
        .order_by(order, entity.id)
        .limit(most)
        .with_for_update(of=entity, skip_locked=True)
    )
    deleted = await session.execute(
        delete(entity)
        .where(tuple_(entity.program_id, entity.id).in_(oldest))
        .returning(entity.id)
        .execution_options(synchronize_session=False)
    )
    return len(deleted.all())
