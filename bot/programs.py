"""Starting a programme: its ladder, and the Slack workspace it lives in."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import workspaces as pauses
from bot.kit.errors import BotError
from bot.ladder import applying, present
from bot.rules import countries, ladder, weeks
from bot.rules.ladder import Step
from models import activity as activities
from models import audit, ladder_version
from models import program as program_rows
from models import rung as rungs
from models import workspace as workspaces
from models.base import new_id
from models.program import Program
from models.workspace import Kind, Workspace

SEVERAL = "Which programme is meant? Set RUNG_PROGRAM to the name or id of one:"
NEW = ("credit", "role", "consent_text", "start", "lasting")  # what older ladders lack


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
    await rungs.put(session, program.id, ladder.shipped().names)
    session.add_all(present.rows(program.id, ladder.shipped().steps))
    await session.flush()
    await applying.begin(session, program.id, ladder.shipped(), now=now)
    return program


async def renew(session: AsyncSession, program_id: str, *, now: datetime) -> None:
    """Rungs, and words and rules for each activity, where a ladder of before had none.

    Only such a ladder has no history yet; of two processes that start at once, one begins it.
    """
    if await ladder_version.newest(session, program_id):
        return
    known = {step.key: step for step in ladder.shipped().steps}
    found = await activities.all_of(session, program_id)
    steps = [_renewed(present.step_of(activity), known.get(activity.key)) for activity in found]
    whole = ladder.Ladder(ladder.shipped().names, tuple(steps))
    if await applying.begin(session, program_id, whole, now=now):
        await present.write(session, program_id, whole, on=now.date())


def _renewed(step: Step, shipped: Step | None) -> Step:
    """Its name, rung, minutes and rest are kept, and a phrase that is more than the name."""
    if shipped is None:
        return replace(step, consent_text=f"We may ask you for {step.phrase}.")
    fresh = {name: getattr(shipped, name) for name in NEW}
    phrase = shipped.phrase if step.phrase == step.name else step.phrase
    return replace(step, phrase=phrase, **fresh)


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
        workspace = await workspaces.held(session, workspace.program_id, workspace.id)
        await renew(session, workspace.program_id, now=now)
    workspace.name = team_name
    workspace.bot_user_id, workspace.bot_id, workspace.token = bot_user_id, bot_id, sealed_token
    await session.flush()
    await pauses.resume(session, workspace, now=now)
    return workspace


async def join(
    session: AsyncSession, program_id: str, kind: Kind, *, by: str, now: datetime, **described: Any
) -> Workspace:
    """One more workspace of a programme; `described`: its columns, as Slack tells them, and its sealed token."""
    workspace = Workspace(program_id=program_id, id=new_id(), kind=kind, **described)
    session.add(workspace)
    await session.flush()
    audit.record(session, program_id, at=now, actor=by, verb="workspace_added", subject=workspace.id)
    return workspace


async def meant(session: AsyncSession, named: str) -> Workspace:
    """The home of the programme of that name or id, or of the only one; raises BotError where it can't be told."""
    found = await program_rows.named(session, named)
    if not found:
        there = (
            f"There is no programme “{named}”."
            if named
            else "There is no programme yet. Run `rung init` first."
        )
        raise BotError(there)
    if len(found) > 1:
        listed = "\n".join(f"  {program.id}  {program.name}" for program in found)
        raise BotError(f"{SEVERAL}\n{listed}")
    home = await workspaces.home(session, found[0].id)
    if home is None:
        raise BotError(f"The programme “{found[0].name}” has no workspace of its own people.")
    return home
