"""What is known of some customers, for whoever decides about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Day, Instant
from models.consent import Consent
from models.eligibility import load


@dataclass(frozen=True, slots=True)
class Favours:
    """What somebody did: how often within a year, when last, and until when they rest from it."""

    in_year: int
    last_on: date
    rest_until: datetime


async def favours(
    session: AsyncSession, program_id: str, advocate_ids: Sequence[str], *, now: datetime
) -> dict[str, Favours]:
    """By advocate; nothing for who never did one."""
    done = load.favours(program_id)
    in_year = func.sum(case((done.c.at > load.since(now, load.YEAR), 1), else_=0))
    rows = await session.execute(
        select(
            done.c.advocate_id,
            in_year,
            type_coerce(func.max(done.c.at), Day()),
            type_coerce(func.max(done.c.rest_until), Instant()),
        )
        .where(done.c.advocate_id.in_(advocate_ids))
        .group_by(done.c.advocate_id),
    )
    return {advocate_id: Favours(int(count), last, rest) for advocate_id, count, last, rest in rows}


async def consents(
    session: AsyncSession, program_id: str, advocate_ids: Sequence[str], activity_ids: Sequence[str]
) -> dict[tuple[str, str], Consent]:
    """What these people said to these activities, by (advocate, activity)."""
    found = await session.scalars(
        select(Consent).where(
            Consent.program_id == program_id,
            Consent.advocate_id.in_(advocate_ids),
            Consent.activity_id.in_(activity_ids),
        ),
    )
    return {(consent.advocate_id, consent.activity_id): consent for consent in found}
