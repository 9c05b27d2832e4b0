"""The hand-kept table of who may what, and the judge of what was seen."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.attacks.cast import OUTSIDERS
from tests.attacks.pressing import Attempt, Comes

TABLE: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("who_may.toml").read_text("utf-8")
)
LISTED = (Comes.TAKEN, Comes.SEEN, Comes.OWN, Comes.NOTHING)


def rows() -> dict[str, dict[str, Comes]]:
    """By id, to what it comes for whoever is named; whoever is not named is refused in a sentence."""
    return {
        id_: {person: comes for comes in LISTED for person in row.get(comes, [])}
        for row in TABLE.values()
        for id_ in row["ids"]
    }


def faults(id_: str, attempts: Iterable[Attempt], known: frozenset[str]) -> list[str]:
    """What came out otherwise than the table says, or told a name; `known`: whom and what the programme knows."""
    expected, found = rows()[id_], list[str]()
    for attempt in attempts:
        who, due = f"{id_} by {attempt.person}", expected.get(attempt.person, Comes.TOLD)
        if attempt.comes is not due:
            found.append(f"{who}: {attempt.comes}, and not {due}: {attempt.outcome.said}")
        refused = attempt.comes is Comes.TOLD
        if refused and attempt.outcome.said and not attempt.outcome.said[-1].strip().endswith("."):
            found.append(f"{who}: is told no sentence: {attempt.outcome.said}")
        if refused or attempt.person in OUTSIDERS:
            named = [name for name in known if name.lower() in attempt.outcome.text.lower()]
            found += [f"{who}: is told of {name}: {attempt.outcome.said}" for name in named]
    return found
