"""What a run found: a table for eyes, and `results.json` beside this file for whoever compares runs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).with_name("results.json")
WIDTH = 120  # of the table where the output is no terminal


@dataclass(frozen=True, slots=True)
class Result:
    """One figure and the most it may be, both in the unit."""

    name: str
    value: float
    unit: str
    target: float

    @property
    def holds(self) -> bool:
        return self.value <= self.target


def write(results: Sequence[Result], to: Path = RESULTS) -> None:
    found = [{**asdict(result), "value": round(result.value, 3), "holds": result.holds} for result in results]
    to.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")


def show(results: Sequence[Result], notes: Sequence[str]) -> None:
    """The table, and below it the measured times behind the ratios."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    table = Table(title="Rung, measured")
    table.add_column("what")
    for column in ("measured", "at most", "holds"):
        table.add_column(column, justify="right", no_wrap=True)
    for result in results:
        table.add_row(
            result.name,
            f"{_short(result.value)} {result.unit}",
            f"{result.target:g} {result.unit}",
            "yes" if result.holds else "[bold red]no[/]",
        )
    console.print(table)
    for note in notes:
        console.print(note, highlight=False, markup=False)


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
