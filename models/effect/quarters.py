"""What guards nudges where nobody is held out from it: some weeks beside the weeks before."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, distinct, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import Advocate
from models.ask import Ask, AskState
from models.eligibility.reasons import ONCE_A_YES
from models.nudge import Nudge, NudgeState

NO = Ask.state == AskState.DECLINED
ANSWERED = or_(NO, Ask.state.in_(ONCE_A_YES))  # of asks
ANSWERS = frozenset(NudgeState) - {NudgeState.OFFERED, NudgeState.LAPSED, NudgeState.WITHDRAWN}


def counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


@dataclass(frozen=True, slots=True)
class Quarter:
    """What guards the nudges, in some weeks: people who left, answers to nudges and to asks, needs that were filled."""

    left: int
    answers: int
    stopped: int
    later: int
    asks: int
    declined: int
    filled: int


async def quarters(
    session: AsyncSession, program_id: str, *, days: Sequence[date], bounds: Sequence[datetime]
) -> list[Quarter]:
    """For each time between two of these, the oldest first: as days and as the moments at which they begin."""

    def within(moment: Any, *conditions: ColumnElement[bool]) -> list[ColumnElement[int]]:
        return [
            counted(and_(moment >= begins, moment < ends, *conditions))
            for begins, ends in itertools.pairwise(bounds)
        ]

    leaving = [
        counted(and_(Advocate.left_on >= begins, Advocate.left_on < ends))
        for begins, ends in itertools.pairwise(days)
    ]
    answered = Nudge.answered_at
    nudges = [
        *within(answered, Nudge.state.in_(ANSWERS)),
        *within(answered, Nudge.state == NudgeState.STOPPED),
        *within(answered, Nudge.state == NudgeState.LATER),
    ]
    asks = [*within(Ask.answered_at, ANSWERED), *within(Ask.answered_at, NO)]
    filled = [
        func.count(
            distinct(case((and_(Ask.answered_at >= begins, Ask.answered_at < ends), Ask.reference_id)))
        ).filter(Ask.state == AskState.ACCEPTED)
        for begins, ends in itertools.pairwise(bounds)
    ]
    statements: list[Any] = [
        select(*leaving).where(Advocate.program_id == program_id, Advocate.left_on >= days[0]),
        select(*nudges).where(Nudge.program_id == program_id, answered >= bounds[0]),
        select(*asks, *filled).where(Ask.program_id == program_id, Ask.answered_at >= bounds[0]),
    ]
    figures: list[int] = []
    for statement in statements:
        figures += [int(number) for number in (await session.execute(statement)).one()]
    times = len(days) - 1
    return [Quarter(*figures[place::times]) for place in range(times)]
