"""The bot's doors on a database that nothing but turns touches: no ticks, no outbox, and a clock that stands still."""

import contextlib
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.outbox.slack import SlackClients
from handlers import routes, webhooks
from handlers.over_http import OverHttp
from handlers.payloads import Kind
from handlers.slack import Installations, create_bolt
from handlers.turn import Turns
from sandbox.errors import Json
from tests.world import PATIENCE, SECRET, settings_for

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class Still(Clock):
    """Both hands stand until they are moved: what two runs write down can be compared."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._now = now

    def move(self, by: timedelta) -> None:
        self._now += by

    def business(self) -> datetime:
        return self._now

    def real(self) -> datetime:
        return self._now


@dataclass(frozen=True, slots=True)
class Bot:
    """Reached as Slack reaches it, over signed HTTP."""

    database: Database
    vault: Vault
    client: httpx.AsyncClient

    async def hear(self, kind: Kind, payload: Any) -> httpx.Response:
        return await self.read(*written(kind, payload))

    async def read(self, body: bytes, content_type: str, *, signed: bool = True) -> httpx.Response:
        headers = {"content-type": content_type}
        if signed:
            headers |= _signature(body)
        return await self.client.post("/slack/events", content=body, headers=headers)

    async def hooked(self, body: bytes, key: str, headers: Mapping[str, str]) -> httpx.Response:
        return await self.client.post(
            "/hooks/blocks", params={"key": key}, content=body, headers=dict(headers)
        )


@contextlib.asynccontextmanager
async def bot(url: str, clock: Clock, slack: SlackClients) -> AsyncIterator[Bot]:
    vault = Vault(settings_for("http://nowhere", url).keys)
    database = Database(url, answers_within=PATIENCE.total_seconds(), vault=vault)
    turns = Turns(database, clock, routes.build(), _wake)
    bolt = create_bolt(turns, Installations(database, vault), slack, signing_secret=SECRET)
    hooks = webhooks.Door(database, clock, vault, _wake)
    web = Starlette(
        routes=[
            Route("/slack/events", OverHttp(bolt).handle, methods=["POST"]),
            Route("/hooks/blocks", hooks.hear, methods=["POST"]),
        ]
    )
    transport = httpx.ASGITransport(app=web, raise_app_exceptions=False)
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://rung.test") as client:
            yield Bot(database, vault, client)
    finally:
        await database.close()


def written(kind: Kind, payload: Any) -> tuple[bytes, str]:
    """A payload as Slack writes it, with its content type."""
    if kind is Kind.EVENT:
        return json.dumps(payload).encode(), JSON
    if kind is Kind.COMMAND and isinstance(payload, dict):
        return urlencode(payload, errors="surrogatepass").encode(), FORM
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def told(answer: httpx.Response) -> Json:
    """The body of an acknowledgement, if it has one."""
    try:
        body = answer.json()
    except ValueError:
        return {"text": answer.text}
    return body if isinstance(body, dict) else {"options": body}


def _signature(body: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), b"v0:%s:%s" % (stamp.encode(), body), hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={signature}"}


def _wake() -> None:
    """Nobody sleeps here."""
