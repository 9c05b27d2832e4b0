"""A person at an account, the limits they set, and what they agreed to."""

from collections.abc import AsyncIterator, Collection, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column, validates

from models.account import Account, TagKind
from models.base import EPOCH, FOREVER, MICROSECOND, Owned, new_id, only_where, within_program
from models.inserting import insert_into
from models.member import Member


class PausedBy(StrEnum):
    """Who set a pause decides who may end it."""

    THEMSELVES = "themselves"
    SILENCE = "silence"  # two asks in a row without an answer: their owner checks in


class Reach(StrEnum):
    """How somebody likes to be reached."""

    SLACK = "slack"
    OWNER = "owner"  # by their contact, who passes it on
    ASSISTANT = "assistant"


# Invited or joined at some time, and nobody has found out yet who they are in Slack.
TO_BE_FOUND = "slack_user_id IS NULL AND coalesce(invited_at, joined_on) IS NOT NULL"
IN_SLACK = "slack_user_id IS NOT NULL"  # they may be in further workspaces, see models/place.py
# Left or said no, and is still known: kept for a while, see models/privacy/retention.py.
GONE = "erased_at IS NULL AND (left_on IS NOT NULL OR refused_on IS NOT NULL)"
AT_ONCE = EPOCH - MICROSECOND  # before whoever is merely due: something waits to be sent to them


class Advocate(Owned):
    __tablename__ = "advocate"
    __table_args__ = (
        within_program("account_id", "account"),
        within_program("workspace_id", "workspace"),
        Index("ix_advocate_user", "program_id", "slack_user_id", unique=True),
        Index("ix_advocate_email", "program_id", "email", unique=True),
        Index("ix_advocate_account", "program_id", "account_id"),
        Index("ix_advocate_look_up", "look_up_at", "program_id", "id", info=only_where(TO_BE_FOUND)),
        Index("ix_advocate_elsewhere", "program_id", "look_up_at", "id", info=only_where(IN_SLACK)),
        Index("ix_advocate_gone", "id", "left_on", "refused_on", info=only_where(GONE)),
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
    look_up_at: Mapped[datetime] = mapped_column(
        default=0
    )  # when Slack is asked (next) who has their address
    nps: Mapped[int | None]
    nps_as_of: Mapped[date | None]
    # Where they have settled on the ladder: computed from participations alone, see models/climb.py.
    rung: Mapped[int] = mapped_column(default=0)
    rung_since: Mapped[date | None]
    moves: Mapped[int] = mapped_column(default=0)  # how often they moved on it
    # The last two contacts that nobody had asked for, see models/contact.py.
    contacted_at: Mapped[datetime | None]
    contacted_before_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]  # *Later*: no nudges until then
    stays_since: Mapped[date | None]  # *I like it where I am*: no nudges up the ladder
    stopped_on: Mapped[date | None]  # *Stop*: nothing that they did not ask for
    erased_at: Mapped[datetime | None]  # since then this row tells of nobody: it only counts
    # Their own limits. They can only tighten the programme's.
    days_between_asks: Mapped[int | None]
    asks_in_year: Mapped[int | None]
    contact_opens: Mapped[int | None]
    contact_closes: Mapped[int | None]

    @validates("email")
    def _another_address(self, _: str, email: str) -> str:
        """Whoever has another address is looked up again."""
        if self.email is not None and email != self.email:
            self.look_up_at = EPOCH
        return email

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


async def get(session: AsyncSession, program_id: str, advocate_id: str) -> Advocate:
    return await session.get_one(Advocate, (program_id, advocate_id))


async def by_email(session: AsyncSession, program_id: str) -> dict[str, Advocate]:
    found = await session.scalars(select(Advocate).where(Advocate.program_id == program_id))
    return {advocate.email: advocate for advocate in found}


async def search_joined(
    session: AsyncSession, program_id: str, *, words: str, looked_after_by: str | None, most: int
) -> Sequence[tuple[Advocate, Account]]:
    """Who has joined and whose name or company holds the words; of one member's accounts and of those they back up."""
    pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    backed_up = select(Member.id).where(Member.program_id == program_id, Member.backup_id == looked_after_by)
    theirs = or_(Account.owner_id == looked_after_by, Account.owner_id.in_(backed_up))
    rows = await session.execute(
        select(Advocate, Account)
        .join(Account, and_(Account.program_id == Advocate.program_id, Account.id == Advocate.account_id))
        .where(
            Advocate.program_id == program_id,
            Advocate.joined_on.is_not(None),
            Advocate.left_on.is_(None),
            or_(Advocate.name.ilike(pattern, escape="\\"), Account.name.ilike(pattern, escape="\\")),
            *([] if looked_after_by is None else [theirs]),
        )
        .order_by(Advocate.name, Advocate.id)
        .limit(most),
    )
    return [(advocate, account) for advocate, account in rows]


