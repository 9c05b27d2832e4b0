"""What a programme asks and tells everybody of its own accord: when, and how far it is, a stretch at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import due as dues
from models.advocate import Advocate
from models.program import Program


class Round(StrEnum):
    """What its two columns of Program begin with: when it is due, and the last one looked at of one under way."""

    NPS = "nps"
    SURVEYS = "surveys"
    RECAP = "recap"


@dataclass(frozen=True, slots=True)
class Stretch:
    """People by their ids: after the one, up to the other."""

    after: str
    to: str

    def holds(self) -> ColumnElement[bool]:
        """Of `Advocate`."""
        return and_(Advocate.id > self.after, Advocate.id <= self.to)


async def nps_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, program) whose round of questions is due, in all programs; the longest due first."""
    return await dues.programs(session, Program.nps_due_at, now=now, most=most)


async def surveys_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """The same for the surveys after a delivery."""
    return await dues.programs(session, Program.surveys_due_at, now=now, most=most)


async def recaps_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """The same for the quarterly recaps."""
    return await dues.programs(session, Program.recap_due_at, now=now, most=most)


def is_due(program: Program, which: Round, *, now: datetime) -> bool:
    """As it was read: another replica may have taken it since the scan."""
    due_at = getattr(program, f"{which}_due_at")
    return due_at is None or due_at <= now


async def stretch(session: AsyncSession, program_id: str, *, after: str | None, most: int) -> Stretch | None:
    """The next so many people who have joined, whether they may hear anything or not; None: nobody is left."""
    begins = after or ""
    page = (
        select(Advocate.id)
        .where(Advocate.program_id == program_id, Advocate.id > begins, Advocate.joined_on.is_not(None))
        .order_by(Advocate.id)
        .limit(most)
        .subquery()
    )
    to = (await session.scalars(select(func.max(page.c.id)))).one()
    return Stretch(begins, to) if to else None


async def claim(
    session: AsyncSession,
    program_id: str,
    which: Round,
    found: Stretch | None,
    *,
    seen: Program,
    due_at: datetime | None,
) -> bool:
    """Take its next step, from where it stood when `seen` was read. False: another replica took it.

    `due_at`: when the step after this one is due.
    """
    columns = (f"{which}_due_at", f"{which}_after")
    still = [getattr(Program, name).is_not_distinct_from(getattr(seen, name)) for name in columns]
    values = dict(zip(columns, (due_at, found.to if found else None), strict=True))
    return await dues.claimed(session, program_id, *still, values=values)


async def again(session: AsyncSession, program_id: str, which: Round, *, now: datetime) -> None:
    """There is more to close than one step takes: it is due still."""
    await session.execute(
        update(Program)
        .where(Program.id == program_id)
        .values({f"{which}_due_at": now})
        .execution_options(synchronize_session="fetch")
    )
