"""Starting a programme: its ladder, and the Slack workspace it lives in."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.errors import BotError
from bot.rules import countries, ladder, weeks
from models import activity as activities
from models import program as program_rows
from models import workspace as workspaces
from models.activity import Activity
from models.base import new_id
from models.program import Program
from models.workspace import Workspace


async def create(session: AsyncSession, *, name: str, zone: str, now: datetime) -> Program:
    """A new programme with the default ladder."""
    country = countries.of_zone(zone)
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


async def _word(session: AsyncSession, program_id: str) -> None:
    """Words for the customer, where a ladder of before had none and repeated the name."""
    phrases = {step.key: step.phrase for step in ladder.default()}
    for activity in (await activities.by_key(session, program_id)).values():
        if activity.phrase == activity.name:
            activity.phrase = phrases.get(activity.key, activity.phrase)


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
    else:
        await _word(session, workspace.program_id)
    workspace.name = team_name
    workspace.bot_user_id, workspace.bot_id, workspace.token = bot_user_id, bot_id, sealed_token
    workspace.paused_at = workspace.paused_reason = None
    await session.flush()
    return workspace


async def only(session: AsyncSession) -> Workspace:
    """The home of the one programme that this database holds; raises BotError where there is none, or several."""
    found = await program_rows.installed(session, most=2)
    if len(found) > 1:
        raise BotError(
            "This database holds several programmes, and the command line can't tell which is meant."
        )
    home = await workspaces.home(session, found[0]) if found else None
    if home is None:
        raise BotError("There is no programme yet. Run `rung init` first.")
    return home
