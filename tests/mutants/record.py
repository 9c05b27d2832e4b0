"""What is mutated, what the last run found, and what is said of those that no test can notice."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.house.tree import ROOT

HERE = Path(__file__).parent
TARGETS, RESULTS, SURVIVORS = HERE / "targets.toml", HERE / "results.json", HERE / "survivors.toml"

Key = tuple[str, str, int]  # the function, the change in words, and which of several that read alike


@dataclass(frozen=True, slots=True)
class Target:
    """One file, the functions or classes of it that are meant (none: all), and the tests that guard it."""

    part: str
    code: str
    tests: Sequence[str]
    only: Sequence[str] = ()

    @property
    def path(self) -> Path:
        return ROOT / self.code

    @property
    def module(self) -> str:
        """As it is imported: models/ask/__init__.py is models.ask."""
        return self.code.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def means(self, within: str) -> bool:
        return not self.only or any(within == each or within.startswith(f"{each}.") for each in self.only)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one file: how many mutants, and which of them no test noticed."""

    mutants: int
    seconds: int
    survived: Sequence[Key]


@dataclass(frozen=True, slots=True)
class Explained:
    """Mutants of one file that change nothing which anybody could see, and why."""

    code: str
    why: str
    mutants: Sequence[Key]


def targets() -> Iterator[Target]:
    for each in tomllib.loads(TARGETS.read_text("utf-8"))["target"]:
        for code in each["code"]:
            yield Target(each["part"], code, each["tests"], each.get("only", ()))


def results() -> dict[str, Result]:
    """By file."""
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    return {
        code: Result(each["mutants"], each["seconds"], _keys(each["survived"])) for code, each in kept.items()
    }


def keep(found: Mapping[str, Result]) -> None:
    order = [target.code for target in targets()]
    kept = {code: asdict(found[code]) for code in order if code in found}
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


def explained() -> list[Explained]:
    said = tomllib.loads(SURVIVORS.read_text("utf-8")).get("survivors", [])
    return [Explained(each["code"], each["why"], _keys(each["mutants"])) for each in said]


def differences(found: Mapping[str, Result]) -> list[str]:
    """What survived and is not explained, and what is explained and no longer survives."""
    known = {(each.code, *key) for each in explained() for key in each.mutants}
    now = {(code, *key) for code, result in found.items() for key in result.survived}
    stale = {each for each in known - now if each[0] in found}
    return [
        *(f"survives, and nobody says why: {_line(each)}" for each in sorted(now - known)),
        *(f"is explained, but does not survive: {_line(each)}" for each in sorted(stale)),
    ]


def _line(each: tuple[str, str, str, int]) -> str:
    code, within, said, at = each
    return f"{code} · {within or 'module'} · {said} · {at}"


def _keys(listed: Sequence[Any]) -> list[Key]:
    return [(within, said, at) for within, said, at in listed]
