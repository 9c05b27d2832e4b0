"""Reading a CSV file row by row, and saying exactly where one is wrong."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TextIO

from bot.kit.errors import BotError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file; each reader raises BotError that names the file, the line and the column."""

    file: str
    line: int
    cells: dict[str, str]

    def wrong(self, column: str, why: str) -> BotError:
        return BotError(f"{self.file}, line {self.line}, column {column}: {why}")

    def text(self, column: str) -> str:
        value = self.optional(column)
        if value is None:
            raise self.wrong(column, "is empty")
        return value

    def optional(self, column: str) -> str | None:
        if column not in self.cells:
            raise self.wrong(column, "is missing from the file")
        return self.cells[column].strip() or None

    def number(self, column: str) -> int | None:
        value = self.optional(column)
        if value is None:
            return None
        try:
            return int(value)
        except ValueError:
            raise self.wrong(column, f"“{value}” is not a whole number") from None

    def day(self, column: str) -> date | None:
        value = self.optional(column)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.wrong(column, f"“{value}” is not a day like 2026-03-02") from None

    def moment(self, column: str) -> datetime | None:
        """The beginning of a day, UTC."""
        day = self.day(column)
        return None if day is None else datetime.combine(day, time(), UTC)

    def words(self, column: str) -> list[str]:
        """A list in one cell, separated by semicolons."""
        return [word.strip() for word in (self.optional(column) or "").split(";") if word.strip()]


def read(path: Path) -> Iterator[Row]:
    """The rows of a UTF-8 file with a heading line; raises BotError for a file that is none, or a row that is torn."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(path.name, file)
    except UnicodeDecodeError:
        raise BotError(f"{path.name} is not in UTF-8. Save it as “CSV UTF-8” and try again.") from None
    except csv.Error as problem:
        raise BotError(f"{path.name} can't be read as CSV: {problem}.") from None


def _rows(name: str, file: TextIO) -> Iterator[Row]:
    reader = csv.reader(file)
    headings = [heading.strip() for heading in next(reader, [])]
    if twice := {heading for heading in headings if heading and headings.count(heading) > 1}:
        raise BotError(f"{name} has the column {min(twice)} twice. Take one of them out.")
    line = reader.line_num + 1
    for cells in reader:
        row = Row(name, line, dict(zip(headings, [*cells, *[""] * len(headings)], strict=False)))
        if len(cells) > len(headings) and any(cell.strip() for cell in cells[len(headings) :]):
            raise row.wrong(headings[-1], "more cells follow than there are columns; is a comma not quoted?")
        line = reader.line_num + 1
        if cells:
            yield row
