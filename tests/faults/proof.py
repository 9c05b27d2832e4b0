"""What a proof is: it raises AssertionError where a promise does not hold, and otherwise says what it counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Scale(Enum):
    """How large a proof is: whole in `make faults`, the same in small in `make test`."""

    FULL = "full"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Proof:
    """`list`: its number in docs/reliability.md; `counts`: what was counted, in the order it is read."""

    list: int
    title: str
    counts: Mapping[str, int | float | str]


def same(what: str, found: object, expected: object) -> None:
    """Raises AssertionError, naming what differs, where two counts are not the same."""
    if found == expected:
        return
    if isinstance(found, dict) and isinstance(expected, dict):
        keys = {key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)}
        found = {key: found.get(key) for key in sorted(keys, key=str)}
        expected = {key: expected.get(key) for key in sorted(keys, key=str)}
    raise AssertionError(f"{what}: found {found!r:.2000}, expected {expected!r:.2000}")
