"""Something given back to an advocate, from the offer to the day on which they had it. Never money."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Index, Select, String, Text, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from models.account import Account
from models.advocate import Advocate
from models.base import Owned, beside, new_id, only_where, within_program
from models.inserting import insert_into
from models.member import Member


class GivebackKind(StrEnum):
    PEER = "peer"  # somebody like them to talk to
    EARLY_LOOK = "early_look"
    RECOGNITION = "recognition"  # a public line, with consent for that line
    WORD = "word"  # a word to their manager, drafted for their own use
    HELP = "help"  # help that they asked for


class GivebackState(StrEnum):
    OFFERED = "offered"
    AGREED = "agreed"  # they said yes, or asked for it themselves
    GIVEN = "given"
    DECLINED = "declined"  # by them; where they asked for it, by us
    WITHDRAWN = "withdrawn"


OPEN = frozenset({GivebackState.OFFERED, GivebackState.AGREED})
STANDING = OPEN | {GivebackState.GIVEN}


class Giveback(Owned):
    __tablename__ = "giveback"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        within_program("peer_id", "advocate"),
        within_program("approval_id", "company_approval"),
        Index("ix_giveback_of", "program_id", "advocate_id", "given_on"),
        Index("ix_giveback_account", "program_id", "account_id", "given_on"),
        Index("ix_giveback_form", "program_id", "form_key", unique=True),
        Index("ix_giveback_pair", "program_id", "pair_id"),
        Index("ix_giveback_approval", "program_id", "approval_id"),
        # Nobody has two offers before them at once.
        Index(
            "ix_giveback_open",
            "program_id",
            "advocate_id",
            unique=True,
            info=only_where("state = 'offered'"),
        ),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[GivebackKind]
    state: Mapped[GivebackState]
    state_at: Mapped[datetime]
    state_by: Mapped[str] = mapped_column(String(32))  # as `made_by`
    given_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(
        Text, default=""
    )  # the line, the draft, what was shown, asked for or done
    word: Mapped[str] = mapped_column(Text, default="")  # what we said to what they asked for
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(32))  # a Slack user id, or "rung" for the clock
    form_key: Mapped[str | None] = mapped_column(String(64))  # the Slack view it was made with
    pair_id: Mapped[str | None] = mapped_column(String(32))  # of two who may meet, each has a row
    peer_id: Mapped[str | None] = mapped_column(String(32))  # the other one
    approval_id: Mapped[str | None] = mapped_column(String(32))  # under which a line names the company


@dataclass(frozen=True, slots=True)
class WholeGiveback:
    """A giveback with whom it is for, who looks after them, and whom they may meet."""

    giveback: Giveback
    advocate: Advocate
    account: Account
    owner: Member
    peer: Advocate | None = None
    peer_account: Account | None = None


def _whole(
    *conditions: ColumnElement[bool],
) -> Select[Giveback, Advocate, Account, Member, Advocate, Account]:
    peer, peer_account = aliased(Advocate), aliased(Account)

    return (
        select(Giveback, Advocate, Account, Member, peer, peer_account)
        .join(Advocate, beside(Advocate, Giveback.advocate_id))
        .join(Account, beside(Account, Giveback.account_id))
        .join(Member, beside(Member, Account.owner_id))
        .outerjoin(peer, beside(peer, Giveback.peer_id))
        .outerjoin(peer_account, beside(peer_account, peer.account_id))
        .where(*conditions)
        .execution_options(populate_existing=True)
    )


async def add(session: AsyncSession, program_id: str, **values: Any) -> str | None:
    """Write a row; its id, or None where the same form, or another open offer to them, was first."""
    written = await session.execute(
        insert_into(session, Giveback)
        .values({"program_id": program_id, "id": new_id(), "text": "", "word": ""} | values)
        .on_conflict_do_nothing()
        .returning(Giveback.id),
    )
    row = written.first()
    return str(row.id) if row is not None else None


async def by_form(session: AsyncSession, program_id: str, form_key: str) -> Giveback | None:
    found = await session.scalars(
        select(Giveback).where(Giveback.program_id == program_id, Giveback.form_key == form_key)
    )
    return found.one_or_none()


async def whole(session: AsyncSession, program_id: str, giveback_id: str) -> WholeGiveback | None:
    found = await session.execute(_whole(Giveback.program_id == program_id, Giveback.id == giveback_id))
    row = found.one_or_none()
    return WholeGiveback(*row) if row else None


async def of_pair(session: AsyncSession, program_id: str, pair_id: str) -> Sequence[WholeGiveback]:
    """Both sides of an introduction, always in the same order."""
    rows = await session.execute(
        _whole(Giveback.program_id == program_id, Giveback.pair_id == pair_id).order_by(Giveback.id)
    )
    return [WholeGiveback(*row) for row in rows]


async def would_rather_not(session: AsyncSession, program_id: str, one: str, other: str) -> bool:
    """Did one of these two say no to meeting the other?"""
    both = (one, other)
    declined = exists().where(
        Giveback.program_id == program_id,
        Giveback.state == GivebackState.DECLINED,
        Giveback.advocate_id.in_(both),
        Giveback.peer_id.in_(both),
    )
    return (await session.scalars(select(declined))).one()


async def hold(session: AsyncSession, program_id: str, giveback_id: str) -> None:
    """Hold a row and its other side until the transaction ends: of two yeses at once, one sees the other."""
    pair = select(Giveback.pair_id).where(Giveback.program_id == program_id, Giveback.id == giveback_id)
    await session.execute(
        select(Giveback.id)
        .where(
            Giveback.program_id == program_id,
            (Giveback.id == giveback_id) | (Giveback.pair_id == pair.scalar_subquery()),
        )
        .order_by(Giveback.id)
        .with_for_update()
    )


async def move(
    session: AsyncSession,
    program_id: str,
    giveback_id: str,
    state: GivebackState,
    *,
    came_from: Collection[GivebackState],
    by: str,
    now: datetime,
    **values: Any,
) -> bool:
    """Bring it into a state. False: it is in none of those it could come from any more."""
    moved = await session.execute(
        update(Giveback)
        .where(Giveback.program_id == program_id, Giveback.id == giveback_id, Giveback.state.in_(came_from))
        .values({"state": state, "state_at": now, "state_by": by} | values)
        .returning(Giveback.id)
        .execution_options(synchronize_session=False),
    )
    return moved.first() is not None


async def pair_up(
    session: AsyncSession, program_id: str, giveback_id: str, *, by: str, now: datetime, **values: Any
) -> bool:
    """Somebody asked for a peer, and here is one: it becomes an offer. False: it has one, or is settled."""
    moved = await session.execute(
        update(Giveback)
        .where(
            Giveback.program_id == program_id,
            Giveback.id == giveback_id,
            Giveback.state == GivebackState.AGREED,
            Giveback.peer_id.is_(None),
        )
        .values({"state": GivebackState.OFFERED, "state_at": now, "state_by": by} | values)
        .returning(Giveback.id)
        .execution_options(synchronize_session=False),
    )
    return moved.first() is not None


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *, most: int
) -> Sequence[Giveback]:
    """What somebody was given, the newest first."""
    found = await session.scalars(
        select(Giveback)
        .where(
            Giveback.program_id == program_id,
            Giveback.advocate_id == advocate_id,
            Giveback.state == GivebackState.GIVEN,
        )
        .order_by(Giveback.given_on.desc(), Giveback.id.desc())
        .limit(most)
    )
    return found.all()


async def standing_of(
    session: AsyncSession, program_id: str, advocate_id: str, *, most: int
) -> Sequence[Giveback]:
    """What is offered, agreed or given to somebody, the newest first."""
    found = await session.scalars(
        select(Giveback)
        .where(
            Giveback.program_id == program_id,
            Giveback.advocate_id == advocate_id,
            Giveback.state.in_(STANDING),
        )
        .order_by(Giveback.state_at.desc(), Giveback.id.desc())
        .limit(most)
        .execution_options(populate_existing=True)
    )
    return found.all()


async def asked_for(
    session: AsyncSession, program_id: str, advocate: Advocate, *, most: int
) -> Sequence[Giveback]:
    """What somebody asked for themselves, the newest first."""
    found = await session.scalars(
        select(Giveback)
        .where(
            Giveback.program_id == program_id,
            Giveback.advocate_id == advocate.id,
            Giveback.made_by == advocate.slack_user_id,
        )
        .order_by(Giveback.made_at.desc(), Giveback.id.desc())
        .limit(most)
        .execution_options(populate_existing=True)
    )
    return found.all()


async def open_of(session: AsyncSession, program_id: str, advocate_id: str) -> Sequence[str]:
    """The ids of what is offered to somebody, or agreed with them, and not given yet."""
    found = await session.scalars(
        select(Giveback.id)
        .where(
            Giveback.program_id == program_id, Giveback.advocate_id == advocate_id, Giveback.state.in_(OPEN)
        )
        .order_by(Giveback.id)
    )
    return found.all()


async def open_at(session: AsyncSession, program_id: str, account_id: str) -> Sequence[str]:
    """The same for everybody at a company."""
    found = await session.scalars(
        select(Giveback.id)
        .where(Giveback.program_id == program_id, Giveback.account_id == account_id, Giveback.state.in_(OPEN))
        .order_by(Giveback.id)
    )
    return found.all()


async def last_moved(
    session: AsyncSession, program_id: str, account_ids: Collection[str]
) -> dict[str, datetime]:
    """By account, when something was last offered, agreed or given there."""
    rows = await session.execute(
        select(Giveback.account_id, func.max(Giveback.state_at))
        .where(
            Giveback.program_id == program_id,
            Giveback.account_id.in_(account_ids),
            Giveback.state.in_(STANDING),
        )
        .group_by(Giveback.account_id)
    )
    return dict(rows.all())
