"""Who did us favours and got nothing back, and whether the last thing that somebody did was a review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Subquery, and_, case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.giveback import Giveback, GivebackState
from models.nudge import Nudge, NudgeState
from models.participation import HELD, Participation, ParticipationState, stands

REVIEW = "review"  # the key of the one activity that is never rewarded
LOWEST = 2  # the rung from which on something counts as a favour


@dataclass(frozen=True, slots=True)
class Owing:
    """An account with favours of the last year and nothing given back since the first of them."""

    account_id: str
    account: str
    favours: int
    last_on: date
    advocate_id: str  # whoever did the last one
    title: str


def _favours(program_id: str, since: date) -> Subquery:
    """Each favour with how many there are at its company, the day of the first, and its place from the newest."""
    return (
        select(
            Participation.account_id,
            Participation.advocate_id,
            Participation.done_on,
            func.count().over(partition_by=Participation.account_id).label("many"),
            func.min(Participation.done_on).over(partition_by=Participation.account_id).label("first_on"),
            func.row_number()
            .over(
                partition_by=Participation.account_id,
                order_by=(Participation.done_on.desc(), Participation.id.desc()),
            )
            .label("place"),
        )
        .join(
            Activity,
            and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.state.in_(HELD),
            Participation.done_on >= since,
            Activity.rung >= LOWEST,
            Activity.key != REVIEW,
            stands(),
        )
        .subquery()
    )


async def owing(
    session: AsyncSession, program_id: str, *, since: date, most: int
) -> tuple[Sequence[Owing], int]:
    """Those accounts, the most favours first, and how many there are in all.

    A review counts for nothing here: it is never rewarded. Neither does what takes no effort (the first rung), nor
    anything of the public sector or of people who have left.
    """
    favours = _favours(program_id, since)
    given = exists().where(
        Giveback.program_id == program_id,
        Giveback.account_id == favours.c.account_id,
        Giveback.state == GivebackState.GIVEN,
        Giveback.given_on >= favours.c.first_on,
    )
    rows = await session.execute(
        select(
            Account.id,
            Account.name,
            favours.c.many,
            favours.c.done_on,
            Advocate.id,
            Advocate.title,
            func.count().over(),
        )
        .select_from(favours)
        .join(Account, and_(Account.program_id == program_id, Account.id == favours.c.account_id))
        .join(Advocate, and_(Advocate.program_id == program_id, Advocate.id == favours.c.advocate_id))
        .where(favours.c.place == 1, Account.public_sector.is_(False), Advocate.left_on.is_(None), ~given)
        .order_by(favours.c.many.desc(), favours.c.done_on.desc(), Account.id)
        .limit(most)
    )
    found = rows.all()
    return [Owing(*row[:6]) for row in found], int(found[0][6]) if found else 0


async def reviewed_last(session: AsyncSession, program_id: str, advocate_id: str, *, since: date) -> bool:
    """Was a review the last thing they did, not longer ago than that day, or are they being asked for one?"""
    last = (
        select(case((Participation.done_on >= since, Activity.key)))
        .select_from(Participation)
        .join(
            Activity,
            and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.advocate_id == advocate_id,
            Participation.state != ParticipationState.VOID,
            stands(),
        )
        .order_by(Participation.done_on.desc(), Participation.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    nudged = exists().where(
        Nudge.program_id == program_id,
        Nudge.advocate_id == advocate_id,
        Nudge.state.in_([NudgeState.OFFERED, NudgeState.YES]),
        Activity.program_id == program_id,
        Activity.id == Nudge.activity_id,
        Activity.key == REVIEW,
    )
    row = (await session.execute(select(last, nudged))).one()
    return row[0] == REVIEW or bool(row[1])
