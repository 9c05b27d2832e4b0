"""Somebody wants peace, for a time or for good: what was sent to them unasked, and waits for them, is taken back."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from models import audit, nps
from models import nudge as nudges
from models import survey as surveys
from models.task import TaskKind

PEACE = "peace"  # what became of a task about it


async def take_back(
    session: AsyncSession, program_id: str, advocate_id: str, *, by: str, now: datetime
) -> None:
    """An open proposal, question and survey; what they said of it already is kept."""
    proposed = await nudges.take_back(session, program_id, advocate_id, now=now)
    for nudge_id in proposed:
        await tasks.settle(session, program_id, TaskKind.PROPOSE, nudge_id, PEACE, now=now)
    taken = {
        "nudge_withdrawn": proposed,
        "nps_closed": await nps.take_back(session, program_id, advocate_id),
        "survey_closed": await surveys.take_back(session, program_id, advocate_id),
    }
    for verb, subjects in taken.items():
        for subject in subjects:
            audit.record(session, program_id, at=now, actor=by, verb=verb, subject=subject)
    found = [subject for subjects in taken.values() for subject in subjects]
    if found:
        await messages.changed(session, program_id, *found, now=now)
