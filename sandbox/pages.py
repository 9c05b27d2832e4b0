"""The HTTP routes of the page: its files, what it reads, what people do on it."""

from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox import control, talk
from sandbox.acts import act
from sandbox.errors import Json, NotOnScreen
from sandbox.listing import choices, named, wanted_of
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
            Route("/sandbox/people", self._people),
            Route("/sandbox/conversation", self._conversation),
            Route("/sandbox/thread", self._thread),
            Route("/sandbox/home", self._home),
            Route("/sandbox/modals", self._modals),
            Route("/sandbox/stream", self._stream),
            Route("/sandbox/act", self._act, methods=["POST"]),
            Route("/sandbox/drop", self._drop, methods=["POST"]),
            Route("/sandbox/upload", self._upload, methods=["POST"]),
            Route("/sandbox/time", self._time, methods=["POST"]),
            Route("/sandbox/record", self._record),
            Route("/sandbox/visit", self._visit),
        ]

    async def _index(self, _: Request) -> Response:
        return HTMLResponse(_index_of(FILES))

    async def _state(self, request: Request) -> Response:
        team = self._team(request)
        user_id = request.query_params.get("user", "")
        me = self._find(user_id, team.id) if user_id in team.users else None
        if me:
            team.directory.was(me.id)
        return JSONResponse(control.state(self._world, team, me, wanted_of(request.query_params)))

    async def _people(self, request: Request) -> Response:
        """Those with these ids, or whom a select of people offers for what was typed into it."""
        team, asked = self._team(request), request.query_params
        found = (
            named(team, asked["ids"].split(",")) if "ids" in asked else choices(team, asked.get("query", ""))
        )
        return JSONResponse({"people": found})

    async def _conversation(self, request: Request) -> Response:
        person, channel = self._person(request), self._channel(request)
        if channel is None:
            return _unknown("conversation")
        shown = talk.conversation(person.team, person, channel.id)
        return JSONResponse(self._world.visit.saw(person.id, shown))

    async def _thread(self, request: Request) -> Response:
        person, channel = self._person(request), self._channel(request)
        if channel is None:
            return _unknown("conversation")
        shown = talk.thread(person.team, person, channel.id, request.query_params.get("ts", ""))
        return JSONResponse(self._world.visit.saw(person.id, shown))

    async def _home(self, request: Request) -> Response:
        person = self._person(request)
        return JSONResponse(self._world.visit.saw(person.id, {"view": person.home}))

    async def _modals(self, request: Request) -> Response:
        person = self._person(request)
        return JSONResponse(self._world.visit.saw(person.id, control.modals(person)))

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
            return JSONResponse(control.move_time(self._world, self._team(request), sent))
        except ValueError as error:
            return JSONResponse({"ok": False, "error": str(error)}, status_code=400)

    async def _record(self, request: Request) -> Response:
        since = request.query_params.get("since", "")
        return JSONResponse(self._world.record.page(int(since) if since.isdecimal() else 0))

    async def _visit(self, _: Request) -> Response:
        return JSONResponse(self._world.visit.told())

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


def _index_of(folder: Path) -> str:
    """The page tells of all its modules at once; the browser would find them one import after another."""
    modules = [f'<link rel="modulepreload" href="/page/{each.name}">' for each in sorted(folder.glob("*.js"))]
    return (folder / "index.html").read_text("utf-8").replace("</head>", "\n".join([*modules, "</head>"]))


def unknown_person(_: Request, __: Exception) -> Response:
    return _unknown("person")


def _unknown(what: str) -> Response:
    return JSONResponse({"ok": False, "error": f"The sandbox knows no such {what}."}, status_code=404)
