"""What nudges do is measured, for a programme: from when, who is held out, and their pause."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import Advocate
from models.message import Message
from models.nudge import Nudge, NudgeState, held_out
from models.program import Program


async def joined(session: AsyncSession, program_id: str) -> int:
    """How many people are in the programme."""
    counted = await session.scalars(
        select(func.count()).where(
            Advocate.program_id == program_id, Advocate.joined_on.is_not(None), Advocate.left_on.is_(None)
        )
    )
    return counted.one()


async def nudged_ever(session: AsyncSession, program_id: str) -> bool:
    """Was anybody ever nudged?"""
    return (await session.scalars(select(exists().where(Nudge.program_id == program_id)))).one()


async def hold_out(session: AsyncSession, program_id: str, *, now: datetime) -> bool:
    """From now on a tenth is never nudged. False: it is so already."""
    return await _set(session, program_id, Program.holdout_since.is_(None), holdout_since=now)


async def measure_from(session: AsyncSession, program_id: str, day: date | None) -> bool:
    """Months count from this day on; with None the measuring ends. False: it is so already."""
    differs = Program.measured_since.is_(None) if day else Program.measured_since.is_not(None)
    return await _set(session, program_id, differs, measured_since=day)


async def pause(session: AsyncSession, program_id: str, why: str, *, now: datetime) -> bool:
    """No more nudges. False: they are paused already."""
    running = Program.nudging_paused_at.is_(None)
    return await _set(session, program_id, running, nudging_paused_at=now, nudging_paused_why=why)


async def resume(session: AsyncSession, program_id: str, *, measured_since: date) -> bool:
    """Nudges again, and what they do is measured anew. False: they are not paused."""
    paused = Program.nudging_paused_at.is_not(None)
    values = {"nudging_paused_at": None, "nudging_paused_why": "", "measured_since": measured_since}
    return await _set(session, program_id, paused, **values)


async def _set(session: AsyncSession, program_id: str, condition: ColumnElement[bool], **values: Any) -> bool:
    changed = await session.execute(
        update(Program)
        .where(Program.id == program_id, condition)
        .values(**values)
        .returning(Program.id)
        .execution_options(synchronize_session="fetch")
    )
    return changed.first() is not None


async def withdraw_unseen(
    session: AsyncSession, program_id: str, *, only_held_out: bool, now: datetime
) -> Sequence[str]:
    """Nudges that nobody has seen are taken back: of everybody, or of who is held out; their ids."""
    seen = exists().where(
        Message.program_id == program_id, Message.subject == Nudge.id, Message.ts.is_not(None)
    )
    control = select(Advocate.id).where(Advocate.program_id == program_id, held_out())
    taken_back = await session.scalars(
        update(Nudge)
        .where(
            Nudge.program_id == program_id,
            Nudge.state == NudgeState.OFFERED,
            ~seen,
            *([Nudge.advocate_id.in_(control)] if only_held_out else []),
        )
        .values(state=NudgeState.WITHDRAWN, state_at=now, due_at=None)
        .returning(Nudge.id)
        .execution_options(synchronize_session=False)
    )
    return taken_back.all()
