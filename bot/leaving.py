"""A workspace took Rung out: nothing is sent there any more, and after six days nothing of it is left."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import workspaces as pauses
from models import audit
from models import leaving as rows
from models import workspace as workspaces

PURGED_AFTER = timedelta(days=6)  # seven are promised; the tick that does it may come late


async def gone(
    session: AsyncSession,
    program_id: str,
    workspace_id: str,
    reason: str,
    *,
    at: datetime | None,
    now: datetime,
) -> None:
    """Slack tells that we were taken out; `at`: when, in real time. News of before we were let in is too late.

    Two events tell it, in any order and each perhaps several times: the first one does it all.
    """
    let_in = (await workspaces.get(session, program_id, workspace_id)).connected_at
    if (
        at is not None and let_in is not None and at < let_in.replace(microsecond=0)
    ):  # Slack tells whole seconds
        return
    await pauses.pause(session, program_id, workspace_id, reason, now=now)
    if await rows.leave(session, program_id, workspace_id, reason=reason, purge_at=now + PURGED_AFTER):
        audit.record(
            session, program_id, at=now, actor=audit.CLOCK, verb="workspace_left", subject=workspace_id
        )


async def clock_ran_out(session: AsyncSession, program_id: str, workspace_id: str, *, now: datetime) -> bool:
    """Delete its data, and the programme where it was the last. False: it was installed again meanwhile."""
    if not await rows.claim(session, program_id, workspace_id, now=now):
        return False
    heir = await rows.stays(session, program_id, workspace_id)
    if heir is None:
        await rows.purge_program(session, program_id)
    else:
        await rows.purge_workspace(session, program_id, workspace_id, heir=heir)
        audit.record(
            session, program_id, at=now, actor=audit.CLOCK, verb="workspace_purged", subject=workspace_id
        )
    return True
