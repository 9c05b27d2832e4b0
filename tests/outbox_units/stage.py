"""A workspace in which questions wait to be sent, workers on one database, and clocks that can jump."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from starlette.types import ASGIApp, Receive, Scope, Send

from benchmarks.apart import crowd
from benchmarks.queued import queue
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.kit.waits import Waits
from bot.outbox import Outbox
from bot.outbox.budgets import Budgets
from bot.outbox.slack import SlackClients
from models.message import Message, MessageKind
from models.workspace import Workspace
from sandbox.clock import TimeMachine
from sandbox.server import Sandbox, serve
from sandbox.workspace import Workspace as Team
from tests.world import manifest

TUESDAY = datetime(2026, 3, 3, 10, tzinfo=ZoneInfo("Europe/Berlin"))
TEAM, TOKEN = "T0STAGE", "xoxb-stage"
AN_HOUR = timedelta(hours=1)
WAITS = Waits().times(0.05)


class JumpingClock(Clock):
    """A clock whose hands somebody moves: `ahead` the real one, `later` what only goes forward, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead, self.later = timedelta(), 0.0
        self.set_business(TUESDAY)

    def real(self) -> datetime:
        return super().real() + self.ahead

    def business(self) -> datetime:
        return super().business() - self.ahead  # what is due does not depend on what is tested here

    def elapsed(self) -> float:
        return super().elapsed() + self.later


class Gate:
    """Posts wait before Slack sees them, while it is shut; `came` tells that one does."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.open, self.came = asyncio.Event(), asyncio.Event()
        self.open.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == "/api/chat.postMessage":
            self.came.set()
            await self.open.wait()
        await self._app(scope, receive, send)


@dataclass
class Stage:
    sandbox: Sandbox
    team: Team
    database: Database
    slack: SlackClients
    gate: Gate

    def worker(self, clock: Clock | None = None, *, pace: float = 1000.0, waits: Waits = WAITS) -> Outbox:
        """Another process, as far as anybody can tell."""
        vault = Vault(["a secret key for the tests"])
        return Outbox(
            self.database,
            clock or JumpingClock(),
            self.slack,
            vault,
            budgets=Budgets(pace),
            waits=waits,
        )

    async def rows(self) -> list[Message]:
        """The questions."""
        async with self.database.reading() as session:
            found = await session.scalars(select(Message).where(Message.kind != MessageKind.OWN_PAGE))
            return list(found)

    async def workspace(self) -> Workspace:
        async with self.database.reading() as session:
            return (await session.scalars(select(Workspace))).one()

    def said(self) -> list[str]:
        """The rows whose messages stand in Slack, each as often as it does."""
        metadata = [
            message.metadata
            for channel in self.team.channels.values()
            for message in channel.messages.values()
        ]
        return [each["event_payload"]["message"] for each in metadata if each]

    def calls(self, method: str) -> int:
        return [called for called, _, _ in self.sandbox.calls].count(method)

    async def all_said_once(self) -> None:
        rows = await self.rows()
        assert sorted(self.said()) == sorted(row.id for row in rows)
        assert all(row.shown == row.wanted and row.ts and row.lease_until is None for row in rows)


@contextlib.asynccontextmanager
async def stage(database_url: str, questions: int) -> AsyncIterator[Stage]:
    sandbox = Sandbox(
        manifest=manifest(), clock=TimeMachine(), signing_secret="unused", app_token="xapp-stage"
    )
    team = sandbox.add_workspace(team_id=TEAM, name="Stage", bot_token=TOKEN)
    for user in crowd(questions):
        team.add_user(user)
        team.dm(user.id)
    sandbox.app = gate = Gate(sandbox.app)  # type: ignore[assignment]
    database = Database(database_url)
    async with serve(sandbox) as address:
        slack = SlackClients(f"{address}/api/")
        try:
            sealed = Vault(["a secret key for the tests"]).seal(TOKEN)
            async with database.transaction() as session:
                await queue(session, TEAM, sealed, questions, now=TUESDAY)
            yield Stage(sandbox, team, database, slack, gate)
        finally:
            await slack.close()
            await database.close()
