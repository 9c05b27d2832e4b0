"""What waits for one of ours, what is past its time, and what of it was told to nobody yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.ask import Ask, AskState
from models.debrief import Debrief, Side
from models.digest import Mention
from models.task import Task

MOST = 200  # at one look; what is left comes with the next


def _untold(section: str, program_id: str, subject: Any) -> ColumnElement[bool]:
    told = exists().where(
        Mention.program_id == program_id, Mention.section == section, Mention.subject == subject
    )
    return not_(told)


async def asks(session: AsyncSession, program_id: str, section: str, *, since: datetime) -> Sequence[str]:
    """Questions that no approver has decided in time, the oldest first."""
    found = await session.scalars(
        select(Ask.id)
        .where(
            Ask.program_id == program_id,
            Ask.state == AskState.UNAPPROVED,
            Ask.state_at > since,
            _untold(section, program_id, Ask.id),
        )
        .order_by(Ask.state_at, Ask.id)
        .limit(MOST)
    )
    return found.all()


async def tasks(session: AsyncSession, program_id: str, section: str, *, made_by: datetime) -> Sequence[str]:
    """Tasks that are open since that moment or longer, the oldest first."""
    found = await session.scalars(
        select(Task.id)
        .where(
            Task.program_id == program_id,
            Task.done_at.is_(None),
            Task.made_at <= made_by,
            _untold(section, program_id, Task.id),
        )
        .order_by(Task.made_at, Task.id)
        .limit(MOST)
    )
    return found.all()


async def undecided(session: AsyncSession, program_id: str, *, most: int) -> tuple[list[str], int]:
    """Asks that wait for an approver, the soonest due first; and how many there are in all."""
    rows = await session.execute(
        select(Ask.id, func.count().over())
        .where(Ask.program_id == program_id, Ask.state == AskState.APPROVING)
        .order_by(Ask.due_at, Ask.id)
        .limit(most)
    )
    found = rows.all()
    return [ask_id for ask_id, _ in found], int(found[0][1]) if found else 0


async def owed(session: AsyncSession, program_id: str, *, most: int) -> tuple[list[str], int]:
    """The asks whose seller owes an answer, told or not, the oldest first; and how many there are in all."""
    rows = await session.execute(
        select(Debrief.ask_id, func.count().over())
        .join(Ask, and_(Ask.program_id == Debrief.program_id, Ask.id == Debrief.ask_id))
        .where(
            Debrief.program_id == program_id,
            Debrief.side == Side.SELLER,
            Debrief.overdue_at.is_not(None),
            Debrief.answered_at.is_(None),
            Ask.state == AskState.ACCEPTED,
        )
        .order_by(Debrief.overdue_at, Debrief.id)
        .limit(most)
    )
    found = rows.all()
    return [ask_id for ask_id, _ in found], int(found[0][1]) if found else 0


async def debriefs(session: AsyncSession, program_id: str, section: str) -> Sequence[str]:
    """The asks whose seller has left the question afterwards open for too long, the oldest first."""
    found = await session.scalars(
        select(Debrief.ask_id)
        .where(
            Debrief.program_id == program_id,
            Debrief.side == Side.SELLER,
            Debrief.overdue_at.is_not(None),
            Debrief.answered_at.is_(None),
            _untold(section, program_id, Debrief.ask_id),
        )
        .order_by(Debrief.overdue_at, Debrief.id)
        .limit(MOST)
    )
    return found.all()
