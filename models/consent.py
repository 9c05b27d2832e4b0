"""What customers agreed to: one row for each person and kind of activity that they said anything of."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, new_id, within_program


class Consented(StrEnum):
    YES = "yes"
    NO = "no"  # the third state, not asked yet, is the absence of a row


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


async def kinds_answered(session: AsyncSession, program_id: str, advocate_id: str) -> frozenset[str]:
    """The activities, by id, that somebody has said yes or no to; of the others nobody has asked them yet."""
    found = await session.scalars(
        select(Consent.activity_id).where(
            Consent.program_id == program_id, Consent.advocate_id == advocate_id
        ),
    )
    return frozenset(found)


async def find(session: AsyncSession, program_id: str, advocate_id: str, activity_id: str) -> Consent | None:
    return (
        await session.scalars(
            select(Consent).where(
                Consent.program_id == program_id,
                Consent.advocate_id == advocate_id,
                Consent.activity_id == activity_id,
            ),
        )
    ).one_or_none()


async def put(
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


async def drop(session: AsyncSession, program_id: str, advocate_id: str, activity_id: str) -> str | None:
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


async def of_advocate(session: AsyncSession, program_id: str, advocate_id: str) -> Sequence[Consent]:
    """What somebody said of each kind of activity, past its end or not."""
    found = await session.scalars(
        select(Consent)
        .where(Consent.program_id == program_id, Consent.advocate_id == advocate_id)
        .order_by(Consent.since, Consent.id)
        .execution_options(populate_existing=True),
    )
    return found.all()


async def of_people(
    session: AsyncSession, program_id: str, advocate_ids: Sequence[str]
) -> dict[tuple[str, str], Consent]:
    """What these people said, by person and activity."""
    found = await session.scalars(
        select(Consent).where(Consent.program_id == program_id, Consent.advocate_id.in_(advocate_ids))
    )
    return {(consent.advocate_id, consent.activity_id): consent for consent in found}
