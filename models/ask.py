"""A reference put to one advocate: on the list, before the owner, before the customer, answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, Select, String, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.base import Owned, within_program
from models.deal import Deal
from models.member import Member
from models.reference import Reference


class AskState(StrEnum):
    LISTED = "listed"  # on the shortlist, nobody was bothered yet
    APPROVING = "approving"  # the owner's card is out
    APPROVED = "approved"  # waits for the customer's contact hours
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SILENT = "silent"  # the customer's deadline passed
    REFUSED = "refused"  # an approver said no
    UNAPPROVED = "unapproved"  # no approver answered
    BLOCKED = "blocked"  # a cap or block came up since the shortlist
    TOO_LATE = "too_late"  # the last safe moment had passed
    WITHDRAWN = "withdrawn"  # the seller cancelled, or somebody else's yes was enough
    DROPPED = "dropped"  # the seller took them off the shortlist


class Declined(StrEnum):
    NOT_THIS = "not_this"
    NOT_NOW = "not_now"
    NEVER_THIS_KIND = "never_this_kind"


class Refused(StrEnum):
    NOT_NOW = "not_now"
    NOT_THIS_DEAL = "not_this_deal"  # keeps everybody at the account out of this deal


class Stage(StrEnum):
    """How far the owner's chain of clocks has come."""

    OWNER = "owner"
    REMINDED = "reminded"
    BACKUP = "backup"
    MANAGERS = "managers"


YEAR = timedelta(days=365)
RUNNING = frozenset({AskState.APPROVING, AskState.APPROVED, AskState.ASKED})


class Ask(Owned):
    __tablename__ = "ask"
    __table_args__ = (
        within_program("reference_id", "reference"),
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        within_program("deal_id", "deal"),
        within_program("activity_id", "activity"),
        Index("ix_ask_once", "program_id", "reference_id", "advocate_id", unique=True),
        Index("ix_ask_advocate", "program_id", "advocate_id", "asked_at"),
        Index("ix_ask_account", "program_id", "account_id", "asked_at"),
        Index("ix_ask_due", "program_id", "due_at"),
    )

    reference_id: Mapped[str] = mapped_column(String(32))
    advocate_id: Mapped[str] = mapped_column(String(32))
    # The caps count these, so they stand on the row: an advocate may move on, an ask does not.
    account_id: Mapped[str] = mapped_column(String(32))
    deal_id: Mapped[str] = mapped_column(String(32))
    activity_id: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    state: Mapped[AskState] = mapped_column(default=AskState.LISTED)
    state_at: Mapped[datetime]
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)  # names of the attributes that match best
    stage: Mapped[Stage | None]
    due_at: Mapped[datetime | None]  # when the clock acts next, whatever the state
    decided_by: Mapped[str | None] = mapped_column(String(32))  # the approver, a member's id
    refused: Mapped[Refused | None]
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    declined: Mapped[Declined | None]
    held_on: Mapped[date | None]


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


async def move(
    session: AsyncSession,
    program_id: str,
    ask_id: str,
    *,
    came_from: frozenset[AskState],
    to: AskState,
    now: datetime,
    **values: Any,
) -> bool:
    """Change the state if it is still one of `came_from`; the clock stops unless `due_at` is given.

    False: somebody else was first, and nothing was changed.
    """
    moved = await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.state.in_(came_from))
        .values({"state": to, "state_at": now, "due_at": None} | values)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return moved.first() is not None


async def withdraw_rest(
    session: AsyncSession,
    program_id: str,
    *,
    reference_id: str,
    came_from: frozenset[AskState],
    now: datetime,
    account_id: str | None = None,
) -> Sequence[str]:
    """Withdraw all of a reference's asks in one of the states (of one account, if given); their ids."""
    changed = await session.scalars(
        update(Ask)
        .where(
            Ask.program_id == program_id,
            Ask.reference_id == reference_id,
            Ask.state.in_(came_from),
            *([] if account_id is None else [Ask.account_id == account_id]),
        )
        .values(state=AskState.WITHDRAWN, state_at=now, due_at=None)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return changed.all()


async def set_held_on(session: AsyncSession, program_id: str, ask_id: str, held_on: date) -> bool:
    """Note the day of an accepted ask. False: it is no longer a yes."""
    noted = await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.state == AskState.ACCEPTED)
        .values(held_on=held_on)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return noted.first() is not None


async def place(session: AsyncSession, program_id: str, ask_id: str, position: int) -> None:
    await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.state == AskState.LISTED)
        .values(position=position)
        .execution_options(synchronize_session=False),
    )


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, ask) of every clock that has run out, in all programs, the longest due first."""
    rows = await session.execute(
        select(Ask.program_id, Ask.id).where(Ask.due_at <= now).order_by(Ask.due_at, Ask.id).limit(most),
    )
    return [(program_id, ask_id) for program_id, ask_id in rows]


async def claim_due(session: AsyncSession, program_id: str, ask_id: str, *, now: datetime) -> AskState | None:
    """Take an ask whose clock has run out; the transaction that took it decides what comes next.

    None: another replica took it, or it was answered in the meantime.
    """
    return (
        await session.scalars(
            update(Ask)
            .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.due_at <= now)
            .values(due_at=None)
            .returning(Ask.state)
            .execution_options(synchronize_session=False),
        )
    ).one_or_none()


def _whole(
    *conditions: ColumnElement[bool],
) -> Select[Ask, Reference, Advocate, Account, Deal, Activity, Member, Member, Member]:
    """One statement that brings an ask with all it refers to."""
    owner, seller, decider = aliased(Member), aliased(Member), aliased(Member)

    def beside(entity: Any, column: Any) -> ColumnElement[bool]:
        return and_(entity.program_id == Ask.program_id, entity.id == column)

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
        .where(*conditions)
        .execution_options(populate_existing=True)
    )


async def whole(session: AsyncSession, program_id: str, ask_id: str) -> WholeAsk | None:
    row = (await session.execute(_whole(Ask.program_id == program_id, Ask.id == ask_id))).one_or_none()
    return WholeAsk(*row) if row else None


async def of_references(
    session: AsyncSession, program_id: str, reference_ids: Sequence[str]
) -> Sequence[WholeAsk]:
    """All asks of the references, in the order of their lists."""
    rows = await session.execute(
        _whole(Ask.program_id == program_id, Ask.reference_id.in_(reference_ids)).order_by(
            Ask.reference_id, Ask.position, Ask.id
        ),
    )
    return [WholeAsk(*row) for row in rows]


async def before_approver(
    session: AsyncSession, program_id: str, member_id: str, *, manager: bool, most: int
) -> Sequence[WholeAsk]:
    """Asks that wait for this member: as owner, as backup or manager once those have joined; the soonest due first."""
    owned = select(Member.id).where(Member.program_id == program_id, Member.backup_id == member_id)
    joined = [
        Account.owner_id == member_id,
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
