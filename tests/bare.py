"""The bot beside a sandbox without any programme's data: for how it hears, whatever is said."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import httpx

import app
from bot.kit.clock import Clock
from sandbox.server import Sandbox, serve
from tests.world import MONDAY, SECRET, SMALL, manifest, settings_for

LONG = 30.0  # seconds, for a slow machine


@contextlib.asynccontextmanager
async def bare(
    database_url: str, *, socket: bool = False, **settings: Any
) -> AsyncIterator[tuple[Sandbox, app.Rung]]:
    clock = Clock()
    clock.set_business(MONDAY)
    sandbox = Sandbox(manifest=manifest(), clock=clock, signing_secret=SECRET, app_token="xapp-test")
    team = sandbox.add_workspace(team_id="T0TEST", name="Brightwell", bot_token="xoxb-test")
    sandbox.load_people(team, SMALL / "people.csv")
    sandbox.delivery.ack_limit = LONG
    async with serve(sandbox) as address, contextlib.AsyncExitStack() as doors:
        wanted = settings_for(address, database_url, stop_seconds=5.0, **settings)
        rung = await doors.enter_async_context(app.running(wanted, clock))
        if socket:
            await doors.enter_async_context(app.socket_door(rung))
        else:
            transport = httpx.ASGITransport(app=rung.web, raise_app_exceptions=False)
            client = await doors.enter_async_context(httpx.AsyncClient(transport=transport))
            sandbox.deliver_by_http("http://rung.test/slack/events", client)
        yield sandbox, rung
