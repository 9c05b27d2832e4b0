"""A person at an account, the limits they set, and what they agreed to."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, Text, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import TagKind
from models.base import Owned, new_id, within_program


class Consented(StrEnum):
    YES = "yes"
    NO = "no"  # the third state, not asked yet, is the absence of a row


class PausedBy(StrEnum):
    """Who set a pause decides who may end it."""

    THEMSELVES = "themselves"
    SILENCE = "silence"  # two asks in a row without an answer: their owner checks in


class Reach(StrEnum):
    """How somebody likes to be reached."""

    SLACK = "slack"
    OWNER = "owner"  # by their contact, who passes it on
    ASSISTANT = "assistant"


class Advocate(Owned):
    __tablename__ = "advocate"
    __table_args__ = (
        within_program("account_id", "account"),
        within_program("workspace_id", "workspace"),
        Index("ix_advocate_user", "program_id", "slack_user_id", unique=True),
        Index("ix_advocate_email", "program_id", "email", unique=True),
        Index("ix_advocate_account", "program_id", "account_id"),
    )

    account_id: Mapped[str] = mapped_column(String(32))
    workspace_id: Mapped[str | None] = mapped_column(String(32))
    slack_user_id: Mapped[str | None] = mapped_column(String(32))
    email: Mapped[str] = mapped_column(String(320))
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    seniority: Mapped[int | None]  # 0–2, practitioner to executive, see bot/rules/matching.py
    language: Mapped[str | None] = mapped_column(String(16))
    zone: Mapped[str] = mapped_column(String(64))
    country: Mapped[str | None] = mapped_column(String(2))
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    paused_until: Mapped[datetime | None]
    paused_by: Mapped[PausedBy | None]
    invited_at: Mapped[datetime | None]
    invited_by: Mapped[str | None] = mapped_column(String(32))  # the owner in whose name, a member's id
    invitation_line: Mapped[str] = mapped_column(Text, default="")  # that owner's own words: why you
    refused_on: Mapped[date | None]  # said no to the invitation
    reach: Mapped[Reach] = mapped_column(default=Reach.SLACK)
    assistant: Mapped[str | None] = mapped_column(String(200))
    dm_error: Mapped[str | None] = mapped_column(String(100))  # why Slack brings them no message
    nps: Mapped[int | None]
    nps_as_of: Mapped[date | None]
    # Their own limits. They can only tighten the programme's.
    days_between_asks: Mapped[int | None]
    asks_in_year: Mapped[int | None]
    contact_opens: Mapped[int | None]
    contact_closes: Mapped[int | None]

    @property
    def in_slack(self) -> bool:
        """Can Rung write to them, and do they want it to?"""
        return self.slack_user_id is not None and self.dm_error is None and self.reach is Reach.SLACK


class NotTheirField(Owned):
    """A topic that somebody said is not theirs: it no longer speaks for them in the matching."""

    __tablename__ = "not_their_field"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        Index("ix_not_their_field", "program_id", "advocate_id", "kind", "value", unique=True),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[TagKind]
    value: Mapped[str] = mapped_column(String(100))


class Consent(Owned):
    __tablename__ = "consent"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("activity_id", "activity"),
        Index("ix_consent_of", "program_id", "advocate_id", "activity_id", unique=True),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    activity_id: Mapped[str] = mapped_column(String(32))
    state: Mapped[Consented]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    source: Mapped[str] = mapped_column(String(100))


async def get(session: AsyncSession, program_id: str, advocate_id: str) -> Advocate:
    return await session.get_one(Advocate, (program_id, advocate_id))


async def by_email(session: AsyncSession, program_id: str) -> dict[str, Advocate]:
    found = await session.scalars(select(Advocate).where(Advocate.program_id == program_id))
    return {advocate.email: advocate for advocate in found}


async def pause_until(session: AsyncSession, program_id: str, advocate_id: str, until: datetime) -> None:
    """Rest until the given instant; an earlier date never shortens a rest they asked for before."""
    await session.execute(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Advocate.id == advocate_id,
            or_(Advocate.paused_until.is_(None), Advocate.paused_until < until),
        )
        .values(paused_until=until)
        .execution_options(synchronize_session=False),
    )


async def consent(
    session: AsyncSession, program_id: str, advocate_id: str, activity_id: str
) -> Consent | None:
    return (
        await session.scalars(
            select(Consent).where(
                Consent.program_id == program_id,
                Consent.advocate_id == advocate_id,
                Consent.activity_id == activity_id,
            ),
        )
    ).one_or_none()


async def set_consent(
    session: AsyncSession, program_id: str, advocate_id: str, activity_id: str, **values: Any
) -> str:
    """Write what somebody says of one activity, in place of what they said before; the row's id."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    fresh = {"program_id": program_id, "advocate_id": advocate_id, "activity_id": activity_id}
    written = await session.scalars(
        insert(Consent)
        .values(fresh | {"id": new_id()} | values)
        .on_conflict_do_update(index_elements=list(fresh), set_=values)
        .returning(Consent.id),
    )
    return written.one()


async def drop_consent(
    session: AsyncSession, program_id: str, advocate_id: str, activity_id: str
) -> str | None:
    """Back to not asked yet; the row's id, or None where there was none."""
    return (
        await session.scalars(
            delete(Consent)
            .where(
                Consent.program_id == program_id,
                Consent.advocate_id == advocate_id,
                Consent.activity_id == activity_id,
            )
            .returning(Consent.id)
            .execution_options(synchronize_session=False),
        )
    ).one_or_none()


async def consents(session: AsyncSession, program_id: str, advocate_id: str) -> Sequence[Consent]:
    """What somebody said of each kind of activity, past its end or not."""
    found = await session.scalars(
        select(Consent)
        .where(Consent.program_id == program_id, Consent.advocate_id == advocate_id)
        .order_by(Consent.since, Consent.id)
        .execution_options(populate_existing=True),
    )
    return found.all()
