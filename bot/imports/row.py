"""A row with its cells read, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.imports.reading import Line
from bot.imports.report import Fault, fault
from bot.rules.importing import cells
from bot.rules.importing.days import DateOrder
from bot.rules.importing.headings import Headings
from bot.rules.importing.kinds import Kind, columns
from bot.rules.importing.refusals import CellError

EMPTY = "This is empty, and it is needed."
TOO_MANY = "There are more cells in this row than there are headings. Is a comma not inside quotation marks?"


@dataclass(slots=True)
class Row:
    """`cells` by our names, without those that say nothing."""

    line: int
    headings: Headings
    cells: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def get(self, name: str) -> Any:
        return self.cells.get(name)

    def wrong(self, column: str, reason: str, value: object = None) -> None:
        """A fault of this row; `value` as it is to be shown, else the cell's."""
        shown = self.cells.get(column, "") if value is None else value
        self.faults.append(fault(self.line, self.headings.heading(column), str(shown), reason))

    @property
    def clean(self) -> bool:
        return not self.faults


class Reader:
    """Reads the rows of one file."""

    def __init__(self, kind: Kind, headings: Headings, width: int, orders: dict[str, DateOrder]) -> None:
        self._headings, self._width, self._orders = headings, width, orders
        self._needed = [column for column in columns(kind) if column.needed]

    def read(self, line: Line) -> Row:
        row = Row(line.number, self._headings)
        if line.torn:
            row.wrong("", line.torn)
            return row
        if len(line.cells) > self._width and (rest := _said(line.cells[self._width :])):
            row.wrong("", TOO_MANY, rest)
            return row
        self._cells(row, line.cells)
        said = {*row.cells, *(each.column for each in row.faults)}
        for column in self._needed:
            names = (column.name, *column.instead)
            if not said.intersection(names) and not said.intersection(map(self._headings.heading, names)):
                there = next(name for name in names if self._headings.has(name))
                row.wrong(there, EMPTY)
        return row

    def _cells(self, row: Row, found: Sequence[str]) -> None:
        for place in self._headings.places:
            if place.index >= len(found) or not found[place.index]:
                continue
            raw, column = found[place.index], place.column
            try:
                if value := cells.tidy(raw):
                    row.cells[column.name] = cells.read(value, column, self._orders.get(column.name))
            except CellError as problem:
                row.faults.append(fault(row.line, place.heading, raw, problem.reason))


def _said(rest: Sequence[str]) -> str:
    return ", ".join(cell.strip() for cell in rest if cell.strip())
