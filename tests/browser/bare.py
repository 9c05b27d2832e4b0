"""A sandbox with the small shop of tests/sandbox as its app: quick to open, and free of Rung's world."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import aiohttp
import httpx
from playwright.async_api import Browser, Page, Route, ViewportSize
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import TimeMachine
from sandbox.people import User
from sandbox.server import Sandbox, serve
from tests.browser.hands import Hands, complaints_of
from tests.browser.pieces import PLACE, SVG
from tests.browser.stage import PATIENCE as ACK_PATIENCE
from tests.sandbox.shop import MANIFEST, Shop, listen

Theme = Literal["light", "dark"]
PEOPLE = [
    User(id="U0ADA", name="ada", real_name="Ada Lovelace", title="Account Executive"),
    User(id="U0BOB", name="bob", real_name="Bob Roe", title="Engineer"),
    User(id="U0GUS", name="gus", real_name="Gus Guest", title="VP Finance, Acme", kind="guest"),
]


@asynccontextmanager
async def shop() -> AsyncIterator[Shop]:
    """The shop's bot, connected over signed HTTP, and three people."""
    sandbox = Sandbox(manifest=MANIFEST, clock=TimeMachine(), signing_secret="secret", app_token="xapp-1")
    sandbox.delivery.ack_limit = ACK_PATIENCE.total_seconds()
    sandbox.tickets.trigger_life = ACK_PATIENCE
    async with serve(sandbox) as address, aiohttp.ClientSession() as session:
        client = AsyncWebClient(token="xoxb-1", base_url=f"{address}/api/", session=session)
        team = sandbox.add_workspace(team_id="T0SHOP", name="Shop", bot_token="xoxb-1", bot_user_id="U0BOT")
        for user in PEOPLE:
            team.add_user(user)
        team.add_channel("C0ALL", "all", ["U0ADA", "U0BOB", "U0BOT"])
        opened = Shop(sandbox, team, client)
        bolt = AsyncApp(client=client, signing_secret="secret", process_before_response=True)
        listen(bolt, opened)
        transport = httpx.ASGITransport(app=AsyncSlackRequestHandler(bolt))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as bot:
            sandbox.deliver_by_http("http://bot/slack/events", bot)
            yield opened


@asynccontextmanager
async def page_of(
    browser: Browser, opened: Shop, size: ViewportSize, *, theme: Theme = "light", at: str = "U0ADA"
) -> AsyncIterator[Page]:
    """The page past its first visit, as the person `at`; its console has nothing to complain of in the end."""
    page = await browser.new_page(viewport=size, locale="en-GB", color_scheme=theme, reduced_motion="reduce")
    complaints = complaints_of(page)
    await page.route(f"{PLACE}/**", _painted)
    await Hands(page, opened.sandbox.address).arrive()
    await page.goto(f"{opened.sandbox.address}/#{at}")
    yield page
    assert complaints == []
    await page.close()


async def _painted(route: Route) -> None:
    await route.fulfill(body=SVG, content_type="image/svg+xml")
