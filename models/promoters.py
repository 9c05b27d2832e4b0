"""Who would recommend us and was never asked for anything: neither for a deal, nor by a proposal, nor to join."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import RUNNING, Ask
from models.contact import untroubled
from models.member import Member
from models.nudge import Nudge
from models.participation import Participation, ParticipationState, stands
from models.task import Task, TaskKind

SUGGESTED_FOR = timedelta(days=90)  # in which their owner is not told the same again
UNASKED_RUNG = 1  # what people do there, like answering a survey, is no favour that somebody asked for


@dataclass(frozen=True, slots=True)
class Promoter:
    """A customer as everybody in a channel may know them, and who looks after them."""

    advocate_id: str
    account_id: str
    title: str
    account: str
    owner: str
    joined: bool


def _asked() -> list[ColumnElement[bool]]:
    """Of `Advocate`: what somebody was asked for, proposed to, or did at somebody's wish."""
    asked = exists().where(
        Ask.program_id == Advocate.program_id,
        Ask.advocate_id == Advocate.id,
        or_(Ask.asked_at.is_not(None), Ask.state.in_(RUNNING)),
    )
    nudged = exists().where(Nudge.program_id == Advocate.program_id, Nudge.advocate_id == Advocate.id)
    step = and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id)
    did = (
        select(Participation.id)
        .join(Activity, step)
        .where(
            Participation.program_id == Advocate.program_id,
            Participation.advocate_id == Advocate.id,
            Participation.state != ParticipationState.VOID,
            Activity.rung > UNASKED_RUNG,
            stands(),
        )
    )
    return [asked, nudged, did.exists()]


def _suggested(now: datetime) -> ColumnElement[bool]:
    """Of `Advocate`: their owner has it, or had it lately."""
    return exists().where(
        Task.program_id == Advocate.program_id,
        Task.kind == TaskKind.FIRST_STEP,
        Task.subject == Advocate.id,
        or_(Task.done_at.is_(None), Task.made_at > now - SUGGESTED_FOR),
    )


def _may_hear(now: datetime) -> list[ColumnElement[bool]]:
    """Of `Advocate`: in the programme, or not invited yet; and nothing speaks against a word now."""
    return [
        Advocate.left_on.is_(None),
        Advocate.stopped_on.is_(None),
        Advocate.refused_on.is_(None),
        or_(Advocate.joined_on.is_not(None), Advocate.invited_at.is_(None)),
        or_(Advocate.paused_until.is_(None), Advocate.paused_until <= now),
        untroubled(now),
    ]


async def never_asked(
    session: AsyncSession, program_id: str, *, now: datetime, least: int, most: int
) -> tuple[list[Promoter], int]:
    """Those who gave the highest numbers, the newest first; and how many there are in all."""
    person = (Advocate.id, Account.id, Advocate.title, Account.name, Member.name)
    rows = await session.execute(
        select(*person, Advocate.joined_on.is_not(None), func.count().over())
        .join(Account, and_(Account.program_id == Advocate.program_id, Account.id == Advocate.account_id))
        .join(Member, and_(Member.program_id == Account.program_id, Member.id == Account.owner_id))
        .where(
            Advocate.program_id == program_id,
            Advocate.nps >= least,
            *_may_hear(now),
            *(~each for each in _asked()),
            ~_suggested(now),
        )
        .order_by(Advocate.nps.desc(), Advocate.nps_as_of.desc(), Advocate.id)
        .limit(most)
    )
    found = rows.all()
    people = [Promoter(*row[:5], joined=bool(row[5])) for row in found]
    return people, int(found[0][6]) if found else 0
