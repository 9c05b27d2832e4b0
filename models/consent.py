"""What customers agreed to: one row for each person and kind of activity that they said anything of."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Index, Select, String, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, new_id, within_program
from models.inserting import insert_into
from models.kept import hold, once


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

    async def read() -> frozenset[str]:
        found = await session.scalars(
            select(Consent.activity_id).where(
                Consent.program_id == program_id, Consent.advocate_id == advocate_id
            ),
        )
        return frozenset(found)

    return await once(session, ("answered", program_id, advocate_id), read)


async def read_ahead(session: AsyncSession, program_id: str, advocate_ids: Collection[str]) -> None:
    """Read the same of these together, and keep it in this session."""
    found: dict[str, set[str]] = {each: set() for each in advocate_ids}
    rows = await session.execute(
        select(Consent.advocate_id, Consent.activity_id).where(
            Consent.program_id == program_id, Consent.advocate_id.in_(found)
        ),
    )
    for advocate_id, activity_id in rows:
        found[advocate_id].add(activity_id)
    for advocate_id, kinds in found.items():
        hold(session, ("answered", program_id, advocate_id), frozenset(kinds))


async def find(session: AsyncSession, program_id: str, advocate_id: str, activity_id: str) -> Consent | None:
    of = {"program": program_id, "advocate": advocate_id, "activity": activity_id}
    return (await session.scalars(_one(), of)).one_or_none()


@cache
def _one() -> Select[Consent]:
    return select(Consent).where(
        Consent.program_id == bindparam("program"),
        Consent.advocate_id == bindparam("advocate"),
        Consent.activity_id == bindparam("activity"),
    )


async def put(
    session: AsyncSession, program_id: str, advocate_id: str, activity_id: str, **values: Any
) -> str:
    """Write what somebody says of one activity, in place of what they said before; the row's id."""
    fresh = {"program_id": program_id, "advocate_id": advocate_id, "activity_id": activity_id}
    written = await session.scalars(
        insert_into(session, Consent)
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


async def withdraw_no(session: AsyncSession, program_id: str, consent_id: str, *, source: str) -> str | None:
    """Take back a no that came from this source; its activity's id, or None where it no longer stands."""
    return (
        await session.scalars(
            delete(Consent)
            .where(
                Consent.program_id == program_id,
                Consent.id == consent_id,
                Consent.state == Consented.NO,
                Consent.source == source,
            )
            .returning(Consent.activity_id)
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
