"""What people press in the stories, each with the database as it stood a moment before."""

import importlib
import inspect
import json
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from handlers.payloads import Kind, parse
from sandbox.errors import Json
from sandbox.record import Entry
from tests.databases import SETTLED, SqliteMaker
from tests.world import World, settle, small_world

KINDS = {
    "block_actions": Kind.ACTION,
    "view_submission": Kind.SUBMISSION,
    "view_closed": Kind.CLOSED,
    "block_suggestion": Kind.OPTIONS,
    "shortcut": Kind.SHORTCUT,
    "message_action": Kind.SHORTCUT,
    "event_callback": Kind.EVENT,
}


@dataclass(frozen=True, slots=True)
class Press:
    """`database`: a file of SQLite, as it stood when the payload left Slack, at `now` of business time."""

    id: str
    kind: Kind
    payload: Json
    database: Path
    now: datetime


@dataclass
class Recording:
    """Of each wanted id the last of so many presses as are wanted: earlier ones may be refused, as a story tells."""

    database: Path
    wanted: Counter[str]
    place: Path
    clock: Callable[[], datetime]
    presses: list[Press] = field(default_factory=list)

    def hear(self, entry: Entry) -> None:
        if entry.kind != "payload" or entry.sent is None:
            return
        kind, id_ = told(entry.sent)
        if not self.wanted[id_]:
            return
        self.wanted[id_] -= 1
        if self.wanted[id_]:
            return
        copy = self.place / f"{len(list(self.place.iterdir()))}.db"
        with sqlite3.connect(self.database) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        payload = json.loads(json.dumps(entry.sent))
        self.presses.append(Press(id_, kind, payload, copy, self.clock()))


def told(payload: Json) -> tuple[Kind, str]:
    """What kind of payload it is, and the id that it is heard by."""
    kind = kind_of(payload)
    if kind is None:
        raise ValueError(f"a payload of type {payload.get('type')!r}")
    return kind, parse(kind, payload, team_id="").id


def kind_of(payload: Any) -> Kind | None:
    """What Bolt takes a payload for; None where it is no payload."""
    if not isinstance(payload, dict):
        return None
    type_ = payload.get("type")
    return Kind.COMMAND if "command" in payload else KINDS.get(type_ if isinstance(type_, str) else "")


class Stage:
    """Plays stories, each on a fresh copy of the small company."""

    def __init__(self, place: Path) -> None:
        self._maker = SqliteMaker(place)
        self._place = place / "presses"
        self._place.mkdir()
        self._made = False

    async def play(self, name: str, wanted: Iterable[str]) -> list[Press]:
        """One press of each wanted id in a story (`module::function`): the second of one that stands there twice."""
        if not self._made:
            await settle(self._maker.fresh(SETTLED))
            self._made = True
        url = self._maker.fresh("story", like=SETTLED)
        file = Path(make_url(url).database or "")
        try:
            async with small_world(url, settled=True) as world:
                recording = Recording(file, Counter(wanted), self._place, world.clock.business)
                world.sandbox.record.listeners.append(recording.hear)
                await story(name)(world)
                return recording.presses
        finally:
            self._maker.drop(url)


def story(name: str) -> Callable[[World], Awaitable[None]]:
    """A story that takes the small company and nothing else; raises ValueError where it wants more."""
    module, _, function = name.partition("::")
    found: Callable[[World], Awaitable[None]] = getattr(
        importlib.import_module(f"tests.stories.{module}"), function
    )
    if list(inspect.signature(found).parameters) != ["world"]:
        raise ValueError(f"{name} does not start from the small company alone")
    return found
