"""A workspace that no longer lets us in: nothing is sent, nobody is blamed, the managers are told; and its return."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages as screens
from bot.rules.hours import Week
from bot.views import dates, notice
from bot.views.blocks import Drawing
from models import audit
from models import member as members
from models import message as messages
from models import program as programs
from models import workspace as workspaces
from models.message import Message, MessageKind
from models.workspace import Workspace

STAMP = "%Y-%m-%d %H:%M:%S"


async def pause(
    session: AsyncSession, program_id: str, workspace_id: str, reason: str, *, now: datetime
) -> None:
    """Stop sending there until it is connected again, and tell the managers wherever they can be reached."""
    if not await workspaces.pause(session, program_id, workspace_id, reason=reason, now=now):
        return
    audit.record(
        session, program_id, at=now, actor=audit.CLOCK, verb="workspace_paused", subject=workspace_id
    )
    for manager in await members.managers(session, program_id):
        await messages.want(
            session,
            program_id=program_id,
            workspace_id=manager.workspace_id,
            kind=MessageKind.NOTICE,
            subject=workspace_id,
            recipient=manager.slack_user_id,
            part=f"{now:{STAMP}}",  # each time is told anew
            now=now,
        )


async def resume(session: AsyncSession, workspace: Workspace, *, now: datetime) -> None:
    """It lets us in: whatever waited is sent, and the managers' notice says so."""
    workspace.purge_due_at = None
    if workspace.paused_at is None:
        return
    workspace.paused_at = workspace.paused_reason = None
    await session.flush()
    audit.record(
        session,
        workspace.program_id,
        at=now,
        actor=audit.CLOCK,
        verb="workspace_resumed",
        subject=workspace.id,
    )
    await screens.changed(session, workspace.program_id, workspace.id, now=now)


async def drawn(
    session: AsyncSession, message: Message, *, now: datetime
) -> tuple[Drawing, Week | None] | None:
    """What managers read of a pause: while it goes on, and after; None where nothing is known of it any more."""
    workspace = await workspaces.find(session, message.program_id, message.subject)
    if workspace is None:
        return None
    if workspace.paused_at is None or f"{workspace.paused_at:{STAMP}}" != message.part:
        return notice.workspace_resumed(workspace.name), None
    day = None
    if workspace.purge_due_at is not None:
        zone = (await programs.get(session, message.program_id)).zone
        day = dates.day(dates.today(workspace.purge_due_at, zone), dates.today(now, zone))
    reason = workspace.paused_reason or "no reason given"
    return notice.workspace_paused(workspace.name, reason, day), None
