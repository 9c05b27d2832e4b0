"""What is said of an import, at the command line and in Slack alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.kit.text import listed, plural


@dataclass(frozen=True, slots=True)
class Counts:
    rows: int
    new: int
    updated: int
    unchanged: int
    faulty: int


def counted(file: str, counts: Counts, *, would: bool) -> str:
    """The counts of one run; `would`: nothing was written."""
    found = "would be: " if would else ""
    of_each = (
        f"{counts.new:,} new, {counts.updated:,} updated, {counts.unchanged:,} unchanged, "
        f"{counts.faulty:,} faulty"
    )
    return f"{file}: {plural(counts.rows, 'row')}; {found}{of_each}."


def not_read(headings: Sequence[str]) -> str:
    """The columns that nothing reads, named."""
    return f"Not read: {listed(list(headings))}."


def place(line: int, column: str) -> str:
    """Where a fault stands."""
    return f"line {line}" + (f", {column}" if column else "")
