"""`rung init`, once the settings are there: the programme of the workspace, and who manages it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import programs
from bot.connection.asking import Identity
from bot.kit.errors import BotError
from bot.kit.vault import Vault
from bot.managers import installing
from bot.managers.person import Person
from models import member as members
from models import program as all_programs
from models import workspace as workspaces
from models.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the programme is to be, where it has to be made, and whom to make a manager."""

    name: str
    zone: str
    manager: Person | None
    country: str | None = None


@dataclass(slots=True)
class Installed:
    """What stands now, and which of it was made: sentences, empty where nothing changed."""

    name: str
    managers: list[str]
    made: list[str] = field(default_factory=list)


async def managed(session: AsyncSession, team_id: str) -> bool:
    """Is there a programme for this workspace, and somebody who manages it?"""
    workspace = await workspaces.by_team(session, team_id)
    return workspace is not None and bool(await members.managers(session, workspace.program_id))


async def install(
    session: AsyncSession, vault: Vault, me: Identity, token: str, wanted: Wanted, *, now: datetime
) -> Installed:
    """Make what is not there yet. Twice the same changes nothing."""
    workspace = await workspaces.by_team(session, me.team_id)
    made: list[str] = []
    if workspace is None or workspace.paused_at is not None or not _holds(vault, workspace, token):
        if workspace is None:
            made.append(f"Made the programme “{wanted.name}”, zone {wanted.zone}.")
        else:
            made.append("Took over the new token.")
        workspace = await programs.connect(
            session,
            team_id=me.team_id,
            team_name=me.team,
            bot_user_id=me.user_id,
            bot_id=me.bot_id,
            sealed_token=vault.seal(token),
            program_name=wanted.name,
            zone=wanted.zone,
            now=now,
        )
    program = await all_programs.get(session, workspace.program_id)
    person = wanted.manager
    if person is not None and await installing.appoint(
        session, program.id, workspace.id, person, country=wanted.country, now=now
    ):
        made.append(f"{person.name} manages it.")
    names = [each.name for each in await members.managers(session, program.id)]
    return Installed(program.name, names, made)


def _holds(vault: Vault, workspace: Workspace, token: str) -> bool:
    try:
        return vault.open(workspace.token) == token
    except BotError:
        return False  # sealed with a key that is gone: it is sealed again
