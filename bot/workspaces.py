"""A workspace that no longer lets us in: nothing is sent, nobody is blamed, the managers are told."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import audit
from models import member as members
from models import message as messages
from models import workspace as workspaces
from models.message import MessageKind


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
            now=now,
        )
