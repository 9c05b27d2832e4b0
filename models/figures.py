"""What is counted of a programme: its weeks, who carries how much, and who is near a cap."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.audit import Audit
from models.base import microseconds
from models.block import Block, BlockKind
from models.deal import Deal
from models.debrief import Debrief, Side
from models.eligibility import load
from models.eligibility.everybody import EXECUTIVE, QUARTER
from models.eligibility.reasons import ONCE_A_YES, earliest
from models.member import Member
from models.participation import HELD, Participation, ParticipationState, stands
from models.program import Program
from models.reference import Reference, ReferenceState

DAY = timedelta(days=1)
Bounds = Sequence[datetime]  # n + 1 moments around n weeks, the oldest first


def _in(moment: Any, begins: datetime, ends: datetime) -> ColumnElement[bool]:
    return and_(moment >= begins, moment < ends)


def _counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


async def asked_and_answered(
    session: AsyncSession, program_id: str, bounds: Bounds
) -> list[tuple[int, int, int, int]]:
    """For each week: asks that reached customers, their yeses, noes and silences."""
    yes, no = Ask.state.in_(ONCE_A_YES), Ask.state == AskState.DECLINED
    columns = [
        _counted(condition)
        for begins, ends in itertools.pairwise(bounds)
        for condition in (
            _in(Ask.asked_at, begins, ends),
            and_(yes, _in(Ask.answered_at, begins, ends)),
            and_(no, _in(Ask.answered_at, begins, ends)),
            and_(Ask.state == AskState.SILENT, _in(Ask.state_at, begins, ends)),
        )
    ]
    recent = or_(Ask.asked_at >= bounds[0], Ask.answered_at >= bounds[0], Ask.state_at >= bounds[0])
    row = (await session.execute(select(*columns).where(Ask.program_id == program_id, recent))).one()
    numbers = [int(each) for each in row]
    return [(numbers[n], numbers[n + 1], numbers[n + 2], numbers[n + 3]) for n in range(0, len(numbers), 4)]


async def unfilled(session: AsyncSession, program_id: str, bounds: Bounds) -> list[int]:
    """For each week: needs that came to their end without a customer."""
    ended = (
        select(Audit.subject, func.max(Audit.at).label("at"))
        .where(
            Audit.program_id == program_id,
            Audit.verb == ReferenceState.UNFILLED.value,
            Audit.at >= bounds[0],
        )
        .group_by(Audit.subject)
        .subquery()
    )
    row = await session.execute(
        select(*(_counted(_in(ended.c.at, *week)) for week in itertools.pairwise(bounds)))
        .select_from(Reference)
        .join(ended, ended.c.subject == Reference.id)
        .where(Reference.program_id == program_id, Reference.state == ReferenceState.UNFILLED)
    )
    return [int(each) for each in row.one()]


@dataclass(frozen=True, slots=True)
class Yes:
    """`days` since the need was there; `stands`: it was not taken back, and is not a spare one."""

    reference_id: str
    stands: bool
    days: float


async def yeses(session: AsyncSession, program_id: str, bounds: Bounds) -> list[list[Yes]]:
    """For each week: what customers agreed to in it."""
    rows = await session.execute(
        select(Ask.answered_at, Reference.created_at, Reference.id, Ask.state)
        .join(Reference, and_(Reference.program_id == Ask.program_id, Reference.id == Ask.reference_id))
        .where(
            Ask.program_id == program_id,
            Ask.state.in_(ONCE_A_YES),
            _in(Ask.answered_at, bounds[0], bounds[-1]),
        )
    )
    told = [
        (answered, Yes(reference_id, state is AskState.ACCEPTED, (answered - created) / DAY))
        for answered, created, reference_id, state in rows
        if answered is not None
    ]
    return [
        [yes for answered, yes in told if begins <= answered < ends]
        for begins, ends in itertools.pairwise(bounds)
    ]


async def held(session: AsyncSession, program_id: str, days: Sequence[date]) -> list[int]:
    """For each week, whose Mondays these are: favours that were held."""
    columns = [
        _counted(and_(Participation.done_on >= begins, Participation.done_on < ends))
        for begins, ends in itertools.pairwise(days)
    ]
    row = await session.execute(
        select(*columns).where(
            Participation.program_id == program_id,
            Participation.done_on >= days[0],
            Participation.state.in_(HELD),
            stands(),
        )
    )
    return [int(each) for each in row.one()]


async def shares(
    session: AsyncSession, program_id: str, keys: Sequence[str], *, since: date, most: int
) -> tuple[list[int], int]:
    """How many favours of these kinds the busiest people did, each, and how many there were in all."""
    counted = (
        select(Participation.advocate_id, func.count().label("n"))
        .join(
            Activity,
            and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.done_on >= since,
            Participation.state != ParticipationState.VOID,
            Activity.key.in_(keys),
            stands(),
        )
        .group_by(Participation.advocate_id)
        .subquery()
    )
    rows = await session.execute(
        select(counted.c.n, func.sum(counted.c.n).over()).order_by(counted.c.n.desc()).limit(most)
    )
    found = [(int(n), int(total)) for n, total in rows]
    return [n for n, _ in found], found[0][1] if found else 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """Somebody who did about as much as the programme's caps allow."""

    advocate_id: str
    title: str
    account: str
    in_quarter: int
    quarter_cap: int
    in_year: int
    year_cap: int


