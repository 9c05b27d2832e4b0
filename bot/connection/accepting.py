"""What becomes of a workspace that let us in: a new programme, a further place of one, or the same as before."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot import programs
from bot.connection.entering import CLOSED, LINK_OVER, Entered
from bot.kit.errors import BotError
from bot.kit.vault import Vault
from bot.managers import installing
from bot.rules.hours import is_zone
from models import install as rows
from models import place as places
from models import program as program_rows
from models import workspace as workspaces
from models.install import InstallLink
from models.workspace import Kind, Workspace

ELSEWHERE = "This workspace belongs to another programme already. It has to be taken out there first."
NO_MEMBER = "Only a full member of a workspace can install Rung there. Ask a colleague who is one."


class Became(StrEnum):
    NEW = "new"  # a programme of its own, whose first manager is the installer
    LINKED = "linked"  # to a programme that was there
    AGAIN = "again"  # it was known, and has a fresh token


@dataclass(frozen=True, slots=True)
class Accepted:
    """`program`: its name."""

    became: Became
    workspace: Workspace
    program: str


async def accept(
    session: AsyncSession,
    vault: Vault,
    entered: Entered,
    link_id: str | None,
    *,
    open_to_all: bool,
    zone: str,
    now: datetime,
    real: datetime,
) -> Accepted:
    """Keep the workspace and its sealed token; `zone`: of a new programme whose installer tells none.

    Raises BotError where it may not come in by this way.
    """
    known = await workspaces.by_team(session, entered.team_id)
    if known is not None:
        became = Became.AGAIN
        workspace = await _again(session, vault, entered, known, link_id, now=now, real=real)
    else:
        link = await rows.use(session, link_id, real=real) if link_id else None
        if link is None and (link_id or not open_to_all):
            raise BotError(LINK_OVER if link_id else CLOSED)
        if link is not None and link.program_id is not None:
            became = Became.LINKED
            workspace = await _further(session, vault, entered, link, link.program_id, now=now)
        else:
            became = Became.NEW
            workspace = await _first(session, vault, entered, zone=zone, now=now)
    workspace.connected_at = real
    await session.flush()
    program = await program_rows.get(session, workspace.program_id)
    return Accepted(became, workspace, program.name)


async def _again(
    session: AsyncSession,
    vault: Vault,
    entered: Entered,
    workspace: Workspace,
    link_id: str | None,
    *,
    now: datetime,
    real: datetime,
) -> Workspace:
    """Whoever may install an app there may do so again; it makes nobody a manager."""
    link = await rows.use(session, link_id, real=real) if link_id else None
    if link is not None and link.program_id not in {None, workspace.program_id}:
        raise BotError(ELSEWHERE)
    return await programs.connect(
        session,
        team_id=entered.team_id,
        team_name=entered.team,
        bot_user_id=entered.bot_user_id,
        bot_id=entered.bot_id,
        sealed_token=vault.seal(entered.token),
        program_name="",
        zone="",
        now=now,
    )


async def _first(
    session: AsyncSession, vault: Vault, entered: Entered, *, zone: str, now: datetime
) -> Workspace:
    installer = entered.installer
    if not installer.ours:
        raise BotError(NO_MEMBER)
    theirs = installer.zone if installer.zone and is_zone(installer.zone) else zone
    program = await programs.create(session, name=entered.team, zone=theirs, now=now)
    workspace = await programs.join(
        session, program.id, Kind.INTERNAL, **_described(vault, entered), by=installer.user_id, now=now
    )
    await installing.appoint(session, program.id, workspace.id, installer, country=None, now=now)
    await installing.welcome(session, workspace, installer.user_id, now=now)
    return workspace


async def _further(
    session: AsyncSession,
    vault: Vault,
    entered: Entered,
    link: InstallLink,
    program_id: str,
    *,
    now: datetime,
) -> Workspace:
    workspace = await programs.join(
        session, program_id, link.kind, **_described(vault, entered), by=link.made_by, now=now
    )
    await places.look_anew(session, program_id)
    await installing.tell_of(session, workspace, now=now)
    return workspace


def _described(vault: Vault, entered: Entered) -> dict[str, str | bytes]:
    return {
        "team_id": entered.team_id,
        "name": entered.team,
        "bot_user_id": entered.bot_user_id,
        "bot_id": entered.bot_id,
        "token": vault.seal(entered.token),
    }
