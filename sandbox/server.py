"""The sandbox as a server: Web API, Socket Mode, response URLs, the page."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from sandbox import events, files, install_page, responses, switches, webapi
from sandbox.changes import CALLS
from sandbox.clock import SandboxClock
from sandbox.delivery import Answer
from sandbox.errors import Json, UnknownPerson
from sandbox.pages import Pages, unknown_person
from sandbox.person import Person
from sandbox.webapi.disturbed import Answering, disturbed
from sandbox.workspace import Workspace
from sandbox.world import World

PATIENCE = 0.5  # seconds a connection has to end by itself when the server stops


class Sandbox(World):
    """A Slack with workspaces, people and one installed app."""

    def __init__(self, *, manifest: Json, clock: SandboxClock, signing_secret: str, app_token: str) -> None:
        """`manifest` is the parsed app.yaml: commands, shortcuts, events and scopes come from it."""
        super().__init__(manifest=manifest, clock=clock, signing_secret=signing_secret, app_token=app_token)
        self.server: uvicorn.Server | None = None
        self._people: dict[tuple[str, str], Person] = {}
        routes = [
            *self._routes(),
            *switches.routes(self.switches),
            *Pages(self, self.person).routes(),
        ]
        self.delivery.sockets.hang_up = self._cut
        self.delivery.sockets.freeze = self._freeze
        self.app = Starlette(routes=routes, exception_handlers={UnknownPerson: unknown_person})

    def person(self, user_id: str, team_id: str | None = None) -> Person:
        """The one person with this id, always the same object."""
        teams = [
            each for each in self.workspaces.values() if user_id in each.users and team_id in {None, each.id}
        ]
        if len(teams) != 1:
            raise UnknownPerson(
                f"{user_id} is known in {len(teams)} workspaces (asked for: {team_id or 'any'})"
            )
        key = (teams[0].id, user_id)
        if key not in self._people:
            self._people[key] = Person(self, teams[0], user_id)
        return self._people[key]

    def deliver_by_http(self, url: str, client: httpx.AsyncClient) -> None:
        """Payloads go to `url`, signed, instead of over Socket Mode."""
        self.delivery.by_http(url, client)

    async def send_event(self, team: Workspace, event: Json) -> Answer | None:
        """Any other event, such as app_uninstalled; None if the manifest does not subscribe to it."""
        return await events.send_event(self, team, event)

    async def uninstall(self, team: Workspace) -> None:
        """Somebody takes the app out of a workspace; returns when the app has heard of it."""
        await events.uninstall(self, team)

    async def caught_up(self) -> None:
        """Returns when no event is held back any more."""
        await self.held.release()

    async def retry_events(self) -> None:
        """What Slack does one and five minutes later with events that nobody acknowledged."""
        await events.retry_events(self)

    def _routes(self) -> list[BaseRoute]:
        async def call(request: Request) -> Response:
            return await self._answered(request, str(request.path_params["method"]), webapi.answer)

        async def respond(request: Request) -> Response:
            return await self._answered(request, "response_url", responses.respond)

        async def download(request: Request) -> Response:
            self.downloads.append((request.url.path, request.headers.get("authorization", "")))
            self.changes.note(CALLS)
            return await self._answered(request, "download", files.download)

        return [
            Route("/api/{method}", call, methods=["GET", "POST"]),
            Route("/response/{key}", respond, methods=["POST"]),
            Route("/files-pri/{place}/download/{name:path}", download),
            Route("/login", files.login),
            *install_page.routes(self),
            WebSocketRoute("/socket/{ticket}", self.delivery.sockets.serve),
        ]

    async def _answered(self, request: Request, what: str, answer: Answering) -> Response:
        response = await disturbed(self, request, what, answer)
        if response is None:
            self._cut(request)
            return Response(status_code=504)
        return response

    def _cut(self, request: HTTPConnection) -> None:
        """Drops the connection a request came over, as a network does."""
        for connection in self._connections(request):
            connection.transport.abort()

    def _freeze(self, socket: HTTPConnection) -> None:
        """Reads no more of what comes over a connection, as a network that drops packets."""
        for connection in self._connections(socket):
            connection.transport.pause_reading()

    def _connections(self, request: HTTPConnection) -> list[Any]:
        """uvicorn's, of what a request came over: one, or none when it has gone."""
        everyone: list[Any] = list(self.server.server_state.connections) if self.server else []
        peer = tuple(request.client) if request.client else None
        return [each for each in everyone if peer and getattr(each, "client", None) == peer]


@contextlib.asynccontextmanager
async def serve(sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serves in this event loop; gives the address, such as http://127.0.0.1:54321."""
    config = uvicorn.Config(
        sandbox.app,
        lifespan="off",
        log_config=None,
        access_log=False,
        date_header=False,  # the Web API writes its own, which a test may move
        http="h11",
        ws="websockets-sansio",
    )
    config.load()
    # Server.serve() would catch signals and look for its end every 0.1 s; only its start is needed here.
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    listener = _listener(host, port)
    await server.startup(sockets=[listener])
    sandbox.server, sandbox.changes.closed = server, False
    sandbox.address = f"http://{host}:{listener.getsockname()[1]}"
    try:
        yield sandbox.address
    finally:
        await _stop(sandbox, server)


def _listener(host: str, port: int) -> socket.socket:
    """Raises OSError if the port is taken, where uvicorn would exit the process."""
    # asyncio switches Nagle's delay of 40 ms off only for sockets that name their protocol.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


async def _stop(sandbox: Sandbox, server: uvicorn.Server) -> None:
    """Ends streams and websockets, then closes what is left."""
    sandbox.changes.close()
    await sandbox.delivery.stop()
    await sandbox.held.stop()
    state = server.server_state
    for listener in server.servers:
        listener.close()
    for connection in list(state.connections):
        connection.shutdown()
    if state.tasks:
        _, unfinished = await asyncio.wait(set(state.tasks), timeout=PATIENCE)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
    for connection in list(state.connections):
        connection.transport.abort()
    while state.connections:  # noqa: ASYNC110 — each is gone one turn of the loop after its abort
        await asyncio.sleep(0)
    for listener in server.servers:
        await listener.wait_closed()
