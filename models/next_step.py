"""What the choice of a next step takes: for up to a thousand people by a number of statements that does not grow."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, case, func, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import RUNNING, Ask, AskState
from models.base import Instant, in_days
from models.block import Block, BlockKind
from models.consent import Consent
from models.debrief import Debrief, Side
from models.eligibility.reasons import NOT_A_YES, ONCE_A_YES
from models.giveback import Giveback, GivebackState
from models.nudge import AGREED, NOT_AGREED, Nudge
from models.participation import Participation, ParticipationState, stands
from models.reference import Reference, ReferenceState

NEEDED_WITHIN = timedelta(days=90)
AnyRow = Row[*tuple[Any, ...]]
Rows = Sequence[AnyRow]
PERSON = (
    *(Advocate.id, Advocate.account_id, Advocate.workspace_id, Advocate.slack_user_id, Advocate.dm_error),
    *(Advocate.reach, Advocate.zone, Advocate.country, Advocate.contact_opens, Advocate.contact_closes),
    *(Advocate.joined_on, Advocate.left_on, Advocate.stopped_on, Advocate.stays_since, Advocate.paused_until),
    *(Advocate.snoozed_until, Advocate.contacted_before_at, Advocate.nps, Advocate.seniority, Advocate.rung),
    *(Account.owner_id, Account.health, Account.live_since, Account.renewal_on, Account.term_months),
    *(Account.renewal_signed, Account.public_sector),
)


@dataclass(frozen=True, slots=True)
class Weight:
    """Of one activity: references of the last 90 days that found nobody, and yeses among answers."""

    needed: int = 0
    yes: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of some people, each row by its advocate; blocks by their account."""

    favours: Mapping[str, Rows] = field(
        default_factory=dict
    )  # activity_id, state, done_on, rest_until, score …
    asks: Mapping[str, Rows] = field(default_factory=dict)  # activity_id, state, asked_at, rest_until
    consents: Mapping[str, Rows] = field(default_factory=dict)  # activity_id, state, until
    nudges: Mapping[str, Rows] = field(default_factory=dict)  # activity_id, state, made_at, answered_at
    given: Mapping[str, date] = field(default_factory=dict)  # the last day
    blocks: Mapping[str, Rows] = field(default_factory=dict)  # advocate_id, activity_id, kind


async def page(session: AsyncSession, program_id: str, *, after: str, most: int) -> Rows:
    """The next people who have joined, by id."""
    return await _people(
        session,
        program_id,
        [Advocate.id > after, Advocate.joined_on.is_not(None), Advocate.left_on.is_(None)],
        most,
    )


async def person(session: AsyncSession, program_id: str, advocate_id: str) -> Rows:
    """One of them, whether they joined or not."""
    return await _people(session, program_id, [Advocate.id == advocate_id], 1)


async def _people(session: AsyncSession, program_id: str, conditions: list[Any], most: int) -> Rows:
    rows = await session.execute(
        select(*PERSON)
        .join(Account, and_(Account.program_id == Advocate.program_id, Account.id == Advocate.account_id))
        .where(Advocate.program_id == program_id, *conditions)
        .order_by(Advocate.id)
        .limit(most)
    )
    return rows.all()


async def known(session: AsyncSession, program_id: str, people: Rows, *, now: datetime) -> Known:
    """What is known of these people, a thousand at most, by one statement for each table."""
    ids = [each.id for each in people]
    given = await session.execute(
        select(Giveback.advocate_id, func.max(Giveback.given_on))
        .where(
            Giveback.program_id == program_id,
            Giveback.advocate_id.in_(ids),
            Giveback.state == GivebackState.GIVEN,
        )
        .group_by(Giveback.advocate_id)
    )
    return Known(
        favours=await _favours(session, program_id, ids),
        asks=await _asks(session, program_id, ids),
        consents=await _by_advocate(
            session,
            select(Consent.advocate_id, Consent.activity_id, Consent.state, Consent.until).where(
                Consent.program_id == program_id, Consent.advocate_id.in_(ids)
            ),
        ),
        nudges=await _by_advocate(
            session,
            select(Nudge.advocate_id, Nudge.activity_id, Nudge.state, Nudge.made_at, Nudge.answered_at).where(
                Nudge.program_id == program_id, Nudge.advocate_id.in_(ids)
            ),
        ),
        given={advocate_id: day for advocate_id, day in given if day is not None},
        blocks=await _blocks(session, program_id, {each.account_id for each in people}, now=now),
    )


