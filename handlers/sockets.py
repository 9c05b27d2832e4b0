"""Socket Mode: connections that hear for Slack, each watched, since the SDK's own may fall silent for good."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import ClientError, WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.kit import log
from bot.kit.metrics import Metrics
from bot.kit.stopping import Stopping
from bot.kit.waits import Waits

CALL_FAILED = (SlackApiError, ClientError, TimeoutError, OSError, RuntimeError)
SILENT = 3  # signs of life in a row that did not come
GIVEN_UP = 3  # as many again, in which the SDK may mend it by itself
CONNECTS_WITHIN = 20.0  # seconds
CLOSES_WITHIN = 3.0
TURNS_WITHIN = 0.6  # of the time of a polite end, for turns to finish before their connection is closed


class Connection(AsyncSocketModeHandler):
    """One connection of the SDK's, and what is known of how it is."""

    client: SocketModeClient

    def __init__(self, bolt: AsyncApp, token: str, client: AsyncWebClient, waits: Waits) -> None:
        super().__init__(bolt, token, web_client=client, ping_interval=waits.ping)
        self.client.on_message_listeners.append(self._heard)
        self._silent_after = waits.ping * SILENT
        self._loop = asyncio.get_running_loop()
        self._heard_at, self._pong = self._loop.time(), self.client.last_ping_pong_time
        self._greeted_by: object = None
        self._running: set[asyncio.Task[Any] | None] = set()
        self._closing = False

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """One payload. What comes when we are closing is left to another connection."""
        if self._closing:
            return
        task = asyncio.current_task()
        self._running.add(task)
        try:
            await super().handle(client, req)
        finally:
            self._running.discard(task)

    async def _heard(self, message: WSMessage) -> None:
        self._heard_at = self._loop.time()
        if self._greeted_by is not self.client.current_session and _is_hello(message):
            self._greeted_by = self.client.current_session

    @property
    def trouble(self) -> str:
        """Why nothing would be heard over it now, as far as we can tell, or nothing."""
        session = self.client.current_session
        if (
            self.client.last_ping_pong_time != self._pong
        ):  # the wall clock may jump: only that it changed counts
            self._pong, self._heard_at = self.client.last_ping_pong_time, self._loop.time()
        if session is None or session.closed:
            return "closed"
        if self._greeted_by is not session:
            return "no greeting"
        return "silence" if self._loop.time() - self._heard_at > self._silent_after else ""

    async def open(self) -> None:
        """Come back when it stands, or when that takes too long: the SDK goes on trying, and the watchdog after it."""
        try:
            async with asyncio.timeout(CONNECTS_WITHIN):
                await self.client.connect()  # type: ignore[no-untyped-call]
        except CALL_FAILED as problem:
            log.logger().warning("socket_not_opened", error=type(problem).__name__)

    async def finish(self, seconds: float) -> None:
        """Hear on until a moment at which no turn runs, or until the time is over; then hear no more."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._running:
                    await asyncio.wait([task for task in self._running if task])
        self._closing = True

    async def close(self) -> None:
        """Say goodbye where somebody listens; leave nothing behind where nobody does."""
        self._closing = True
        client = self.client
        try:
            async with asyncio.timeout(CLOSES_WITHIN):
                await client.close()  # type: ignore[no-untyped-call]
        except CALL_FAILED:
            for task in (client.message_processor, client.current_session_monitor, client.message_receiver):
                if task is not None:
                    task.cancel()
            await client.aiohttp_client_session.close()


class Sockets:
    """As many connections as are wanted, each replaced when it has heard nothing for too long."""

    def __init__(
        self,
        bolt: AsyncApp,
        token: str,
        client: AsyncWebClient,
        waits: Waits,
        metrics: Metrics,
        *,
        connections: int,
    ) -> None:
        self._made_of = (bolt, token, client, waits)
        self._waits, self._metrics, self._count = waits, metrics, connections
        self._connections: list[Connection] = []
        metrics.sockets.set_function(lambda: self.connected)

    @property
    def connected(self) -> int:
        return sum(not each.trouble for each in self._connections)

    @contextlib.asynccontextmanager
    async def open(self, stopping: Stopping) -> AsyncIterator[None]:
        """For as long as the block lasts; at its end turns that run are finished and acknowledged first."""
        self._connections = [Connection(*self._made_of) for _ in range(self._count)]
        await asyncio.gather(*(each.open() for each in self._connections))
        watches = [asyncio.create_task(self._watch(place)) for place in range(self._count)]
        try:
            yield
        finally:
            for watch in watches:
                watch.cancel()
            await asyncio.gather(*watches, return_exceptions=True)
            await asyncio.gather(*(each.finish(stopping.left(TURNS_WITHIN)) for each in self._connections))
            await asyncio.gather(*(each.close() for each in self._connections))

    async def _watch(self, place: int) -> None:
        """Replace the connection in this place whenever it has been in trouble for too long."""
        loop, patience = asyncio.get_running_loop(), self._waits.ping * GIVEN_UP
        well_at = loop.time()
        while True:
            await asyncio.sleep(self._waits.ping / 2)
            trouble = self._connections[place].trouble
            if not trouble:
                well_at = loop.time()
            elif loop.time() - well_at > patience:
                log.logger().warning("socket_replaced", why=trouble, after=round(loop.time() - well_at, 1))
                self._metrics.reconnects.labels(trouble).inc()
                await self._connections[place].close()
                self._connections[place] = Connection(*self._made_of)
                await self._connections[place].open()
                well_at = loop.time()


def _is_hello(message: WSMessage) -> bool:
    try:
        said = json.loads(message.data)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("type") == "hello"
