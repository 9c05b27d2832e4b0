"""A slip of paper beside the database: which keys a file held on which line. It is gone when closed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager


class Scratch:
    """Keys by space and name, each with a number, so that memory stays flat however long the file is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            "CREATE TABLE seen (space TEXT, name TEXT, number INTEGER, PRIMARY KEY (space, name)) WITHOUT ROWID"
        )

    def claim(self, space: str, name: str, number: int) -> int:
        """The number that the name had first: this one, where it is new."""
        self._connection.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (space, name, number))
        return self.find(space, name) or 0

    def find(self, space: str, name: str) -> int | None:
        rows = self._connection.execute("SELECT number FROM seen WHERE space = ? AND name = ?", (space, name))
        found = rows.fetchone()
        return None if found is None else int(found[0])

    def raise_to(self, space: str, name: str, number: int) -> bool:
        """Keep the largest number of a name. False: it had one as large before."""
        before = self.find(space, name)
        if before is not None and before >= number:
            return False
        self._connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (space, name, number))
        return True


@contextmanager
def scratch() -> Iterator[Scratch]:
    """An empty one, which may be used from several threads, by one at a time."""
    with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as connection:
        yield Scratch(connection)
