"""What an import found: single faults, and the counts."""

from dataclasses import dataclass, field

from bot.kit.text import plain
from bot.rules.importing.kinds import Kind

MOST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that can't be taken: where it stands, what is in it, and a sentence that says why."""

    line: int
    column: str
    value: str
    reason: str


def fault(line: int, column: str, value: str, reason: str) -> Fault:
    """`value` is cut for the eye; `column` is empty where the whole row is meant."""
    return Fault(line, _shown(column), _shown(value), reason)


def _shown(text: str) -> str:
    return plain(text[: MOST_SHOWN * 4], MOST_SHOWN) if text.strip() else ""


@dataclass(slots=True)
class Report:
    """The counts of one run. `faulty` counts rows with at least one fault; they are in none of the other three."""

    kind: Kind
    file: str
    rows: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    faulty: int = 0
    ignored: list[str] = field(default_factory=list)  # headings that nothing reads
    notes: list[str] = field(default_factory=list)  # what the person should know
