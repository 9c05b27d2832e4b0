"""One recorded press, made by everybody, and what came of it for each."""

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import make_url

from handlers.payloads import Kind
from models.base import Base
from sandbox.errors import Json
from tests.attacks import cast
from tests.attacks.cast import CAST, Person
from tests.databases import Maker
from tests.faults import outcomes, strange
from tests.faults.bots import Still, bot
from tests.faults.copies import copy
from tests.faults.mute import mute
from tests.faults.outcomes import Outcome
from tests.faults.recorded import Press

MEANT = "meant"
OK = 200
ID = re.compile(r"\b[0-9a-f]{32}\b")
Row = tuple[object, ...]  # the name of its table, and its values


class Comes(StrEnum):
    """To what a press comes for somebody."""

    TAKEN = "takes"  # what they meant to change is changed
    SEEN = "sees"  # a window opens, or options are offered
    OWN = "own"  # the same for themselves: with their own page, their own needs, in their own programme
    TOLD = "told"  # a sentence, to them alone; where menus look something up: nothing is offered
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Attempt:
    """`person`: a name of the cast, or MEANT."""

    person: str
    comes: Comes
    outcome: Outcome


async def by_everybody(press: Press, maker: Maker) -> tuple[list[Attempt], frozenset[str]]:
    """What comes of it for who was meant and for each other, each on the same database; and whom that knows."""
    url = copy(maker, press.database, "attack")
    file = Path(make_url(url).database or "")
    cast.plant(file)
    payload, presser, made = strange.lean(press.payload), _presser(press), []
    with _restored(file, presser, payload) as database:
        async with mute() as slack, bot(url, Still(press.now), slack) as here:
            for person in (Person(MEANT, presser), *(each for each in CAST if each.user != presser)):
                slack.said.clear()
                sent = payload if person.name == MEANT else person.sends(payload)
                answer = await here.hear(press.kind, sent)
                assert answer.status_code == OK, (press.id, person.name, answer.status_code)
                outcome = outcomes.read(answer, slack.said)
                made.append(Attempt(person.name, _comes(press, person, outcome, database), outcome))
    maker.drop(url)
    return made, cast.named_in(press.database)


def _presser(press: Press) -> str:
    user = press.payload.get("user")
    return str(user["id"] if isinstance(user, dict) else press.payload["user_id"])


def _comes(press: Press, person: Person, outcome: Outcome, database: "_Restored") -> Comes:
    changed = database.changed()
    if changed:
        theirs = person.name != MEANT and not database.concerned(changed, person)
        return Comes.OWN if theirs else Comes.TAKEN
    if outcome.opens:
        return Comes.OWN if person.out_of else Comes.SEEN
    return Comes.TOLD if outcome.said or press.kind is Kind.OPTIONS else Comes.NOTHING


class _Restored:
    """A file of SQLite that is as it was before the next press; `presser`: the Slack user who pressed at first."""

    def __init__(self, file: Path, presser: str, payload: Json) -> None:
        self._live, self._watch = sqlite3.connect(file), sqlite3.connect(file)
        self._kept = sqlite3.connect(":memory:")
        self._live.backup(self._kept)
        self._rows, self._version = _rows(self._kept), self._now()
        found = self._kept.execute(
            "SELECT id FROM member WHERE slack_user_id = :user"
            " UNION SELECT id FROM advocate WHERE slack_user_id = :user",
            {"user": presser},
        )
        kinds = self._kept.execute("SELECT id FROM activity")  # of help: they belong to nobody
        named = {*ID.findall(json.dumps(payload))} - {id_ for (id_,) in kinds}
        self._meant = {presser, *(id_ for (id_,) in found), *named}

    def changed(self) -> set[Row]:
        """The rows that came or went since the last time; they are as before again."""
        if self._now() == self._version:
            return set()
        found = _rows(self._live) ^ self._rows
        self._kept.backup(self._live)
        self._version = self._now()
        return found

    def concerned(self, changed: set[Row], person: Person) -> bool:
        """Do these rows name who was meant or what was pressed, or belong to another programme than the person's?"""
        if person.out_of:
            return any(person.out_of not in row for row in changed)
        return any(not self._meant.isdisjoint(row) for row in changed)

    def close(self) -> None:
        for each in (self._live, self._watch, self._kept):
            each.close()

    def _now(self) -> int:
        """Counts what other connections commit."""
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        return int(version)


def _rows(database: sqlite3.Connection) -> set[Row]:
    tables = [table.name for table in Base.metadata.sorted_tables]
    return {(name, *row) for name in tables for row in database.execute(f"SELECT * FROM {name}")}  # noqa: S608


@contextlib.contextmanager
def _restored(file: Path, presser: str, payload: Json) -> Iterator[_Restored]:
    database = _Restored(file, presser, payload)
    try:
        yield database
    finally:
        database.close()
