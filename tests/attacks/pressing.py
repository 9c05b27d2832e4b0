"""One recorded press, made by everybody, and what came of it for each."""

import json
import re
import sqlite3
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import make_url

from handlers.payloads import Kind
from sandbox.errors import Json
from tests.attacks import cast
from tests.attacks.cast import CAST, Person
from tests.attacks.restored import Restored, Row, restored
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
    payload, presser, made = strange.lean(press.payload), who_pressed(press), []
    with restored(file) as database:
        meant = _meant(database.kept, presser, payload)
        async with mute() as slack, bot(url, Still(press.now), slack) as here:
            for person in (Person(MEANT, presser), *(each for each in CAST if each.user != presser)):
                slack.said.clear()
                sent = payload if person.name == MEANT else person.sends(payload)
                answer = await here.hear(press.kind, sent)
                assert answer.status_code == OK, (press.id, person.name, answer.status_code)
                outcome = outcomes.read(answer, slack.said)
                made.append(Attempt(person.name, _comes(press, person, outcome, database, meant), outcome))
    maker.drop(url)
    return made, cast.named_in(press.database)


def who_pressed(press: Press) -> str:
    user = press.payload.get("user")
    return str(user["id"] if isinstance(user, dict) else press.payload["user_id"])


def _comes(
    press: Press, person: Person, outcome: Outcome, database: Restored, meant: AbstractSet[str]
) -> Comes:
    changed = database.changed()
    if changed:
        theirs = person.name != MEANT and not _concerned(changed, person, meant)
        return Comes.OWN if theirs else Comes.TAKEN
    if outcome.opens:
        return Comes.OWN if person.out_of else Comes.SEEN
    return Comes.TOLD if outcome.said or press.kind is Kind.OPTIONS else Comes.NOTHING


def _meant(kept: sqlite3.Connection, presser: str, payload: Json) -> set[str]:
    """The ids of who was meant and of what was pressed; kinds of help belong to nobody."""
    found = kept.execute(
        "SELECT id FROM member WHERE slack_user_id = :user UNION SELECT id FROM advocate WHERE slack_user_id = :user",
        {"user": presser},
    )
    kinds = {id_ for (id_,) in kept.execute("SELECT id FROM activity")}
    return {presser, *(id_ for (id_,) in found), *(set(ID.findall(json.dumps(payload))) - kinds)}


def _concerned(changed: set[Row], person: Person, meant: AbstractSet[str]) -> bool:
    """Do these rows name who was meant or what was pressed, or belong to another programme than the person's?"""
    if person.out_of:
        return any(person.out_of not in row for row in changed)
    return any(not meant.isdisjoint(row) for row in changed)
