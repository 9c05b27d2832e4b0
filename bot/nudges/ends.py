"""The end of a step that was begun: done, with the participation that tells of it, or nothing came of it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from models import audit
from models import nudge as nudges
from models.nudge import BEGUN, NudgeState
from models.task import TaskKind

DONE, NOTHING = "done", "nothing"
WAITING = (TaskKind.STARTED, TaskKind.UNHEARD)


async def done(
    session: AsyncSession, program_id: str, nudge_id: str, participation_id: str, *, by: str, now: datetime
) -> bool:
    """It was done. False: it has ended before."""
    return await _end(
        session,
        program_id,
        nudge_id,
        NudgeState.DONE,
        DONE,
        by=by,
        now=now,
        participation_id=participation_id,
    )


async def dropped(session: AsyncSession, program_id: str, nudge_id: str, *, by: str, now: datetime) -> bool:
    """Nothing came of it. False: it has ended before."""
    return await _end(session, program_id, nudge_id, NudgeState.DROPPED, NOTHING, by=by, now=now)


async def undone(session: AsyncSession, program_id: str, nudge_id: str, *, by: str, now: datetime) -> None:
    """What they reported did not happen, so that nothing came of the step."""
    came_from = (NudgeState.DONE,)
    if await nudges.move(session, program_id, nudge_id, NudgeState.DROPPED, came_from=came_from, now=now):
        await _said(session, program_id, nudge_id, NudgeState.DROPPED, by=by, now=now)


async def _end(
    session: AsyncSession,
    program_id: str,
    nudge_id: str,
    to: NudgeState,
    outcome: str,
    *,
    by: str,
    now: datetime,
    participation_id: str | None = None,
) -> bool:
    kept = {"participation_id": participation_id}
    if not await nudges.move(session, program_id, nudge_id, to, came_from=BEGUN, now=now, **kept):
        return False
    for kind in WAITING:
        await tasks.settle(session, program_id, kind, nudge_id, outcome, now=now)
    await _said(session, program_id, nudge_id, to, by=by, now=now)
    return True


async def _said(
    session: AsyncSession, program_id: str, nudge_id: str, to: NudgeState, *, by: str, now: datetime
) -> None:
    audit.record(session, program_id, at=now, actor=by, verb=f"nudge_{to}", subject=nudge_id)
    await messages.changed(session, program_id, nudge_id, now=now)
