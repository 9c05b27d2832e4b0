"""The one question that each side is asked after a favour: did it happen, and how was it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, within_program


class Side(StrEnum):
    SELLER = "seller"
    ADVOCATE = "advocate"


class Debrief(Owned):
    __tablename__ = "debrief"
    __table_args__ = (
        within_program("ask_id", "ask"),
        Index("ix_debrief_ask", "program_id", "ask_id", "side", unique=True),
        Index("ix_debrief_due", "program_id", "due_at"),
    )

    ask_id: Mapped[str] = mapped_column(String(32))
    side: Mapped[Side]
    due_at: Mapped[datetime | None]  # when the clock acts next: ask, remind, take it as overdue
    asked_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    overdue_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    held: Mapped[bool | None]
    score: Mapped[int | None]  # 1–5: how useful it was to the seller, how it was for the customer


async def of_ask(session: AsyncSession, program_id: str, ask_id: str) -> dict[Side, Debrief]:
    found = await session.scalars(
        select(Debrief)
        .where(Debrief.program_id == program_id, Debrief.ask_id == ask_id)
        .execution_options(populate_existing=True)
    )
    return {debrief.side: debrief for debrief in found}


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, debrief) of every clock that has run out, in all programs, the longest due first."""
    rows = await session.execute(
        select(Debrief.program_id, Debrief.id)
        .where(Debrief.due_at <= now)
        .order_by(Debrief.due_at, Debrief.id)
        .limit(most),
    )
    return [(program_id, debrief_id) for program_id, debrief_id in rows]


async def claim_due(session: AsyncSession, program_id: str, debrief_id: str, *, now: datetime) -> bool:
    """Take a debrief whose clock has run out. False: another replica took it."""
    claimed = await session.execute(
        update(Debrief)
        .where(Debrief.program_id == program_id, Debrief.id == debrief_id, Debrief.due_at <= now)
        .values(due_at=None)
        .returning(Debrief.id)
        .execution_options(synchronize_session=False),
    )
    return claimed.first() is not None


async def answer(
    session: AsyncSession, program_id: str, ask_id: str, side: Side, *, now: datetime, **values: Any
) -> bool:
    """Write one side's answer. False: it was answered before."""
    written = await session.execute(
        update(Debrief)
        .where(
            Debrief.program_id == program_id,
            Debrief.ask_id == ask_id,
            Debrief.side == side,
            Debrief.answered_at.is_(None),
        )
        .values(answered_at=now, due_at=None, **values)
        .returning(Debrief.id)
        .execution_options(synchronize_session=False),
    )
    return written.first() is not None
