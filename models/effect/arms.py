"""By arm: what people did, who left, what they declined; in sums that no person can be read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    case,
    cast,
    distinct,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import Advocate
from models.ask import Ask
from models.base import Day
from models.effect.quarters import ANSWERED, NO, counted
from models.nudge import held_out
from models.participation import HELD, Participation


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one arm: people, their trials, hits among these, then the sums of both's squares and of their product."""

    people: int = 0
    trials: int = 0
    hits: int = 0
    trials_squared: int = 0
    hits_squared: int = 0
    hits_by_trials: int = 0


_NOTHING = cast(null(), Integer)
Arms = tuple[Counts, Counts]  # who can be nudged, who is held out


async def acts(session: AsyncSession, program_id: str, firsts: Sequence[date]) -> tuple[Arms, Arms]:
    """Of the months that begin on these days (the last day ends the last): months in which people did something.

    Beside them, who has left in that time. Somebody counts from the first month that they had joined before. Who
    leaves later stays in it, with nothing done: else nudges that drive away the unwilling would look like a success.

    Both tables are laid on top of each other and grouped, not joined: that is as fast where a database knows nothing
    yet of how much there is.
    """
    both = union_all(_people(program_id, firsts), _months_of_acts(program_id, firsts)).subquery()
    begins = func.max(both.c.begins).over(partition_by=both.c.who)
    known = select(both.c.who, begins.label("begins"), both.c.gone, both.c.month).subquery()
    counting = case((known.c.month >= known.c.begins, known.c.month))
    each = (
        select(
            held_out(known.c.who).label("arm"),
            (len(firsts) - 1 - func.max(known.c.begins)).label("trials"),
            func.count(distinct(counting)).label("hits"),
            func.max(known.c.gone).label("gone"),
        )
        .where(known.c.begins.is_not(None))
        .group_by(known.c.who)
        .subquery()
    )
    rows = await session.execute(
        select(each.c.arm, *_sums(each.c.trials, each.c.hits), func.sum(each.c.gone)).group_by(each.c.arm)
    )
    found = {bool(row[0]): [int(number) for number in row[1:]] for row in rows}
    nudged, control = (found.get(arm, [0] * 7) for arm in (False, True))
    gone = [Counts(arm[0], arm[0], arm[6], arm[0], arm[6], arm[6]) for arm in (nudged, control)]
    return (Counts(*nudged[:6]), Counts(*control[:6])), (gone[0], gone[1])


def _people(program_id: str, firsts: Sequence[date]) -> Select[Any]:
    """(who, begins, gone, no month): in which of the months they count first, by its place; have they left since?"""
    months = firsts[:-1]
    begins = case(*((Advocate.joined_on <= day, place) for place, day in enumerate(months)))
    first = case(*((Advocate.joined_on <= day, literal(day, Day())) for day in months))
    gone = case((Advocate.left_on < firsts[-1], 1), else_=0)
    return select(
        Advocate.id.label("who"), begins.label("begins"), gone.label("gone"), _NOTHING.label("month")
    ).where(
        Advocate.program_id == program_id,
        Advocate.joined_on <= months[-1],
        or_(Advocate.left_on.is_(None), Advocate.left_on > first),
    )


def _months_of_acts(program_id: str, firsts: Sequence[date]) -> Select[Any]:
    """(who, nothing, nothing, month). What an ask of ours led to is not their own doing: nudges can't change it."""
    month = case(*((Participation.done_on < day, place) for place, day in enumerate(firsts[1:])))
    superseded = select(Participation.supersedes_id).where(
        Participation.program_id == program_id, Participation.supersedes_id.is_not(None)
    )
    return select(Participation.advocate_id, _NOTHING, _NOTHING, month).where(
        Participation.program_id == program_id,
        Participation.ask_id.is_(None),
        Participation.state.in_(HELD),
        Participation.done_on >= firsts[0],
        Participation.done_on < firsts[-1],
        Participation.id.not_in(superseded),
    )


def _sums(trials: Any, hits: Any) -> tuple[ColumnElement[int], ...]:
    pairs = (trials, hits, trials * trials, hits * hits, hits * trials)
    return (func.count(), *(func.sum(each) for each in pairs))


async def declined(session: AsyncSession, program_id: str, *, since: datetime, until: datetime) -> Arms:
    """Answers to asks, and how many of them were a no."""
    answers = (
        select(
            held_out(Ask.advocate_id).label("arm"),
            func.count().label("trials"),
            counted(NO).label("hits"),
        )
        .where(Ask.program_id == program_id, ANSWERED, Ask.answered_at >= since, Ask.answered_at < until)
        .group_by(Ask.advocate_id)
        .subquery()
    )
    rows = await session.execute(
        select(answers.c.arm, *_sums(answers.c.trials, answers.c.hits)).group_by(answers.c.arm)
    )
    found = {bool(row[0]): Counts(*(int(number) for number in row[1:])) for row in rows}
    return found.get(False, Counts()), found.get(True, Counts())
