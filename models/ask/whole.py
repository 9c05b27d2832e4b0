"""An ask with all it refers to, and the lists of them that people see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask.states import AskState, Stage
from models.ask.table import Ask
from models.base import beside
from models.deal import Deal
from models.kept import hold, once
from models.member import Member
from models.reference import Reference

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class WholeAsk:
    """An ask with everything that a card about it can show."""

    ask: Ask
    reference: Reference
    advocate: Advocate
    account: Account
    deal: Deal
    activity: Activity
    owner: Member
    seller: Member
    decider: Member | None  # who approved or refused

    @property
    def may_be_named(self) -> bool:
        """May the prospect be named to a customer who agrees?"""
        return self.reference.named and bool(self.deal.prospect)


_Whole = Select[Ask, Reference, Advocate, Account, Deal, Activity, Member, Member, Member]


def _whole(*conditions: ColumnElement[bool]) -> _Whole:
    """One statement that brings an ask with all it refers to."""
    return _all().where(*conditions)


@cache
def _all() -> _Whole:
    owner, seller, decider = aliased(Member), aliased(Member), aliased(Member)

    return (
        select(Ask, Reference, Advocate, Account, Deal, Activity, owner, seller, decider)
        .join(Reference, beside(Reference, Ask.reference_id))
        .join(Advocate, beside(Advocate, Ask.advocate_id))
        .join(Account, beside(Account, Ask.account_id))
        .join(Deal, beside(Deal, Ask.deal_id))
        .join(Activity, beside(Activity, Ask.activity_id))
        .join(owner, beside(owner, Account.owner_id))
        .join(seller, beside(seller, Reference.seller_id))
        .outerjoin(decider, beside(decider, Ask.decided_by))
        .execution_options(populate_existing=True)
    )


async def whole(session: AsyncSession, program_id: str, ask_id: str) -> WholeAsk | None:
    async def read() -> WholeAsk | None:
        row = (await session.execute(_one(), {"program": program_id, "ask": ask_id})).one_or_none()
        return WholeAsk(*row) if row else None

    return await once(session, ("ask", program_id, ask_id), read)


async def read_ahead(session: AsyncSession, program_id: str, ask_ids: Sequence[str]) -> Sequence[WholeAsk]:
    """Read these together, and keep them in this session."""
    found = await some(session, program_id, ask_ids)
    for each in found:
        hold(session, ("ask", program_id, each.ask.id), each)
    return found


@cache
def _one() -> _Whole:
    """This and the next are asked in every turn, so built once: building them costs more than running them."""
    return _whole(Ask.program_id == bindparam("program"), Ask.id == bindparam("ask"))


async def some(session: AsyncSession, program_id: str, ask_ids: Sequence[str]) -> Sequence[WholeAsk]:
    rows = await session.execute(_whole(Ask.program_id == program_id, Ask.id.in_(ask_ids)))
    return [WholeAsk(*row) for row in rows]


async def of_references(
    session: AsyncSession, program_id: str, reference_ids: Sequence[str]
) -> Sequence[WholeAsk]:
    """All asks of the references, in the order of their lists."""
    rows = await session.execute(_lists(), {"program": program_id, "references": list(reference_ids)})
    return [WholeAsk(*row) for row in rows]


@cache
def _lists() -> _Whole:
    of = Ask.reference_id.in_(bindparam("references", expanding=True))
    return _whole(Ask.program_id == bindparam("program"), of).order_by(Ask.reference_id, Ask.position, Ask.id)


async def before_approver(
    session: AsyncSession, program_id: str, member_id: str, *, manager: bool, most: int
) -> Sequence[WholeAsk]:
    """Asks that wait for this member: as owner, as backup or manager once those have joined; the soonest due first."""
    owned = select(Member.id).where(Member.program_id == program_id, Member.backup_id == member_id)
    joined = [
        Ask.approver_id == member_id,
        and_(Ask.approver_id.is_(None), Account.owner_id == member_id),
        and_(Account.owner_id.in_(owned), Ask.stage.in_([Stage.BACKUP, Stage.MANAGERS])),
    ]
    if manager:
        joined.append(Ask.stage == Stage.MANAGERS)
    not_own = or_(Account.owner_id == member_id, Reference.seller_id != member_id)
    rows = await session.execute(
        _whole(Ask.program_id == program_id, Ask.state == AskState.APPROVING, or_(*joined), not_own)
        .order_by(Ask.due_at, Ask.id)
        .limit(most),
    )
    return [WholeAsk(*row) for row in rows]


async def before_anybody(
    session: AsyncSession, program_id: str, *, most: int, skip: int = 0
) -> Sequence[WholeAsk]:
    """All asks of the programme that wait for an approver, the soonest due first."""
    rows = await session.execute(
        _whole(Ask.program_id == program_id, Ask.state == AskState.APPROVING)
        .order_by(Ask.due_at, Ask.id)
        .limit(most)
        .offset(skip),
    )
    return [WholeAsk(*row) for row in rows]


async def carried(
    session: AsyncSession,
    program_id: str,
    advocate_ids: Sequence[str],
    *,
    except_asks: Sequence[str],
    now: datetime,
) -> dict[str, tuple[datetime, int]]:
    """By advocate: when they were last asked, and how often within a year; nothing for who never was."""
    in_year = func.sum(case((Ask.asked_at > now - YEAR, 1), else_=0))
    rows = await session.execute(
        select(Ask.advocate_id, func.max(Ask.asked_at), in_year)
        .where(
            Ask.program_id == program_id,
            Ask.advocate_id.in_(advocate_ids),
            Ask.asked_at.is_not(None),
            Ask.id.not_in(except_asks),
        )
        .group_by(Ask.advocate_id),
    )
    return {advocate_id: (last, int(count)) for advocate_id, last, count in rows}


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *, states: frozenset[AskState], most: int
) -> Sequence[WholeAsk]:
    rows = await session.execute(
        _whole(Ask.program_id == program_id, Ask.advocate_id == advocate_id, Ask.state.in_(states))
        .order_by(Ask.state_at.desc(), Ask.id)
        .limit(most),
    )
    return [WholeAsk(*row) for row in rows]


async def count_before_anybody(session: AsyncSession, program_id: str) -> int:
    counted = await session.scalars(
        select(func.count(Ask.id)).where(Ask.program_id == program_id, Ask.state == AskState.APPROVING)
    )
    return counted.one()
