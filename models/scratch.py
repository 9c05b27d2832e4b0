"""A slip of paper beside the database: which keys a file held on which line. It is gone when closed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager


class Scratch:
    """Values by space and name, on disk, so that memory stays flat however long the file is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            "CREATE TABLE seen (space TEXT, name TEXT, value TEXT, PRIMARY KEY (space, name)) WITHOUT ROWID"
        )

    def claim(self, space: str, name: str, value: str) -> str:
        """The value that the name had first: this one, where it is new."""
        done = self._connection.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (space, name, value))
        return value if done.rowcount else self.find(space, name) or value

    def find(self, space: str, name: str) -> str | None:
        rows = self._connection.execute("SELECT value FROM seen WHERE space = ? AND name = ?", (space, name))
        found = rows.fetchone()
        return None if found is None else str(found[0])

    def put(self, space: str, name: str, value: str) -> None:
        """In place of the value before."""
        self._connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (space, name, value))

    def forget(self, space: str) -> None:
        self._connection.execute("DELETE FROM seen WHERE space = ?", (space,))


@contextmanager
def scratch() -> Iterator[Scratch]:
    """An empty one, which may be used from several threads, by one at a time."""
    with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as connection:
        yield Scratch(connection)
