"""What somebody could do next on the ladder, and what came of what they did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, distinct, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask
from models.block import Block, BlockKind
from models.consent import Consent, Consented
from models.nudge import Nudge, NudgeState
from models.participation import HELD, Participation, stands
from models.reference import Reference, ReferenceState

NEEDED_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Next:
    """A step that somebody could take.

    `proposed`: we have asked them already, and they can still answer; `agreed`: they said they are open to it.
    """

    phrase: str
    minutes: int
    proposed: bool
    agreed: bool = False


async def of_advocate(
    session: AsyncSession, program_id: str, advocate: Advocate, *, now: datetime, most: int
) -> list[Next]:
    """On their rung or the next, nothing they or their company refused: what is proposed, what is needed, the rest.

    Needed is what a seller found nobody for in 90 days. Whoever likes it where they are sees their own rung alone.
    """
    proposed = exists().where(
        Nudge.program_id == program_id,
        Nudge.advocate_id == advocate.id,
        Nudge.activity_id == Activity.id,
        Nudge.state == NudgeState.OFFERED,
    )
    agreed = _said(program_id, advocate, Consented.YES, now)
    lowest = max(advocate.rung, 1)
    highest = lowest if advocate.stays_since else advocate.rung + 1
    needed = _unfilled(program_id, now).desc()
    first = (case((proposed, 0), else_=1), needed, case((agreed, 0), else_=1))
    rows = await session.execute(
        select(
            Activity.phrase,
            Activity.minutes,
            case((proposed, 1), else_=0),
            case((agreed, 1), else_=0),
        )
        .where(
            Activity.program_id == program_id,
            Activity.retired_on.is_(None),
            Activity.rung.between(lowest, highest),
            ~_said(program_id, advocate, Consented.NO, now),
            ~_forbidden(program_id, advocate, now),
        )
        .order_by(*first, Activity.rung.desc(), Activity.minutes, Activity.name)
        .limit(most)
    )
    return [Next(phrase, minutes, bool(asked), bool(open_to)) for phrase, minutes, asked, open_to in rows]


def _said(program_id: str, advocate: Advocate, what: Consented, now: datetime) -> ColumnElement[bool]:
    """Of `Activity`: they said yes to it, or no, and that is in force."""
    return exists().where(
        Consent.program_id == program_id,
        Consent.advocate_id == advocate.id,
        Consent.activity_id == Activity.id,
        Consent.state == what,
        or_(Consent.until.is_(None), Consent.until > now),
    )


def _forbidden(program_id: str, advocate: Advocate, now: datetime) -> ColumnElement[bool]:
    """Of `Activity`: their company does not allow it, or allows nothing."""
    return exists().where(
        Block.program_id == program_id,
        Block.account_id == advocate.account_id,
        or_(Block.activity_id == Activity.id, Block.kind == BlockKind.CONTRACT_FORBIDS),
        or_(Block.advocate_id.is_(None), Block.advocate_id == advocate.id),
        or_(Block.until.is_(None), Block.until > now),
    )


def _unfilled(program_id: str, now: datetime) -> ScalarSelect[int]:
    """Of `Activity`: how often a seller found nobody for it."""
    return (
        select(func.count())
        .where(
            Reference.program_id == program_id,
            Reference.activity_id == Activity.id,
            Reference.state == ReferenceState.UNFILLED,
            Reference.created_at > now - NEEDED_WITHIN,
        )
        .correlate(Activity)
        .scalar_subquery()
    )


@dataclass(frozen=True, slots=True)
class Impact:
    """`talks`: conversations held for a deal; `deals`: signed after their help, where they were told so."""

    talks: int = 0
    deals: int = 0


async def impact(
    session: AsyncSession, program_id: str, advocate_id: str, told: tuple[datetime, datetime] | None = None
) -> Impact:
    """Of everything that somebody did for a deal; with `told`, only deals they were told of from then to then."""
    known = Ask.told_at.is_not(None) if told is None else and_(Ask.told_at >= told[0], Ask.told_at < told[1])
    row = await session.execute(
        select(
            func.coalesce(func.sum(case((Activity.spoken, 1), else_=0)), 0),
            func.count(distinct(case((known, Ask.deal_id)))),
        )
        .select_from(Participation)
        .join(Ask, and_(Ask.program_id == Participation.program_id, Ask.id == Participation.ask_id))
        .join(
            Activity,
            and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.advocate_id == advocate_id,
            Participation.state.in_(HELD),
            stands(),
        )
    )
    talks, deals = row.one()
    return Impact(int(talks), int(deals))
