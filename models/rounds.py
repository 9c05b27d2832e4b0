"""When a programme next looks whom it may ask something of its own accord: a due column for each kind of round."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.program import Program


class Round(StrEnum):
    """Its column of Program."""

    NPS = "nps_due_at"
    SURVEYS = "surveys_due_at"


async def nps_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, program) whose round of questions is due, in all programs; the longest due first."""
    return await _due(session, Program.nps_due_at, now, most)


async def surveys_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """The same for the surveys after a delivery."""
    return await _due(session, Program.surveys_due_at, now, most)


async def _due(session: AsyncSession, column: Any, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    rows = await session.scalars(
        select(Program.id)
        .where(or_(column.is_(None), column <= now))
        .order_by(column, Program.id)
        .limit(most)
    )
    return [(program_id, program_id) for program_id in rows]


async def claim(
    session: AsyncSession, program_id: str, which: Round, *, now: datetime, next_at: datetime
) -> bool:
    """Take a round that is due, and say when the next one is. False: another replica took it."""
    column: Any = getattr(Program, which)
    claimed = await session.execute(
        update(Program)
        .where(Program.id == program_id, or_(column.is_(None), column <= now))
        .values({which: next_at})
        .returning(Program.id)
        .execution_options(synchronize_session="fetch"),
    )
    return claimed.first() is not None


async def again(session: AsyncSession, program_id: str, which: Round, *, now: datetime) -> None:
    """There were more than one batch takes: it is due still."""
    await session.execute(
        update(Program)
        .where(Program.id == program_id)
        .values({which: now})
        .execution_options(synchronize_session="fetch")
    )
