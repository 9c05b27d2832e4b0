"""A week's look for next steps, and how far it has come: a thousand people in each transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models import due as dues
from models.base import Owned, new_id
from models.inserting import insert_into
from models.program import Program


class Sweep(Owned):
    __tablename__ = "sweep"
    __table_args__ = (
        Index("ix_sweep_week", "program_id", "week", unique=True),
        Index("ix_sweep_due", "due_at"),
    )

    week: Mapped[date]  # its Monday
    begun_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # None: everybody was looked at
    after: Mapped[str] = mapped_column(String(32), default="")  # the last advocate that was looked at
    weights: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # by activity: needed, yes, asked
    looked_at: Mapped[int] = mapped_column(default=0)
    proposed: Mapped[int] = mapped_column(default=0)
    reasons: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # for “not now”: how many people each


async def programs_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, program) whose weekly look is due, or not planned yet, in all programs; the longest due first."""
    return await dues.programs(session, Program.sweep_due_at, now=now, most=most)


async def plan(session: AsyncSession, program_id: str, *, seen: datetime | None, due_at: datetime) -> bool:
    """Say when the next look is, where `seen` still stands. False: another replica did."""
    still = Program.sweep_due_at.is_not_distinct_from(seen)
    return await dues.claimed(session, program_id, still, values={"sweep_due_at": due_at})


async def begin(
    session: AsyncSession, program_id: str, *, week: date, now: datetime, weights: dict[str, Any]
) -> str | None:
    """Begin a week's look, and end an older one that did not come to its end. None: that week has one."""
    await session.execute(
        update(Sweep)
        .where(Sweep.program_id == program_id, Sweep.week < week, Sweep.due_at.is_not(None))
        .values(due_at=None)
        .execution_options(synchronize_session=False)
    )
    sweep_id = new_id()
    made = await session.execute(
        insert_into(session, Sweep)
        .values(program_id=program_id, id=sweep_id, week=week, begun_at=now, due_at=now, weights=weights)
        .on_conflict_do_nothing(index_elements=["program_id", "week"])
        .returning(Sweep.id)
    )
    return sweep_id if made.first() is not None else None


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, sweep) that has people left to look at, in all programs, the longest due first."""
    rows = await session.execute(
        select(Sweep.program_id, Sweep.id)
        .where(Sweep.due_at <= now)
        .order_by(Sweep.due_at, Sweep.id)
        .limit(most)
    )
    return [(program_id, sweep_id) for program_id, sweep_id in rows]


async def find(session: AsyncSession, program_id: str, sweep_id: str) -> Sweep | None:
    return await session.get(Sweep, (program_id, sweep_id), populate_existing=True)


async def newest(session: AsyncSession, program_id: str) -> Sweep | None:
    found = await session.scalars(
        select(Sweep).where(Sweep.program_id == program_id).order_by(Sweep.week.desc()).limit(1)
    )
    return found.first()


async def advance(session: AsyncSession, program_id: str, sweep: Sweep, *, to: str, at_end: bool) -> bool:
    """Take the people up to this one, before anything is done for them. False: another replica took them."""
    taken = await session.execute(
        update(Sweep)
        .where(
            Sweep.program_id == program_id,
            Sweep.id == sweep.id,
            Sweep.after == sweep.after,
            Sweep.due_at.is_not(None),
        )
        .values({"after": to} | ({"due_at": None} if at_end else {}))
        .returning(Sweep.id)
        .execution_options(synchronize_session=False)
    )
    return taken.first() is not None


async def counted(
    session: AsyncSession,
    program_id: str,
    sweep: Sweep,
    *,
    looked_at: int,
    proposed: int,
    reasons: dict[str, int],
) -> None:
    """Add what a batch came to; whoever advanced the sweep holds it."""
    together = dict(sweep.reasons)
    for reason, people in reasons.items():
        together[reason] = together.get(reason, 0) + people
    await session.execute(
        update(Sweep)
        .where(Sweep.program_id == program_id, Sweep.id == sweep.id)
        .values(looked_at=Sweep.looked_at + looked_at, proposed=Sweep.proposed + proposed, reasons=together)
        .execution_options(synchronize_session=False)
    )
