"""Stories on a bad day: `RUNG_FAULT=lost` switches a fault of the sandbox on for every story, from its first call.

`RUNG_FAULT=lost/1` begins the count of what is struck one call later. Rates and waits are shortened here alone.
"""

import asyncio
import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from models import lookup, upload
from models import member as members
from models import place as places
from models import workspace as workspaces
from models.message import HOME_IS_WATCHED_FOR, Message, MessageKind, MessageState
from models.upload import Upload
from models.workspace import Workspace
from sandbox.server import Sandbox
from sandbox.switches import Name

if TYPE_CHECKING:
    from tests.world import World

VARIABLE = "RUNG_FAULT"
PATIENCE = 0.02  # times Rung's own waits
MINUTE = 1.0  # real seconds that a minute of Slack's limits lasts
SLOWNESS = 0.1  # real seconds that a slow answer takes longer
A_TRY = timedelta(seconds=10)  # what waits longer waits for something else than another try
LONGEST = 30.0  # real seconds, until a story goes on without what it waits for


def fault() -> str:
    """The name of the fault that is switched on, or nothing."""
    return os.environ.get(VARIABLE, "").partition("/")[0]


def settings() -> dict[str, Any]:
    """What the bot's settings have beside those of every other day."""
    if not fault():
        return {"slack_pace": 1000.0}
    pace = 60.0 / MINUTE if fault() == Name.LIMITS else 1000.0
    return {"slack_pace": pace, "patience": PATIENCE}


def switch_on(sandbox: Sandbox) -> None:
    if fault():
        sandbox.limits.minute, sandbox.switches.slowness = MINUTE, SLOWNESS
        sandbox.switches.seed = -int(os.environ[VARIABLE].partition("/")[2] or 0)
        sandbox.switches.turn(fault(), on=True)


async def settled(world: "World") -> None:
    """Come back when nothing is left that is tried again soon."""
    async with asyncio.timeout(LONGEST):
        while True:
            await world.sandbox.caught_up()
            await world.rung.directory.settled()
            await world.rung.drops.settled()
            await world.rung.outbox.settled()
            moment = await _next_try(world) if fault() else None
            if moment is None:
                return
            await asyncio.sleep(max((moment - world.clock.real()).total_seconds(), 0.005))


async def _next_try(world: "World") -> datetime | None:
    """When the first of what failed is tried again."""
    now, real = world.clock.business(), world.clock.real()
    async with world.rung.database.reading() as session:
        soon = [
            *await members.unknown(session, most=1),
            *await workspaces.groups_due(session, now=now),
            *await lookup.due(session, now=now, most=1),
            *await places.look_ups_due(session, now=now, most=1),
        ]
        rows = await session.execute(
            select(Message.retry_at, Message.lease_until, Workspace.not_before, Workspace.lease_until)
            .join(Workspace, Workspace.id == Message.workspace_id)
            .where(
                Message.shown < Message.wanted,
                Message.due_at <= now,
                Message.state.in_([MessageState.IDLE, MessageState.SENDING]),
                or_(Message.kind != MessageKind.HOME, Message.looked_at > real - HOME_IS_WATCHED_FOR),
                Workspace.paused_at.is_(None),
            ),
        )
        at_work = await session.scalars(select(Upload.lease_until).where(Upload.state.in_(upload.AT_WORK)))
        moments = [max((each for each in row if each is not None), default=real) for row in rows]
        moments += [each or real for each in at_work]
    if soon:
        moments.append(real + timedelta(seconds=PATIENCE))
    return min((each for each in moments if each < real + A_TRY), default=None)
