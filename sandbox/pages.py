"""The HTTP routes of the page: its files, what it reads, what people do on it."""

from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox import control, talk
from sandbox.acts import act
from sandbox.errors import Json, NotOnScreen
from sandbox.messages import Channel
from sandbox.person import Person
from sandbox.workspace import Workspace
from sandbox.world import World

FILES = Path(__file__).parent / "page"
Finder = Callable[[str, str | None], Person]


class Pages:
    """`find` gives a person by id and workspace; `?team=` names a workspace other than the first."""

    def __init__(self, world: World, find: Finder) -> None:
        self._world = world
        self._find = find

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self._index),
            Mount("/page", StaticFiles(directory=FILES, check_dir=False)),
            Route("/sandbox/state", self._state),
            Route("/sandbox/conversation", self._conversation),
            Route("/sandbox/thread", self._thread),
            Route("/sandbox/home", self._home),
            Route("/sandbox/modals", self._modals),
            Route("/sandbox/stream", self._stream),
            Route("/sandbox/act", self._act, methods=["POST"]),
            Route("/sandbox/drop", self._drop, methods=["POST"]),
            Route("/sandbox/upload", self._upload, methods=["POST"]),
            Route("/sandbox/time", self._time, methods=["POST"]),
        ]

    async def _index(self, _: Request) -> Response:
        return FileResponse(FILES / "index.html")

    async def _state(self, request: Request) -> Response:
        team = self._team(request)
        user_id = request.query_params.get("user", "")
        me = self._find(user_id, team.id) if user_id in team.users else None
        return JSONResponse(control.state(self._world, team, me))

    async def _conversation(self, request: Request) -> Response:
        person, channel = self._person(request), self._channel(request)
        if channel is None:
            return _unknown("conversation")
        return JSONResponse(talk.conversation(person.team, person, channel.id))

    async def _thread(self, request: Request) -> Response:
        person, channel = self._person(request), self._channel(request)
        if channel is None:
            return _unknown("conversation")
        root = request.query_params.get("ts", "")
        return JSONResponse(talk.thread(person.team, person, channel.id, root))

    async def _home(self, request: Request) -> Response:
        return JSONResponse({"view": self._person(request).home})

    async def _modals(self, request: Request) -> Response:
        return JSONResponse(control.modals(self._person(request)))

    async def _stream(self, _: Request) -> Response:
        stream = control.changed(self._world.changes)
        return StreamingResponse(
            stream, media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def _act(self, request: Request) -> Response:
        sent: Json = await request.json()
        team = self._team(request)
        if sent.get("user") not in team.users:
            return _unknown("person")
        return JSONResponse(await act(self._find(sent["user"], team.id), sent))

    async def _drop(self, request: Request) -> Response:
        """A file is the whole body; its name, the person, the words with it and the place are in the address."""
        said = request.query_params
        person, content = self._person(request), await request.body()
        try:
            await person.drop(
                said["name"],
                content,
                text=said.get("text", ""),
                channel=said.get("channel") or None,
                thread_ts=said.get("thread_ts") or None,
            )
        except NotOnScreen as error:
            return JSONResponse({"ok": False, "error": str(error)})
        return JSONResponse({"ok": True})

    async def _upload(self, request: Request) -> Response:
        """A file for a form: the body is its content. The answer is what the form is then filled with."""
        person, content = self._person(request), await request.body()
        return JSONResponse({"ok": True, "file": person.upload(request.query_params["name"], content)})

    async def _time(self, request: Request) -> Response:
        sent: Json = await request.json()
        try:
            return JSONResponse(control.move_time(self._world, self._team(request), str(sent.get("by"))))
        except ValueError as error:
            return JSONResponse({"ok": False, "error": str(error)}, status_code=400)

    def _team(self, request: Request) -> Workspace:
        named = self._world.workspaces.get(request.query_params.get("team", ""))
        return named or next(iter(self._world.workspaces.values()))

    def _channel(self, request: Request) -> Channel | None:
        """The one that is asked for, if the person is in it."""
        person = self._person(request)
        channel = person.team.channels.get(request.query_params.get("channel", ""))
        return channel if channel and person.id in channel.members else None

    def _person(self, request: Request) -> Person:
        return self._find(request.query_params.get("user", ""), self._team(request).id)


def unknown_person(_: Request, __: Exception) -> Response:
    return _unknown("person")


def _unknown(what: str) -> Response:
    return JSONResponse({"ok": False, "error": f"The sandbox knows no such {what}."}, status_code=404)
