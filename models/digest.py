"""What a programme reads on its Monday, kept as of its moment; what each message of this kind mentions; their waits."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BindParameter, Index, Select, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models import due as dues
from models.base import Owned, new_id
from models.inserting import insert_into
from models.program import Program


class Digest(Owned):
    __tablename__ = "digest"
    __table_args__ = (Index("ix_digest_week", "program_id", "week", unique=True),)

    week: Mapped[date]  # its Monday
    as_of: Mapped[datetime]
    kept: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # by section, see bot/digest/sections.py


class Mention(Owned):
    """A message about a moment names this: it is drawn again when that changes."""

    __tablename__ = "mention"
    __table_args__ = (
        Index("ix_mention_once", "program_id", "shown_in", "section", "subject", unique=True),
        Index("ix_mention_subject", "program_id", "subject"),
    )

    shown_in: Mapped[str] = mapped_column(String(32))  # the subject of the message: a digest, or a note's day
    section: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, program) whose digest is due, or not planned yet, in all programs; the longest due first."""
    return await dues.programs(session, Program.digest_due_at, now=now, most=most)


async def looks_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """The same for the look at what became overdue."""
    return await dues.programs(session, Program.look_due_at, now=now, most=most)


async def plan(session: AsyncSession, program_id: str, *, country: str | None, due_at: datetime) -> bool:
    """The first plan of a programme that has none yet. False: another replica made it."""
    values = {"digest_due_at": due_at, "country": country}
    return await dues.claimed(session, program_id, Program.digest_due_at.is_(None), values=values)


async def claim(session: AsyncSession, program_id: str, *, now: datetime, next_at: datetime) -> bool:
    """Take a digest that is due, and say when the next one is. False: another replica took it."""
    return await dues.claimed(
        session, program_id, Program.digest_due_at <= now, values={"digest_due_at": next_at}
    )


async def claim_look(session: AsyncSession, program_id: str, *, now: datetime, next_at: datetime) -> bool:
    """The same for the look at what became overdue."""
    still = dues.waits(Program.look_due_at, now)
    return await dues.claimed(session, program_id, still, values={"look_due_at": next_at})


async def add(
    session: AsyncSession, program_id: str, *, week: date, as_of: datetime, kept: dict[str, Any]
) -> str | None:
    """A digest for a week; its id, or None where that week has one."""
    digest_id = new_id()
    made = await session.execute(
        insert_into(session, Digest)
        .values(program_id=program_id, id=digest_id, week=week, as_of=as_of, kept=kept)
        .on_conflict_do_nothing(index_elements=["program_id", "week"])
        .returning(Digest.id),
    )
    return digest_id if made.first() is not None else None


async def find(session: AsyncSession, program_id: str, digest_id: str) -> Digest | None:
    found = await session.scalars(
        select(Digest)
        .where(Digest.program_id == program_id, Digest.id == digest_id)
        .execution_options(populate_existing=True)
    )
    return found.one_or_none()


async def newest(session: AsyncSession, program_id: str) -> str | None:
    """The digest of the last Monday that was told."""
    found = await session.scalars(
        select(Digest.id).where(Digest.program_id == program_id).order_by(Digest.week.desc()).limit(1)
    )
    return found.first()


async def mention(
    session: AsyncSession,
    program_id: str,
    shown_in: str,
    subjects: Sequence[tuple[str, str]],
    *,
    now: datetime,
) -> None:
    """Note what a message names, as (section, subject)."""
    if not subjects:
        return
    same = {"program_id": program_id, "shown_in": shown_in, "at": now}
    await session.execute(
        insert_into(session, Mention)
        .values(
            [same | {"id": new_id(), "section": section, "subject": subject} for section, subject in subjects]
        )
        .on_conflict_do_nothing(index_elements=["program_id", "shown_in", "section", "subject"])
    )


async def mentioned(session: AsyncSession, program_id: str, shown_in: str) -> dict[str, list[str]]:
    """By section, what a message names, in the order in which it came to."""
    rows = await session.execute(
        select(Mention.section, Mention.subject)
        .where(Mention.program_id == program_id, Mention.shown_in == shown_in)
        .order_by(Mention.at, Mention.id)
    )
    found: dict[str, list[str]] = {}
    for section, subject in rows:
        found.setdefault(section, []).append(subject)
    return found


def naming(program_id: BindParameter[str], subjects: BindParameter[Sequence[str]]) -> Select[str]:
    """The messages that name one of these."""
    return select(Mention.shown_in).where(Mention.program_id == program_id, Mention.subject.in_(subjects))
