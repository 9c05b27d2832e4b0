"""A file of SQLite on which one attempt follows the other, each as if it were the first."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import models  # noqa: F401  (all tables)
from models.base import Base

Row = tuple[object, ...]  # the name of its table, and its values


class Restored:
    """As it was, before each next press; `kept` is that database."""

    def __init__(self, file: Path) -> None:
        self._live, self._watch = sqlite3.connect(file), sqlite3.connect(file)
        self.kept = sqlite3.connect(":memory:")
        self._live.backup(self.kept)
        self.rows, self._version = rows(self.kept), self._now()

    def changed(self) -> set[Row]:
        """The rows that came or went since the last time; they are as before again."""
        if self._now() == self._version:
            return set()
        found = rows(self._live) ^ self.rows
        self.kept.backup(self._live)
        self._version = self._now()
        return found

    def close(self) -> None:
        for each in (self._live, self._watch, self.kept):
            each.close()

    def _now(self) -> int:
        """Counts what other connections commit."""
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        return int(version)


@contextlib.contextmanager
def restored(file: Path) -> Iterator[Restored]:
    database = Restored(file)
    try:
        yield database
    finally:
        database.close()


def rows(database: sqlite3.Connection) -> set[Row]:
    tables = [table.name for table in Base.metadata.sorted_tables]
    return {(name, *row) for name in tables for row in database.execute(f"SELECT * FROM {name}")}  # noqa: S608
