"""Starting a programme: its ladder, and the Slack workspace it lives in."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules import ladder, weeks
from models import workspace as workspaces
from models.activity import Activity
from models.base import new_id
from models.program import Program
from models.workspace import Workspace


async def create(session: AsyncSession, *, name: str, zone: str, now: datetime) -> Program:
    """A new programme with the default ladder."""
    country = weeks.country_of(zone)
    program = Program(
        id=new_id(),
        name=name,
        zone=zone,
        created_at=now,
        country=country,
        digest_due_at=weeks.next_told(zone, country, now),
    )
    session.add(program)
    await session.flush()
    session.add_all(
        Activity(
            program_id=program.id,
            key=step.key,
            name=step.name,
            phrase=step.phrase,
            rung=step.rung,
            minutes=step.minutes,
            rest_days=step.rest_days,
            for_deals=step.for_deals,
            spoken=step.spoken,
        )
        for step in ladder.default()
    )
    await session.flush()
    return program


async def connect(
    session: AsyncSession,
    *,
    team_id: str,
    team_name: str,
    bot_user_id: str,
    bot_id: str,
    sealed_token: bytes,
    program_name: str,
    zone: str,
    now: datetime,
) -> Workspace:
    """The workspace of a Slack team with its present token; made, with a programme, when first seen."""
    workspace = await workspaces.by_team(session, team_id)
    if workspace is None:
        program = await create(session, name=program_name, zone=zone, now=now)
        workspace = Workspace(program_id=program.id, id=new_id(), team_id=team_id)
        session.add(workspace)
    workspace.name = team_name
    workspace.bot_user_id, workspace.bot_id, workspace.token = bot_user_id, bot_id, sealed_token
    workspace.paused_at = workspace.paused_reason = None
    await session.flush()
    return workspace
