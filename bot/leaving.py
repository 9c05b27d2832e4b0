"""A workspace took Rung out: nothing is sent there any more, and after six days nothing of it is left."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages as screens
from bot import workspaces as pauses
from models import audit
from models import leaving as rows
from models import workspace as workspaces
from models.workspace import Workspace

PURGED_AFTER = timedelta(days=6)  # seven are promised; the tick that does it may come late
# How Slack refuses a token whose app was taken out. Every other refusal may be ours to mend, or pass.
DEAD = frozenset({"account_inactive", "token_revoked"})


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
    workspace = await workspaces.held(session, program_id, workspace_id)
    let_in = workspace.connected_at
    if (
        at is not None and let_in is not None and at < let_in.replace(microsecond=0)
    ):  # Slack tells whole seconds
        return
    await pauses.pause(session, program_id, workspace_id, reason, now=now)
    if workspace.token:
        workspace.token, workspace.paused_reason = b"", reason
    await _leave(session, workspace, now=now)


async def refused(
    session: AsyncSession,
    program_id: str,
    workspace_id: str,
    error: str,
    *,
    at: datetime,
    now: datetime,
) -> None:
    """Slack refuses a token that we read `at` (real time). One that is dead tells what no event has told.

    The token is kept: should Slack take it after all, the workspace goes on.
    """
    workspace = await workspaces.held(session, program_id, workspace_id)
    if workspace.connected_at is not None and at < workspace.connected_at:
        return  # it has been let in again meanwhile
    await pauses.pause(session, program_id, workspace_id, error, now=now)
    if error in DEAD:
        await _leave(session, workspace, now=now)


async def taken(
    session: AsyncSession, program_id: str, workspace_id: str, token: bytes, *, now: datetime, real: datetime
) -> None:
    """Slack calls this token, as it was sealed, good: if it was held for dead, everything goes on."""
    workspace = await workspaces.held(session, program_id, workspace_id)
    if workspace.token != token:
        return
    workspace.connected_at = real
    if workspace.purge_due_at is not None:
        await pauses.resume(session, workspace, now=now)


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


async def _leave(session: AsyncSession, workspace: Workspace, *, now: datetime) -> None:
    """Say when its data goes, and tell the managers that day, once."""
    if workspace.purge_due_at is not None:
        return
    workspace.purge_due_at = now + PURGED_AFTER
    program_id = workspace.program_id
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="workspace_left", subject=workspace.id)
    await session.flush()
    await screens.changed(session, program_id, workspace.id, now=now)
