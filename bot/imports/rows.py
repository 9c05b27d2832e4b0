"""Reading a CSV file row by row, and saying exactly where one is wrong."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

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
        return (self.cells[column] or "").strip() or None

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
    """The rows of a UTF-8 file with a heading line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for cells in reader:
            yield Row(path.name, reader.line_num, {key: value or "" for key, value in cells.items() if key})
