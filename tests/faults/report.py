"""Results of the proofs, kept from run to run, and docs/reliability.md, which is made of them and of its words."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.faults.lists import PARTS, SQLITE, Part
from tests.faults.proof import Proof

HERE = Path(__file__).parent
RESULTS, WORDS = HERE / "results.json", HERE / "reliability.md"
DOCUMENT = HERE.parents[1] / "docs" / "reliability.md"
PLACE = re.compile(r"^<!-- list (\d) -->$", re.MULTILINE)
NOT_RUN = "Not run yet.\n"
NO_WORD = "it ended without a word; see what it printed"

Count = int | float | str


@dataclass(frozen=True, slots=True)
class Result:
    """What one part of a list came to; `failed`: what did not hold, or empty."""

    list: int
    column: str
    title: str
    seconds: float
    counts: Mapping[str, Count] = field(default_factory=dict)
    failed: str = ""
    on: str = ""  # the day
    load: str = ""  # of the machine, when it ended

    @property
    def name(self) -> str:
        return f"{self.list} {self.column}"


def keep(proof: Proof, path: Path) -> None:
    path.write_text(json.dumps({"title": proof.title, "counts": dict(proof.counts)}), encoding="utf-8")


def keep_failure(failed: BaseExceptionGroup[AssertionError], path: Path) -> None:
    """What did not hold, of however many tasks found it."""
    said: list[str] = []
    waiting: list[BaseException] = [failed]
    while waiting:
        each = waiting.pop()
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions
        else:
            said.append(str(each))
    path.write_text(json.dumps({"title": "", "failed": "\n".join(said)}), encoding="utf-8")


def read(part: Part, path: Path, *, seconds: float) -> Result:
    """What a part has kept; one that failed left nothing."""
    load = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    same: dict[str, Any] = {
        "list": part.list,
        "column": part.column,
        "seconds": round(seconds, 1),
        "load": load,
    }
    today = date.today().isoformat()  # noqa: DTZ011
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {"title": "", "failed": NO_WORD}
    return Result(**same, **kept, on=today)


def write(results: Sequence[Result]) -> None:
    """Keep these, and those of earlier runs that were not run now; write the document anew."""
    known = {result.name: result for result in (*_known(), *results)}
    order = [part.name for part in sorted(PARTS, key=lambda part: (part.list, part.column != SQLITE))]
    listed = [known[name] for name in order if name in known]
    RESULTS.write_text(json.dumps([asdict(each) for each in listed], indent=2) + "\n", encoding="utf-8")
    DOCUMENT.write_text(document(listed), encoding="utf-8")


def _known() -> list[Result]:
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else []
    return [Result(**each) for each in kept]


def document(results: Sequence[Result]) -> str:
    """The words, with a table of each list in its place."""

    def table(place: re.Match[str]) -> str:
        of_list = [each for each in results if each.list == int(place.group(1))]
        titles = dict.fromkeys(each.title for each in of_list)
        return (
            "\n".join(_table([each for each in of_list if each.title == title]) for title in titles)
            or NOT_RUN
        )

    return PLACE.sub(lambda place: table(place).rstrip("\n"), WORDS.read_text("utf-8"))


def _table(results: Sequence[Result]) -> str:
    """One row for each thing that was counted, one column for each part."""
    rows = dict.fromkeys(what for each in results for what in each.counts)
    head = [results[0].title or "Failed", *(each.column for each in results)]
    lines = [head, ["---", *("--:" for _ in results)]]
    lines += [[what, *(number(each.counts.get(what, "")) for each in results)] for what in rows]
    lines.append(["minutes", *(number(round(each.seconds / 60, 1)) for each in results)])
    lines.append(["ended", *(f"{each.on}, load {each.load}" for each in results)])
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    failed = [f"**Failed** ({each.column}): `{_one_line(each.failed)}`" for each in results if each.failed]
    return "\n\n".join([table, *failed]) + "\n"


def _one_line(said: str) -> str:
    return " ".join(said.replace("`", "'").split())[-500:]


def number(count: Count) -> str:
    if isinstance(count, str):
        return count
    return f"{count:,}" if isinstance(count, int) else f"{count:,.1f}"
