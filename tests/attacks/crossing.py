"""One recorded press, made by somebody's likeness: with what is their own, and with what is the first's."""

import json
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from handlers.payloads import Kind
from sandbox.errors import Json
from tests.attacks import who_may
from tests.attacks.cast import Person
from tests.attacks.pressing import OK, Comes, who_pressed
from tests.attacks.restored import Restored, Row, restored
from tests.attacks.twins import ID, Twin
from tests.databases import Maker
from tests.faults import outcomes, strange
from tests.faults.bots import Bot, Still, bot
from tests.faults.copies import copy
from tests.faults.mute import MuteClients, mute
from tests.faults.outcomes import Outcome
from tests.faults.recorded import Press

SILENT = {id_ for id_, people in who_may.rows().items() if Comes.NOTHING in people.values()}


@dataclass(frozen=True, slots=True)
class Attempt:
    """`changed`: rows that came or went, with all new ids alike."""

    sent: str
    changed: AbstractSet[Row]
    outcome: Outcome

    @property
    def comes_to(self) -> tuple[object, ...]:
        seen = self.outcome
        return bool(self.changed), seen.windows, bool(seen.options), len(seen.said)


async def faults(
    press: Press, maker: Maker, likeness_of: Callable[[Path, str], Twin], *, beside: Sequence[str] = ()
) -> list[str]:
    """What is wrong with what comes of it. `beside`: the Slack users whose likenesses try it too."""
    url = copy(maker, press.database, "twins")
    file = Path(make_url(url).database or "")
    presser = who_pressed(press)
    twin, payload = likeness_of(file, presser), strange.lean(press.payload)
    if press.kind is Kind.OPTIONS:
        payload["value"] = ""  # what was typed is the beginning of a name
    with restored(file) as database:
        async with mute() as slack, bot(url, Still(press.now), slack) as here:
            tries = _Tries(press.kind, database, slack, here)
            own = twin.of(json.dumps(payload, ensure_ascii=False))
            first, usual = await tries.make(payload), await tries.make(json.loads(own))
            found = []
            if first.comes_to != usual.comes_to:
                found.append(f"by the likeness: {usual.outcome}, and not {first.outcome}")
            users = {presser, *beside}
            for name, sent in (*_whole(payload, twin, users), *_mixed(payload, own, twin, presser)):
                attempt = await tries.make(sent)
                found += [f"{name}: {fault}" for fault in _judged(press, attempt, usual, twin)]
    maker.drop(url)
    return [f"{press.id} {fault}" for fault in found]


@dataclass(frozen=True, slots=True)
class _Tries:
    kind: Kind
    database: Restored
    slack: MuteClients
    here: Bot

    async def make(self, payload: Json) -> Attempt:
        self.slack.said.clear()
        answer = await self.here.hear(self.kind, payload)
        assert answer.status_code == OK, (payload, answer.status_code)
        known = {value for row in self.database.rows for value in row}
        changed = {_plain(row, known) for row in self.database.changed()}
        return Attempt(
            json.dumps(payload, ensure_ascii=False), changed, outcomes.read(answer, self.slack.said)
        )


def _whole(payload: Json, twin: Twin, users: AbstractSet[str]) -> Iterator[tuple[str, Json]]:
    """Everything that was pressed is the first's, and only the hand another."""
    team = next((twin.other[each] for each in twin.teams), None)
    for user in sorted(users):
        yield f"as the likeness of {user}", Person(user, twin.other[user], team).sends(payload)


def _mixed(payload: Json, own: str, twin: Twin, presser: str) -> Iterator[tuple[str, Json]]:
    """All is the likeness's own but for one id."""
    text = json.dumps(payload)
    for id_ in sorted((twin.ids | twin.users) - {presser}):
        if id_ in text:
            yield f"with {_where(payload, id_)} of the first", json.loads(own.replace(twin.other[id_], id_))


def _where(value: object, id_: str, path: str = "") -> str:
    """Where an id stands in a payload."""
    if isinstance(value, dict):
        return next((found for key in value if (found := _where(value[key], id_, f"{path}.{key}"))), "")
    if isinstance(value, list):
        return next((found for each in value if (found := _where(each, id_, f"{path}[]"))), "")
    return path if isinstance(value, str) and id_ in value else ""


def _judged(press: Press, attempt: Attempt, usual: Attempt, twin: Twin) -> Iterator[str]:
    """`usual`: what comes of it where all is the likeness's own."""
    for row in attempt.changed - usual.changed:
        if not twin.ids.isdisjoint(_ids_in(row)):
            yield f"changes {row}"
    told = attempt.outcome.text
    for name in twin.names:
        if name.lower() in told.lower() and name.lower() not in attempt.sent.lower():
            yield f"tells of {name}: {[line for line in told.splitlines() if name.lower() in line.lower()]}"
    for id_ in twin.ids & set(ID.findall(told)) - set(ID.findall(attempt.sent)):
        yield f"shows the id {id_}: {[line for line in told.splitlines() if id_ in line]}"
    said, quiet = attempt.outcome.said, press.kind is Kind.OPTIONS or press.id in SILENT
    nothing = not attempt.changed and not attempt.outcome.opens and not quiet
    if nothing and not (said and said[-1].strip().endswith(".")):
        yield f"is told no sentence: {said}"


def _ids_in(row: Row) -> set[str]:
    return {id_ for value in row if isinstance(value, str) for id_ in ID.findall(value)}


def _plain(row: Row, known: AbstractSet[object]) -> Row:
    """A row in which all ids that are not known are the same."""
    return tuple(
        ID.sub(lambda found: found[0] if found[0] in known else "new", value)
        if isinstance(value, str)
        else value
        for value in row
    )
