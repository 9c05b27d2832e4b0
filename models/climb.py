"""Every move on the ladder that anybody made, from where they stood to where they stand. Append-only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Index,
    Select,
    String,
    and_,
    case,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy import cast as to_type
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models import due as dues
from models import settled
from models.account import Account
from models.advocate import Advocate
from models.base import Day, Owned, new_id, within_program
from models.program import Program

DIGITS = 8  # of an id, that number the moves of one statement


class MoveWhy(StrEnum):
    ACT = "act"  # something was verified, corrected or void, or they said how it was
    TIME = "time"  # twelve months have passed, or somebody serves no longer
    LADDER = "ladder"  # an activity stands on another rung now
    IMPORT = "import"  # it came with the programme's past


class Climb(Owned):
    """One move of one person. `number`: their first is 1, so that two at once can't both be written."""

    __tablename__ = "climb"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        Index("ix_climb_number", "program_id", "advocate_id", "number", unique=True),
        Index("ix_climb_on", "program_id", "on"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    came_from: Mapped[int]
    to: Mapped[int]
    on: Mapped[date]  # the day that it was for the programme
    why: Mapped[MoveWhy]


@dataclass(frozen=True, slots=True)
class Difference:
    """Somebody who would move if standings were computed now."""

    advocate_id: str
    name: str
    account: str
    came_from: int
    to: int


def _moving(program_id: str, on: date, advocate_ids: Collection[str] | None, *columns: Any) -> Select[Any]:
    """Whoever does not stand where they are kept: the columns, where they stood and where they stand."""
    found = settled.everybody(program_id, on, advocate_ids)
    rung = func.coalesce(found.c.rung, 0)
    return (
        select(*columns, Advocate.rung.label("came_from"), rung.label("to"))
        .select_from(Advocate)
        .outerjoin(found, found.c.advocate_id == Advocate.id)
        .where(
            Advocate.program_id == program_id,
            Advocate.rung != rung,
            *([] if advocate_ids is None else [Advocate.id.in_(advocate_ids)]),
        )
    )


async def differences(
    session: AsyncSession, program_id: str, *, on: date, most: int
) -> tuple[list[Difference], int]:
    """Who would move if standings were computed now, the highest first; and how many there are in all."""
    moving = _moving(program_id, on, None, Advocate.id, Advocate.name, Advocate.account_id).subquery()
    rows = await session.execute(
        select(moving.c.id, moving.c.name, Account.name, moving.c.came_from, moving.c.to, func.count().over())
        .join(Account, and_(Account.program_id == program_id, Account.id == moving.c.account_id))
        .order_by(moving.c.came_from.desc(), moving.c.to.desc(), moving.c.name, moving.c.id)
        .limit(most)
    )
    found = rows.all()
    differ = [
        Difference(advocate_id, name, account, int(came_from), int(to))
        for advocate_id, name, account, came_from, to, _ in found
    ]
    return differ, int(found[0][5]) if found else 0


async def hold(
    session: AsyncSession, program_id: str, *, on: date, advocate_ids: Collection[str] | None = None
) -> None:
    """Whoever is to be looked at stays as they are until the transaction ends: of two at once each sees the other.

    SQLite has one writer, so that nothing needs to be held there.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    if advocate_ids is None:
        looked_at = _moving(program_id, on, None, Advocate.id)
    else:
        looked_at = select(Advocate.id).where(
            Advocate.program_id == program_id, Advocate.id.in_(advocate_ids)
        )
    await session.execute(looked_at.order_by(Advocate.id).with_for_update(of=Advocate, key_share=True))


async def move(
    session: AsyncSession,
    program_id: str,
    *,
    on: date,
    why: MoveWhy,
    advocate_ids: Collection[str] | None = None,
) -> int:
    """Write down who moves, and where they stand since; how many moved. Two statements, however many."""
    begins = new_id()[:-DIGITS]
    place = func.row_number().over(order_by=Advocate.id)
    row_id = literal(begins).concat(func.substr(to_type(place + 10**DIGITS, String), 2))
    same = (literal(program_id), literal(why, Climb.why.type), literal(on, Day()))
    moving = _moving(program_id, on, advocate_ids, *same, row_id, Advocate.id, Advocate.moves + 1)
    names = ["program_id", "why", "on", "id", "advocate_id", "number", "came_from", "to"]
    await session.execute(insert(Climb).from_select(names, moving, include_defaults=False))
    moved: Any = await session.execute(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Climb.program_id == Advocate.program_id,
            Climb.id.between(begins + "0" * DIGITS, begins + "9" * DIGITS),
            Climb.advocate_id == Advocate.id,
        )
        .values(rung=Climb.to, rung_since=Climb.on, moves=Climb.number)
        .execution_options(synchronize_session=False)
    )
    return int(moved.rowcount)


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *, most: int
) -> Sequence[Climb]:
    """Somebody's moves, the latest first."""
    found = await session.scalars(
        select(Climb)
        .where(Climb.program_id == program_id, Climb.advocate_id == advocate_id)
        .order_by(Climb.number.desc())
        .limit(most)
    )
    return found.all()


async def population(session: AsyncSession, program_id: str) -> dict[int, int]:
    """How many of the customers who are in the programme stand on each rung; 0 are those who settled nowhere."""
    rows = await session.execute(
        select(Advocate.rung, func.count())
        .where(Advocate.program_id == program_id, Advocate.joined_on.is_not(None), Advocate.left_on.is_(None))
        .group_by(Advocate.rung)
        .order_by(Advocate.rung)
    )
    return {int(rung): int(count) for rung, count in rows}


async def moved(session: AsyncSession, program_id: str, since: date, until: date) -> tuple[int, int]:
    """Customers in the programme who stood higher, and lower, when those days ended than when they began.

    `until` is the day after the last. What an import brought along is no move of theirs.
    """
    net = (
        select(func.sum(Climb.to - Climb.came_from).label("by"))
        .join(Advocate, and_(Advocate.program_id == Climb.program_id, Advocate.id == Climb.advocate_id))
        .where(
            Climb.program_id == program_id,
            Climb.on >= since,
            Climb.on < until,
            Climb.why != MoveWhy.IMPORT,
            Advocate.joined_on.is_not(None),
            Advocate.left_on.is_(None),
        )
        .group_by(Climb.advocate_id)
        .subquery()
    )
    row = await session.execute(
        select(
            func.coalesce(func.sum(case((net.c.by > 0, 1), else_=0)), 0),
            func.coalesce(func.sum(case((net.c.by < 0, 1), else_=0)), 0),
        )
    )
    up, down = row.one()
    return int(up), int(down)


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, program) whose day has begun since standings were computed, in all programs; the longest due first."""
    return await dues.programs(session, Program.standings_due_at, now=now, most=most)


async def claim(session: AsyncSession, program_id: str, *, now: datetime, next_at: datetime) -> bool:
    """Take a programme whose standings are due, and say when they are next. False: another replica took it."""
    still = dues.waits(Program.standings_due_at, now)
    return await dues.claimed(session, program_id, still, values={"standings_due_at": next_at})
