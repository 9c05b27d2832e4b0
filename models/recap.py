"""The quarterly recap: when a programme's is due, for whom something happened, and what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from models.activity import Activity
from models.advocate import Advocate, Reach
from models.ask import Ask
from models.climb import Climb, MoveWhy
from models.contact import Contact, ContactKind
from models.giveback import Giveback, GivebackState
from models.participation import HELD, Participation, ParticipationState, stands
from models.rounds import Stretch


@dataclass(frozen=True, slots=True)
class Quarter:
    """Its name, its first day and the first day after it, and the instants at which these begin for the programme."""

    name: str
    begins: date
    ends: date
    begins_at: datetime
    ends_at: datetime


def _done(quarter: Quarter, as_of: datetime | None = None) -> ColumnElement[bool]:
    """Of `Participation`: verified in the quarter. What was corrected, or came with the past, counts by its day.

    `as_of`: as it stood at that instant, whatever was written down since.
    """
    verified = and_(
        Participation.state == ParticipationState.VERIFIED, Participation.recorded_at.is_not(None)
    )
    by_day = and_(Participation.done_on >= quarter.begins, Participation.done_on < quarter.ends)
    by_record = and_(
        Participation.recorded_at >= quarter.begins_at, Participation.recorded_at < quarter.ends_at
    )
    recorded = Participation.recorded_at
    known = true() if as_of is None else or_(recorded.is_(None), recorded <= as_of)
    in_it = case((verified, by_record), else_=by_day)
    return and_(Participation.state.in_(HELD), in_it, known, stands(as_of))


def _given(quarter: Quarter) -> ColumnElement[bool]:
    return and_(
        Giveback.state == GivebackState.GIVEN,
        Giveback.given_on >= quarter.begins,
        Giveback.given_on < quarter.ends,
    )


def _told(quarter: Quarter) -> ColumnElement[bool]:
    return and_(Ask.told_at >= quarter.begins_at, Ask.told_at < quarter.ends_at)


def _climbed(quarter: Quarter) -> ColumnElement[bool]:
    """Of `Climb`: up, by something they did; whether they still stand there is for the caller to say."""
    return and_(
        Climb.to > Climb.came_from,
        Climb.why == MoveWhy.ACT,
        Climb.on >= quarter.begins,
        Climb.on < quarter.ends,
    )


async def people(
    session: AsyncSession, program_id: str, quarter: Quarter, *, within: Stretch
) -> list[tuple[str, str, str]]:
    """Of these people, (advocate, workspace, Slack user) of whom can be written to and for whom something happened.

    Without whoever had theirs of this quarter.
    """

    def theirs(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(
            table.program_id == Advocate.program_id, table.advocate_id == Advocate.id, condition
        )

    happened = or_(
        theirs(Participation, _done(quarter)),
        theirs(Giveback, _given(quarter)),
        theirs(Ask, _told(quarter)),
        theirs(Climb, and_(_climbed(quarter), Climb.to <= Advocate.rung)),
    )
    had = theirs(Contact, and_(Contact.kind == ContactKind.RECAP, Contact.subject == quarter.name))
    rows = await session.execute(
        select(Advocate.id, Advocate.workspace_id, Advocate.slack_user_id).where(
            Advocate.program_id == program_id,
            within.holds(),
            Advocate.joined_on.is_not(None),
            Advocate.left_on.is_(None),
            Advocate.stopped_on.is_(None),
            Advocate.slack_user_id.is_not(None),
            Advocate.workspace_id.is_not(None),
            Advocate.dm_error.is_(None),
            Advocate.reach == Reach.SLACK,
            happened,
            ~had,
        )
    )
    return [(advocate_id, workspace or "", user or "") for advocate_id, workspace, user in rows]


async def done(
    session: AsyncSession, program_id: str, advocate_id: str, quarter: Quarter, *, as_of: datetime
) -> Sequence[str]:
    """The names of what somebody did, each as often as they did it, as it was known then."""
    found = await session.scalars(
        select(Activity.name)
        .join(
            Participation,
            and_(Participation.program_id == Activity.program_id, Participation.activity_id == Activity.id),
        )
        .where(
            Activity.program_id == program_id,
            Participation.advocate_id == advocate_id,
            _done(quarter, as_of),
        )
        .order_by(Activity.name)
    )
    return found.all()


async def given(
    session: AsyncSession, program_id: str, advocate_id: str, quarter: Quarter, *, as_of: datetime
) -> Sequence[Giveback]:
    """What they had been given by then, the latest first."""
    found = await session.scalars(
        select(Giveback)
        .where(
            Giveback.program_id == program_id,
            Giveback.advocate_id == advocate_id,
            _given(quarter),
            Giveback.state_at <= as_of,
        )
        .order_by(Giveback.given_on.desc(), Giveback.id.desc())
    )
    return found.all()


async def climbed_to(
    session: AsyncSession, program_id: str, advocate_id: str, quarter: Quarter
) -> int | None:
    """Where they stood when the quarter ended, if they had moved up to it, or past it, in the quarter; else None.

    Moves are only ever added to, so that this stays true however they move later.
    """
    theirs = and_(Climb.program_id == program_id, Climb.advocate_id == advocate_id)
    before = select(Climb.to).where(theirs, Climb.on < quarter.ends).order_by(Climb.number.desc()).limit(1)
    stood = (await session.scalars(before)).first()
    if stood is None:
        return None
    up = select(Climb.id).where(theirs, _climbed(quarter), Climb.to <= stood).limit(1)
    return stood if (await session.scalars(up)).first() is not None else None
