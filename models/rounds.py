"""When a programme next looks whom it may ask something of its own accord: a due column for each kind of round."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from models import due as dues
from models.program import Program


class Round(StrEnum):
    """Its column of Program."""

    NPS = "nps_due_at"
    SURVEYS = "surveys_due_at"


async def nps_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, program) whose round of questions is due, in all programs; the longest due first."""
    return await dues.programs(session, Program.nps_due_at, now=now, most=most)


async def surveys_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """The same for the surveys after a delivery."""
    return await dues.programs(session, Program.surveys_due_at, now=now, most=most)


async def claim(
    session: AsyncSession, program_id: str, which: Round, *, now: datetime, next_at: datetime
) -> bool:
    """Take a round that is due, and say when the next one is. False: another replica took it."""
    still = dues.waits(getattr(Program, which), now)
    return await dues.claimed(session, program_id, still, values={which.value: next_at})


async def again(session: AsyncSession, program_id: str, which: Round, *, now: datetime) -> None:
    """There were more than one batch takes: it is due still."""
    await session.execute(
        update(Program)
        .where(Program.id == program_id)
        .values({which: now})
        .execution_options(synchronize_session="fetch")
    )
