"""Where everybody has settled on the ladder, by one statement.

The rule is that of `bot/rules/standing.py`, which words it; a test holds both to the same histories.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncSession

from models.activity import Activity, CustomerRole
from models.base import Day
from models.debrief import Debrief, Side
from models.participation import HELD, Participation, stands

ENOUGH = 2  # acts on a rung settle somebody there
GOOD = 3  # of 5, what a customer says of an experience


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that counts, with what it was."""

    advocate_id: str
    id: str
    rung: int
    activity: str
    role: CustomerRole
    done_on: date
    serves_until: date | None
    lasting: bool
    good: bool


def _deeds(program_id: str, on: date, advocate_ids: Collection[str] | None) -> Select[Any]:
    """What counts on a day, of these people or of all: verified, begun, and over for twelve months at most."""
    last_day = case(
        (Activity.lasting, func.coalesce(Participation.serves_until, _day(date.max))),
        else_=Participation.done_on,
    )
    bad = exists().where(
        Debrief.program_id == Participation.program_id,
        Debrief.ask_id == Participation.ask_id,
        Debrief.side == Side.ADVOCATE,
        Debrief.score < GOOD,
    )
    return (
        select(
            Participation.advocate_id,
            Participation.id,
            Activity.rung,
            Activity.name,
            Activity.role,
            Participation.done_on,
            Participation.serves_until,
            Activity.lasting,
            type_coerce(last_day, Day()).label("last_day"),
            case((bad, 0), else_=1).label("good"),
        )
        .join(
            Activity,
            and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.state.in_(HELD),
            Participation.done_on <= on,
            or_(Participation.done_on >= _year_before(on), Activity.lasting),
            last_day >= _day(_year_before(on)),
            stands(),
            *([] if advocate_ids is None else [Participation.advocate_id.in_(advocate_ids)]),
        )
    )


def everybody(program_id: str, on: date, advocate_ids: Collection[str] | None = None) -> Subquery:
    """(advocate, rung): where each has settled on a day; whoever has settled nowhere has no row."""
    done = _deeds(program_id, on, advocate_ids).subquery("deeds")
    latest_first = (done.c.last_day.desc(), done.c.id.desc())
    later = func.max(done.c.rung).over(
        partition_by=done.c.advocate_id, order_by=latest_first, rows=(None, -1)
    )  # the highest of what came after
    there = (done.c.advocate_id, done.c.rung, done.c.lasting)
    seen = select(
        done.c.advocate_id,
        done.c.rung,
        done.c.lasting,
        done.c.good,
        done.c.last_day,
        later.label("later"),
        func.row_number().over(partition_by=there, order_by=latest_first).label("n"),
        func.count().over(partition_by=there).label("there"),
    ).subquery("seen")
    serving = and_(seen.c.lasting, seen.c.last_day >= _day(on))
    enough = and_(~seen.c.lasting, seen.c.n == 1, seen.c.there >= ENOUGH)
    rung = case(
        (or_(serving, enough), seen.c.rung),
        (
            seen.c.rung > func.coalesce(seen.c.later, 0),
            seen.c.rung - 1,
        ),  # the last of these, and of all above
        else_=0,
    )
    return (
        select(seen.c.advocate_id, func.max(rung).label("rung"))
        .where(seen.c.good == 1)
        .group_by(seen.c.advocate_id)
        .subquery("settled")
    )


async def standings(
    session: AsyncSession, program_id: str, *, on: date, advocate_ids: Collection[str] | None = None
) -> dict[str, int]:
    """Where each has settled, by person; without whoever has settled nowhere."""
    found = everybody(program_id, on, advocate_ids)
    rows = await session.execute(select(found.c.advocate_id, found.c.rung).where(found.c.rung > 0))
    return {advocate_id: int(rung) for advocate_id, rung in rows}


async def deeds(
    session: AsyncSession, program_id: str, advocate_ids: Collection[str], *, on: date
) -> list[Deed]:
    """What counts for these people on a day, the earliest first."""
    found = _deeds(program_id, on, advocate_ids).subquery()
    rows = await session.execute(
        select(
            found.c.advocate_id,
            found.c.id,
            found.c.rung,
            found.c.name,
            found.c.role,
            found.c.done_on,
            found.c.serves_until,
            found.c.lasting,
            found.c.good,
        ).order_by(found.c.done_on, found.c.id)
    )
    return [Deed(*row[:8], bool(row[8])) for row in rows]


def _day(day: date) -> ColumnElement[date]:
    return literal(day, Day())


def _year_before(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
