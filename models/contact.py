"""Contacts that nobody had asked for: a nudge, a question, a survey, a recap. Together two in sixty days."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Index, String, and_, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account, Health
from models.advocate import Advocate, Reach
from models.base import Owned, new_id, within_program
from models.block import Block, BlockKind
from models.kept import hold, once

WINDOW = timedelta(days=60)  # in which there are two at most
# What an account or one of its people is left in peace for; the other kinds speak of one prospect or one activity.
TROUBLE = frozenset({
    BlockKind.INCIDENT,
    BlockKind.DISPUTE,
    BlockKind.OVERDUE_INVOICE,
    BlockKind.NOTICE_GIVEN,
    BlockKind.FORMER_CUSTOMER,
    BlockKind.HELD_BACK,
    BlockKind.NOT_HAPPY,
})  # fmt: skip


class ContactKind(StrEnum):
    NUDGE = "nudge"
    NPS = "nps"
    SURVEY = "survey"
    RECAP = "recap"


class Contact(Owned):
    """One of them, as it was queued. Append-only."""

    __tablename__ = "contact"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        Index("ix_contact_of", "program_id", "advocate_id", "at"),
        Index("ix_contact_at", "at"),
        Index("ix_contact_once", "program_id", "kind", "subject", "advocate_id", unique=True),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[ContactKind]
    subject: Mapped[str] = mapped_column(String(32))  # what it is about: the nudge, the question, the quarter
    at: Mapped[datetime]


def untroubled(now: datetime) -> ColumnElement[bool]:
    """Of `Advocate`: nothing at their company speaks against a contact now, and nobody holds it back."""
    trouble = exists().where(
        Block.program_id == Advocate.program_id,
        Block.account_id == Advocate.account_id,
        or_(Block.advocate_id.is_(None), Block.advocate_id == Advocate.id),
        Block.activity_id.is_(None),
        Block.kind.in_(TROUBLE),
        Block.since <= now,
        or_(Block.until.is_(None), Block.until > now),
    )
    red = exists().where(
        Account.program_id == Advocate.program_id,
        Account.id == Advocate.account_id,
        Account.health == Health.RED,
    )
    # Also where the account stands beside the person in the same statement.
    return and_(~trouble.correlate(Advocate), ~red.correlate(Advocate))


def in_peace(now: datetime) -> ColumnElement[bool]:
    """Of `Advocate`: nothing that they said, and no trouble at their company, speaks against a contact now."""
    return and_(
        Advocate.joined_on.is_not(None),
        Advocate.left_on.is_(None),
        Advocate.stopped_on.is_(None),
        or_(Advocate.paused_until.is_(None), Advocate.paused_until <= now),
        untroubled(now),
    )


def reachable() -> ColumnElement[bool]:
    """Of `Advocate`: Rung can write to them, and they want it to."""
    return and_(
        Advocate.slack_user_id.is_not(None),
        Advocate.workspace_id.is_not(None),
        Advocate.dm_error.is_(None),
        Advocate.reach == Reach.SLACK,
    )


def within_budget(now: datetime) -> ColumnElement[bool]:
    """Of `Advocate`: there is room for one more. The last but one has to be out of the window."""
    return or_(
        Advocate.contacted_before_at.is_(None),
        Advocate.contacted_before_at <= now - WINDOW,
    )


async def spend(
    session: AsyncSession, program_id: str, kind: ContactKind, subjects: dict[str, str], *, now: datetime
) -> frozenset[str]:
    """Of these people, by id with what each is contacted about, those who may be contacted now: it is counted.

    One conditional statement settles it, in the transaction that queues the contact: of two at once, for the last
    place in somebody's budget, one gets it. For a thousand people at a time, at most.
    """
    found = await session.scalars(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Advocate.id.in_(subjects),
            in_peace(now),
            within_budget(now),
        )
        .values(contacted_before_at=Advocate.contacted_at, contacted_at=now)
        .returning(Advocate.id)
        .execution_options(synchronize_session=False)
    )
    spent = frozenset(found)
    same: dict[str, Any] = {"program_id": program_id, "kind": kind, "at": now}
    rows = [same | {"id": new_id(), "advocate_id": each, "subject": subjects[each]} for each in sorted(spent)]
    if rows:
        await session.execute(insert(Contact), rows)
    return spent


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *, most: int
) -> Sequence[Contact]:
    """What somebody was sent without having asked, the newest first."""
    found = await session.scalars(
        select(Contact)
        .where(Contact.program_id == program_id, Contact.advocate_id == advocate_id)
        .order_by(Contact.at.desc(), Contact.id.desc())
        .limit(most)
    )
    return found.all()


async def still_welcome(session: AsyncSession, program_id: str, advocate_id: str, *, now: datetime) -> bool:
    """Asked again before a queued contact is posted: does nothing speak against it by now?"""

    async def read() -> bool:
        return bool(await _welcome(session, program_id, [advocate_id], now=now))

    return await once(session, ("welcome", program_id, advocate_id), read)


async def read_ahead(
    session: AsyncSession, program_id: str, advocate_ids: Collection[str], *, now: datetime
) -> None:
    """Ask the same of these together, and keep it in this session."""
    welcome = await _welcome(session, program_id, advocate_ids, now=now)
    for each in advocate_ids:
        hold(session, ("welcome", program_id, each), each in welcome)


async def _welcome(
    session: AsyncSession, program_id: str, advocate_ids: Collection[str], *, now: datetime
) -> set[str]:
    found = await session.scalars(
        select(Advocate.id).where(
            Advocate.program_id == program_id, Advocate.id.in_(advocate_ids), in_peace(now)
        )
    )
    return set(found)