async def near_caps(
    session: AsyncSession, program_id: str, *, now: datetime, most: int
) -> tuple[list[Loaded], int]:
    """Who can still be asked and stands at a cap of theirs, or one before that of the year; the busiest first.

    And how many there are in all. Not who is kept free already.
    """
    done = _vouched(program_id, now)
    executive = earliest(Program.executive_accepted_in_year, Program.accepted_in_year)
    year_cap = case((Advocate.seniority == EXECUTIVE, executive), else_=Program.accepted_in_year)
    quarter_cap = Program.accepted_in_90_days
    full = and_(quarter_cap > 0, done.c.in_quarter >= quarter_cap)
    nearly = and_(year_cap > 1, done.c.in_year >= year_cap - 1)
    who = (Advocate.id, Advocate.title, Account.name)
    load_ = (done.c.in_quarter, quarter_cap, done.c.in_year, year_cap)
    rows = await session.execute(
        select(*who, *load_, func.count().over())
        .join(done, done.c.advocate_id == Advocate.id)
        .join(Account, and_(Account.program_id == Advocate.program_id, Account.id == Advocate.account_id))
        .join(Program, Program.id == Advocate.program_id)
        .where(
            Advocate.program_id == program_id,
            Advocate.joined_on.is_not(None),
            Advocate.left_on.is_(None),
            or_(full, nearly),
            ~_kept_free(now),
        )
        .order_by(done.c.in_year.desc(), done.c.in_quarter.desc(), Advocate.id)
        .limit(most)
    )
    found = rows.all()
    loaded = [Loaded(*row[:3], *(int(number) for number in row[3:7])) for row in found]
    return loaded, int(found[0][7]) if found else 0


def _vouched(program_id: str, now: datetime) -> Subquery:
    """(advocate, in_quarter, in_year): favours that the caps count."""
    done = load.favours(program_id)
    return (
        select(
            done.c.advocate_id,
            func.sum(case((done.c.at > load.since(now, QUARTER), 1), else_=0)).label("in_quarter"),
            func.count().label("in_year"),
        )
        .where(done.c.rung >= load.VOUCH_FROM, done.c.at > load.since(now, load.YEAR))
        .group_by(done.c.advocate_id)
        .subquery()
    )


def _kept_free(now: datetime) -> ColumnElement[bool]:
    """A pause of their own, or a rest that one of ours gave them."""
    rested = exists().where(
        Block.program_id == Advocate.program_id,
        Block.advocate_id == Advocate.id,
        Block.kind == BlockKind.HELD_BACK,
        or_(Block.until.is_(None), Block.until > microseconds(now)),
    )
    paused = and_(Advocate.paused_until.is_not(None), Advocate.paused_until > now)
    return or_(rested, paused)


async def exceptions(
    session: AsyncSession, program_id: str, *, since: datetime, most: int
) -> tuple[list[tuple[str, str, str, str, str, str]], int]:
    """Asks for which a manager passed the programme's caps since then: (ask, title, company, deal, manager, why).

    The newest first, and how many there are in all.
    """
    made = (
        select(Audit.subject, func.max(Audit.at).label("at"))
        .where(Audit.program_id == program_id, Audit.verb == "exception", Audit.at > since)
        .group_by(Audit.subject)
        .subquery()
    )
    rows = await session.execute(
        select(
            Ask.id, Advocate.title, Account.name, Deal.name, Member.name, Ask.exception, func.count().over()
        )
        .join(made, made.c.subject == Ask.id)
        .join(Advocate, and_(Advocate.program_id == Ask.program_id, Advocate.id == Ask.advocate_id))
        .join(Account, and_(Account.program_id == Ask.program_id, Account.id == Ask.account_id))
        .join(Deal, and_(Deal.program_id == Ask.program_id, Deal.id == Ask.deal_id))
        .join(Member, and_(Member.program_id == Ask.program_id, Member.id == Ask.exception_by))
        .where(Ask.program_id == program_id, Ask.exception.is_not(None))
        .order_by(made.c.at.desc(), Ask.id)
        .limit(most)
    )
    found = rows.all()
    return [row[:6] for row in found], int(found[0][6]) if found else 0  # type: ignore[misc]


async def unsaid(session: AsyncSession, program_id: str, ask_ids: Sequence[str]) -> dict[str, Debrief]:
    """The sellers' side of these favours, by ask."""
    rows = await session.scalars(
        select(Debrief)
        .where(Debrief.program_id == program_id, Debrief.ask_id.in_(ask_ids), Debrief.side == Side.SELLER)
        .execution_options(populate_existing=True)
    )
    return {debrief.ask_id: debrief for debrief in rows}