async def find(session: AsyncSession, program_id: str, advocate_id: str) -> Advocate | None:
    return await session.get(Advocate, (program_id, advocate_id))


async def pause_until(session: AsyncSession, program_id: str, advocate_id: str, until: datetime) -> None:
    """Their own rest until the given instant; an earlier date never shortens one they asked for before."""
    await session.execute(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Advocate.id == advocate_id,
            or_(
                Advocate.paused_until.is_(None),
                Advocate.paused_until < until,
                Advocate.paused_by == PausedBy.SILENCE,
            ),
        )
        .values(paused_until=until, paused_by=PausedBy.THEMSELVES)
        .execution_options(synchronize_session=False),
    )


async def note_dm_error(
    session: AsyncSession, program_id: str, user_id: str, error: str | None
) -> Sequence[str]:
    """Keep why Slack brings a person no message, or with None that it does again; whose row it changed."""
    changed = await session.scalars(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Advocate.slack_user_id == user_id,
            Advocate.dm_error.is_distinct_from(error),
        )
        .values(dm_error=error)
        .returning(Advocate.id)
        .execution_options(synchronize_session=False),
    )
    return changed.all()


async def unreached(session: AsyncSession, program_id: str, user_ids: Collection[str]) -> set[str]:
    """Of these Slack users, the customers whom the last message did not reach."""
    found = await session.scalars(
        select(Advocate.slack_user_id).where(
            Advocate.program_id == program_id,
            Advocate.slack_user_id.in_(user_ids),
            Advocate.dm_error.is_not(None),
        ),
    )
    return {user_id for user_id in found if user_id}


async def pause_for_silence(
    session: AsyncSession, program_id: str, advocate_id: str, *, now: datetime
) -> bool:
    """Leave somebody in peace until their owner has checked in. False: they rest already."""
    paused = await session.execute(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Advocate.id == advocate_id,
            or_(Advocate.paused_until.is_(None), Advocate.paused_until <= now),
        )
        .values(paused_until=FOREVER, paused_by=PausedBy.SILENCE)
        .returning(Advocate.id)
        .execution_options(synchronize_session=False),
    )
    return paused.first() is not None


async def end_silence(session: AsyncSession, program_id: str, advocate_id: str) -> bool:
    """End a pause that silence began. False: there is none, or it is their own."""
    ended = await session.execute(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Advocate.id == advocate_id,
            Advocate.paused_by == PausedBy.SILENCE,
        )
        .values(paused_until=None, paused_by=None)
        .returning(Advocate.id)
        .execution_options(synchronize_session=False),
    )
    return ended.first() is not None


async def not_their_field(
    session: AsyncSession, program_id: str, advocate_id: str, kind: TagKind, value: str
) -> None:
    """A topic that no longer speaks for them."""
    named = {"program_id": program_id, "advocate_id": advocate_id, "kind": kind, "value": value}
    await session.execute(
        insert_into(session, NotTheirField)
        .values(named | {"id": new_id()})
        .on_conflict_do_nothing(index_elements=list(named)),
    )


async def languages(session: AsyncSession, program_id: str) -> Sequence[str]:
    """The languages of the programme's customers, sorted."""
    found = await session.scalars(
        select(Advocate.language)
        .where(Advocate.program_id == program_id, Advocate.language.is_not(None))
        .distinct()
        .order_by(Advocate.language),
    )
    return [language for language in found if language]


async def by_user(session: AsyncSession, program_id: str, user_id: str) -> Advocate | None:
    return (
        await session.scalars(
            select(Advocate).where(Advocate.program_id == program_id, Advocate.slack_user_id == user_id),
        )
    ).one_or_none()


async def addressed(session: AsyncSession, program_id: str, emails: Sequence[str]) -> dict[str, Advocate]:
    """Those of the people who are known by these addresses."""
    found = await session.scalars(
        select(Advocate).where(Advocate.program_id == program_id, Advocate.email.in_(emails))
    )
    return {advocate.email: advocate for advocate in found}


async def by_users(session: AsyncSession, program_id: str, user_ids: Sequence[str]) -> dict[str, str]:
    """Addresses of the people behind these Slack users, by user."""
    rows = await session.execute(
        select(Advocate.slack_user_id, Advocate.email).where(
            Advocate.program_id == program_id, Advocate.slack_user_id.in_(user_ids)
        )
    )
    return {user_id: email for user_id, email in rows if user_id}


async def everybody(session: AsyncSession, program_id: str) -> AsyncIterator[tuple[str, str, str]]:
    """(id of the account, name, address) of each person, a few at a time: there may be many."""
    rows = await session.stream(
        select(Advocate.account_id, Advocate.name, Advocate.email)
        .where(Advocate.program_id == program_id, Advocate.erased_at.is_(None))
        .execution_options(yield_per=1000)
    )
    async for account_id, name, email in rows:
        yield account_id, name, email
