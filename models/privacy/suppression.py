"""Whom no file, invitation or suggestion brings back: hashes of what they were known by, made with a sealed key."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, new_id
from models.inserting import insert_into
from models.program import Program


class KnownBy(StrEnum):
    EMAIL = "email"
    SLACK = "slack"


class Suppression(Owned):
    __tablename__ = "suppression"
    __table_args__ = (Index("ix_suppression_hash", "program_id", "hash", unique=True),)

    hash: Mapped[str] = mapped_column(String(64))  # HMAC-SHA-256, hexadecimal
    of: Mapped[str] = mapped_column(String(32))  # one person has a row for each thing they were known by
    kind: Mapped[KnownBy]
    since: Mapped[datetime]


async def key(session: AsyncSession, program_id: str) -> bytes | None:
    """The programme's sealed key; None while nobody was erased."""
    return (await session.scalars(select(Program.erasure_key).where(Program.id == program_id))).one()


async def keep_key(
    session: AsyncSession, program_id: str, sealed: bytes, *, instead_of: bytes | None
) -> bool:
    """Keep a key, or the same one sealed anew. False: another one was kept in the meantime."""
    kept = await session.execute(
        update(Program)
        .where(Program.id == program_id, Program.erasure_key.is_not_distinct_from(instead_of))
        .values(erasure_key=sealed)
        .returning(Program.id)
        .execution_options(synchronize_session=False)
    )
    return kept.first() is not None


async def add(
    session: AsyncSession, program_id: str, of: str, hash_: str, kind: KnownBy, *, now: datetime
) -> None:
    row = {"program_id": program_id, "id": new_id(), "of": of, "hash": hash_, "kind": kind, "since": now}
    await session.execute(
        insert_into(session, Suppression)
        .values(row)
        .on_conflict_do_nothing(index_elements=["program_id", "hash"])
    )


async def among(session: AsyncSession, program_id: str, hashes: Collection[str]) -> set[str]:
    """Those of the hashes that stand for somebody who was erased."""
    found = await session.scalars(
        select(Suppression.hash).where(
            Suppression.program_id == program_id, Suppression.hash.in_(list(hashes))
        )
    )
    return set(found)


async def lift(session: AsyncSession, program_id: str, hash_: str) -> str | None:
    """They ask to come back: an id for whom nothing keeps away any more, or None where nothing did."""
    named = select(Suppression.of).where(Suppression.program_id == program_id, Suppression.hash == hash_)
    lifted = await session.scalars(
        delete(Suppression)
        .where(Suppression.program_id == program_id, Suppression.of.in_(named))
        .returning(Suppression.of)
        .execution_options(synchronize_session=False)
    )
    return lifted.first()
