"""A sandbox with people, alone or with the example bot connected in each of the two ways."""

from collections.abc import AsyncIterator

import aiohttp
import httpx
import pytest
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import TimeMachine
from sandbox.people import User
from sandbox.server import Sandbox, serve
from tests.sandbox.shop import MANIFEST, Shop, SteppedClock, listen

PEOPLE = [
    User(id="U0ADA", name="ada", real_name="Ada Lovelace", email="ada@shop.example", title="Engineer"),
    User(id="U0BOB", name="bob", real_name="Bob Roe", email="bob@shop.example"),
    User(id="U0GUS", name="gus", real_name="Gus Guest", title="VP Finance, Acme", kind="guest"),
    User(id="U0SIN", name="sin", real_name="Sin Gle", kind="single_guest"),
    User(id="U0EVE", name="eve", real_name="Eve Outside", kind="external", team_id="T0ACME"),
    User(id="U0STR", name="str", real_name="Stran Ger", kind="stranger"),
    User(id="U0OLD", name="old", real_name="Old Timer", email="old@shop.example", kind="deactivated"),
]


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def quiet(session: aiohttp.ClientSession) -> AsyncIterator[Shop]:
    """A sandbox without a bot, with a clock that stands still; `client` has the bot's token."""
    sandbox = Sandbox(manifest=MANIFEST, clock=SteppedClock(), signing_secret="secret", app_token="xapp-1")
    async with serve(sandbox) as address:
        yield _furnished(sandbox, AsyncWebClient(token="xoxb-1", base_url=f"{address}/api/", session=session))


@pytest.fixture(params=["socket", "http"])
async def shop(request: pytest.FixtureRequest, session: aiohttp.ClientSession) -> AsyncIterator[Shop]:
    """A sandbox with the example bot, over Socket Mode and over signed HTTP."""
    sandbox = Sandbox(manifest=MANIFEST, clock=TimeMachine(), signing_secret="secret", app_token="xapp-1")
    async with serve(sandbox) as address:
        client = AsyncWebClient(token="xoxb-1", base_url=f"{address}/api/", session=session)
        shop = _furnished(sandbox, client)
        app = AsyncApp(client=client, signing_secret="secret", process_before_response=True)
        listen(app, shop)
        if request.param == "http":
            transport = httpx.ASGITransport(app=AsyncSlackRequestHandler(app))  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=transport, base_url="http://bot") as bot:
                sandbox.deliver_by_http("http://bot/slack/events", bot)
                yield shop
        else:
            handler = AsyncSocketModeHandler(app, "xapp-1", ping_interval=0.2)
            await handler.connect_async()  # type: ignore[no-untyped-call]
            await sandbox.wait_until(lambda: sandbox.delivery.sockets.connected)
            try:
                yield shop
            finally:
                await handler.close_async()  # type: ignore[no-untyped-call]


def _furnished(sandbox: Sandbox, client: AsyncWebClient) -> Shop:
    team = sandbox.add_workspace(team_id="T0SHOP", name="Shop Demo", bot_token="xoxb-1", bot_user_id="U0BOT")
    for user in PEOPLE:
        team.add_user(user)
    team.add_channel("C0ALL", "all", ["U0ADA", "U0BOB", "U0GUS", "U0BOT"])
    team.add_channel("C0PRIV", "without-bot", ["U0ADA"])
    return Shop(sandbox, team, client)