async def _favours(session: AsyncSession, program_id: str, ids: Sequence[str]) -> Mapping[str, Rows]:
    """What they did, as it stands, with what they said of it."""
    statement = (
        select(
            Participation.advocate_id,
            Participation.id,
            Participation.activity_id,
            Participation.state,
            Participation.done_on,
            Participation.serves_until,
            Activity.phrase,
            Activity.rest_days,
            Activity.lasting,
            Debrief.score,
        )
        .join(
            Activity,
            and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id),
        )
        .outerjoin(
            Debrief,
            and_(
                Debrief.program_id == Participation.program_id,
                Debrief.ask_id == Participation.ask_id,
                Debrief.side == Side.ADVOCATE,
            ),
        )
        .where(
            Participation.program_id == program_id,
            Participation.advocate_id.in_(ids),
            Participation.state != ParticipationState.VOID,
            stands(),
        )
    )
    return await _by_advocate(session, statement)


async def _asks(session: AsyncSession, program_id: str, ids: Sequence[str]) -> Mapping[str, Rows]:
    """What runs, what was promised with the rest after it, and which kinds they were asked for."""
    rest_until = func.coalesce(Ask.held_on, Reference.needed_on) + in_days(Activity.rest_days)
    statement = (
        select(
            Ask.advocate_id,
            Ask.activity_id,
            Ask.state,
            Ask.asked_at,
            type_coerce(case((Ask.state == AskState.ACCEPTED, rest_until)), Instant()).label("rest_until"),
        )
        .join(Reference, and_(Reference.program_id == Ask.program_id, Reference.id == Ask.reference_id))
        .join(Activity, and_(Activity.program_id == Ask.program_id, Activity.id == Ask.activity_id))
        .where(
            Ask.program_id == program_id,
            Ask.advocate_id.in_(ids),
            or_(Ask.state.in_(RUNNING), Ask.state.in_(NOT_A_YES), Ask.state.in_(ONCE_A_YES)),
        )
    )
    return await _by_advocate(session, statement)


async def _blocks(
    session: AsyncSession, program_id: str, account_ids: Collection[str], *, now: datetime
) -> Mapping[str, Rows]:
    rows = await session.execute(
        select(Block.account_id, Block.advocate_id, Block.activity_id, Block.kind).where(
            Block.program_id == program_id,
            Block.account_id.in_(account_ids),
            Block.kind != BlockKind.CONFLICT,
            Block.since <= now,
            or_(Block.until.is_(None), Block.until > now),
        )
    )
    return _grouped(rows.all())


async def _by_advocate(session: AsyncSession, statement: Any) -> Mapping[str, Rows]:
    return _grouped((await session.execute(statement)).all())


def _grouped(rows: Rows) -> Mapping[str, Rows]:
    """By the first column."""
    found: dict[str, list[AnyRow]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


async def weights(session: AsyncSession, program_id: str, *, now: datetime) -> dict[str, Weight]:
    """By activity, what the programme needs of it now, and how often it was agreed to, by asks and by nudges."""
    lacking = await needed(session, program_id, now=now)
    asked = await _shares(session, program_id, Ask, yes=ONCE_A_YES, no=NOT_A_YES)
    nudged = await _shares(session, program_id, Nudge, yes=AGREED, no=NOT_AGREED)
    nothing = (0, 0)
    return {
        each: Weight(
            needed=lacking.get(each, 0),
            yes=asked.get(each, nothing)[0] + nudged.get(each, nothing)[0],
            asked=asked.get(each, nothing)[1] + nudged.get(each, nothing)[1],
        )
        for each in sorted({*lacking, *asked, *nudged})
    }


async def needed(session: AsyncSession, program_id: str, *, now: datetime) -> dict[str, int]:
    """By activity, how often a seller found nobody for it in 90 days."""
    found = await session.execute(
        select(Reference.activity_id, func.count())
        .where(
            Reference.program_id == program_id,
            Reference.state == ReferenceState.UNFILLED,
            Reference.created_at > now - NEEDED_WITHIN,
        )
        .group_by(Reference.activity_id)
    )
    return {activity_id: int(count) for activity_id, count in found}


async def _shares(
    session: AsyncSession, program_id: str, table: type[Any], *, yes: Collection[Any], no: Collection[Any]
) -> dict[str, tuple[int, int]]:
    rows = await session.execute(
        select(table.activity_id, func.sum(case((table.state.in_(yes), 1), else_=0)), func.count())
        .where(table.program_id == program_id, table.state.in_([*yes, *no]))
        .group_by(table.activity_id)
    )
    return {activity_id: (int(agreed), int(count)) for activity_id, agreed, count in rows}
