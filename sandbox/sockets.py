"""Socket Mode: the websockets over which Slack sends envelopes and hears acknowledgements."""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.changes import Changes
from sandbox.errors import Json

LIFE = 18060.0  # seconds that Slack keeps a connection, about five hours
SHORT_LIFE = 360.0  # with debug_reconnects=true in the address
NOTICE = 10.0  # seconds between the warning and the end


class Sockets:
    """Open connections, at most ten; each envelope goes to one of them in turn.

    `life` and `notice` are real seconds: how long a connection stands, and how long before its end it is told.
    """

    LIMIT = 10

    def __init__(self, changes: Changes) -> None:
        self.enabled = True  # Socket Mode, in the app's settings
        self.life = LIFE
        self.notice = NOTICE
        self.cut_next = (
            False  # the connection over which the next envelope goes breaks before its acknowledgement
        )
        self.greets = True  # a new connection is told hello
        self.hang_up: Callable[[WebSocket], None] | None = None
        self.freeze: Callable[[WebSocket], None] | None = None
        self._changes = changes
        self._tickets: set[str] = set()
        self._connections: deque[WebSocket] = deque()
        self._silent: set[WebSocket] = set()
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    @property
    def connected(self) -> int:
        """How many connections the bot holds."""
        return len(self._connections)

    def ticket(self) -> str:
        """A path under /socket/ that may be connected to once."""
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """The life of one connection."""
        ticket = str(socket.path_params["ticket"])
        if ticket not in self._tickets:
            await socket.close()
            return
        self._tickets.discard(ticket)
        await socket.accept()
        if not self.enabled or self.connected >= self.LIMIT:
            await _tell(socket, "too_many_websockets" if self.enabled else "link_disabled")
            await socket.close()
            return
        for silent in self._silent.intersection(self._connections):  # by now Slack has noticed
            self._drop(silent)
        self._connections.append(socket)
        life = SHORT_LIFE if socket.query_params.get("debug_reconnects") == "true" else self.life
        ageing = asyncio.create_task(self._age(socket, life))
        try:
            if self.greets:
                await socket.send_text(json.dumps(self._hello(life)))
            self._changes.note()
            while True:
                self._hear(await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            ageing.cancel()
            self._silent.discard(socket)
            self._drop(socket)

    async def _age(self, socket: WebSocket, life: float) -> None:
        """Warns a connection of its end and then asks it to make way, as Slack does every few hours."""
        await asyncio.sleep(max(life - self.notice, 0.0))
        await self._ask(socket, "warning")
        await asyncio.sleep(self.notice)
        self._drop(socket)
        await self._ask(socket, "refresh_requested")

    async def _ask(self, socket: WebSocket, reason: str) -> None:
        try:
            await _tell(socket, reason)
        except (WebSocketDisconnect, RuntimeError):  # it closed in the meantime
            self._drop(socket)

    async def send(self, envelope: Json) -> asyncio.Future[Json] | None:
        """Sends an envelope; the future will hold the acknowledgement's payload. None: nobody listens."""
        acknowledged: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = acknowledged
        while self._connections:
            socket = self._connections[0]
            self._connections.rotate(-1)
            if socket in self._silent:
                return acknowledged  # which never comes
            try:
                await socket.send_text(json.dumps(envelope))
            except (WebSocketDisconnect, RuntimeError):  # it closed between two envelopes
                self._drop(socket)
            else:
                if self.cut_next and self.hang_up:
                    self.cut_next = False
                    self._drop(socket)
                    self.hang_up(socket)
                    break
                return acknowledged
        self.forget(envelope["envelope_id"])
        return None

    def forget(self, envelope_id: str) -> None:
        """Nobody waits for this acknowledgement any more."""
        self._waiting.pop(envelope_id, None)

    async def warn(self) -> None:
        """Tells every connection that it will soon end; until then it goes on getting payloads."""
        for socket in list(self._connections):
            await self._ask(socket, "warning")

    def cut(self) -> None:
        """Every connection breaks at once, without a goodbye."""
        for socket in list(self._connections):
            self._drop(socket)
            if self.hang_up:
                self.hang_up(socket)

    async def refresh(self) -> None:
        """Tells every connection to reconnect, as Slack does every few hours."""
        for socket in list(self._connections):
            self._drop(socket)
            await self._ask(socket, "refresh_requested")

    def fall_silent(self) -> None:
        """Every connection stays open, and nothing comes over it any more: neither payloads nor signs of life."""
        for socket in self._connections:
            self._silent.add(socket)
            if self.freeze:
                self.freeze(socket)

    def _drop(self, socket: WebSocket) -> None:
        """Nothing more is sent over this connection."""
        if socket in self._connections:
            self._connections.remove(socket)
            self._changes.note()

    def _hear(self, text: str) -> None:
        answer = json.loads(text)
        waiting = self._waiting.pop(answer.get("envelope_id", ""), None)
        if waiting and not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    def _hello(self, life: float) -> Json:
        return {
            "type": "hello",
            "num_connections": self.connected,
            "connection_info": {"app_id": "A0RUNG"},
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": int(life)},
        }


async def _tell(socket: WebSocket, reason: str) -> None:
    """Says goodbye, with Slack's word for why."""
    await socket.send_text(
        json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})
    )
