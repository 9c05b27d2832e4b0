"""By arm: what people did, who left, what they declined; in sums that no person can be read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, distinct, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import Advocate
from models.ask import Ask
from models.base import Day
from models.effect.quarters import ANSWERED, NO, counted
from models.nudge import held_out
from models.participation import HELD, Participation, stands


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one arm: people, their trials, hits among these, then the sums of both's squares and of their product."""

    people: int = 0
    trials: int = 0
    hits: int = 0
    trials_squared: int = 0
    hits_squared: int = 0
    hits_by_trials: int = 0


Arms = tuple[Counts, Counts]  # who can be nudged, who is held out


async def acts(session: AsyncSession, program_id: str, firsts: Sequence[date]) -> tuple[Arms, Arms]:
    """Of the months that begin on these days (the last day ends the last): months in which people did something.

    Beside them, who has left in that time. Somebody counts from the first month that they had joined before. Who
    leaves later stays in it, with nothing done: else nudges that drive away the unwilling would look like a success.
    """
    first, months = _from(firsts[:-1])
    last = firsts[-1]
    did = _months_of_acts(program_id, firsts, first)
    hits = func.coalesce(did.c.hits, 0)
    left = case((Advocate.left_on < last, 1), else_=0)
    rows = await session.execute(
        select(held_out().label("arm"), *_sums(months, hits), func.sum(left))
        .select_from(Advocate)
        .outerjoin(did, did.c.advocate_id == Advocate.id)
        .where(
            Advocate.program_id == program_id,
            Advocate.joined_on <= firsts[-2],
            or_(Advocate.left_on.is_(None), Advocate.left_on > first),
        )
        .group_by("arm")
    )
    found = {bool(row[0]): [int(number) for number in row[1:]] for row in rows}
    nudged, control = (found.get(arm, [0] * 7) for arm in (False, True))
    gone = [Counts(arm[0], arm[0], arm[6], arm[0], arm[6], arm[6]) for arm in (nudged, control)]
    return (Counts(*nudged[:6]), Counts(*control[:6])), (gone[0], gone[1])


def _from(firsts: Sequence[date]) -> tuple[ColumnElement[date], ColumnElement[int]]:
    """Of `Advocate`: the first of these months that they had joined before, and how many there are from then on."""
    begins = case(*((Advocate.joined_on <= day, literal(day, Day())) for day in firsts))
    left = len(firsts)
    months = case(*((Advocate.joined_on <= day, left - place) for place, day in enumerate(firsts)))
    return begins, months


def _months_of_acts(program_id: str, firsts: Sequence[date], first: ColumnElement[date]) -> Subquery:
    """(advocate, hits). What an ask of ours brought about is not their own doing: nudges can't change it."""
    month = case(*((Participation.done_on < day, place) for place, day in enumerate(firsts[1:])))
    return (
        select(Participation.advocate_id, func.count(distinct(month)).label("hits"))
        .join(
            Advocate,
            and_(Advocate.program_id == Participation.program_id, Advocate.id == Participation.advocate_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.ask_id.is_(None),
            Participation.state.in_(HELD),
            Participation.done_on >= firsts[0],
            Participation.done_on < firsts[-1],
            Participation.done_on >= first,
            stands(),
        )
        .group_by(Participation.advocate_id)
        .subquery()
    )


def _sums(trials: Any, hits: Any) -> tuple[ColumnElement[int], ...]:
    pairs = (trials, hits, trials * trials, hits * hits, hits * trials)
    return (func.count(), *(func.sum(each) for each in pairs))


async def declined(session: AsyncSession, program_id: str, *, since: datetime, until: datetime) -> Arms:
    """Answers to asks, and how many of them were a no."""
    answers = (
        select(Ask.advocate_id, func.count().label("trials"), counted(NO).label("hits"))
        .where(Ask.program_id == program_id, ANSWERED, Ask.answered_at >= since, Ask.answered_at < until)
        .group_by(Ask.advocate_id)
        .subquery()
    )
    rows = await session.execute(
        select(held_out().label("arm"), *_sums(answers.c.trials, answers.c.hits))
        .select_from(Advocate)
        .join(answers, answers.c.advocate_id == Advocate.id)
        .where(Advocate.program_id == program_id)
        .group_by("arm")
    )
    found = {bool(row[0]): Counts(*(int(number) for number in row[1:])) for row in rows}
    return found.get(False, Counts()), found.get(True, Counts())
