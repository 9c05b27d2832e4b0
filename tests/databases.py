"""A fresh database for each test: a copy of one that the migrations made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import make_url

from migrations import runner

SETTLED = "settled"  # holds the small company, made once
ENOUGH = 4 * 1024**3  # bytes, for the databases of several workers


class Maker(Protocol):
    """Makes fresh databases of one kind; the URL of each is what an operator would write."""

    def fresh(self, name: str, *, like: str = "template") -> str:
        """A copy of an earlier one, by its name; nobody may be connected to that."""
        ...

    def drop(self, url: str) -> None: ...


class SqliteMaker:
    def __init__(self, place: Path) -> None:
        self._place = place
        runner.upgrade(f"sqlite:///{place / 'template.db'}")

    def fresh(self, name: str, *, like: str = "template") -> str:
        copy = self._place / f"{name}.db"
        shutil.copyfile(self._place / f"{like}.db", copy)
        return f"sqlite:///{copy}"

    def drop(self, url: str) -> None:
        for path in self._place.glob(Path(make_url(url).database or "").name + "*"):
            path.unlink()


class PostgresqlMaker:
    """On a server whose URL names an existing database, reached as somebody who may create others."""

    def __init__(self, server: str, prefix: str) -> None:
        self._server, self._prefix, self._strategy = server, prefix, ""
        self.close()  # what a run that was killed left behind
        self._execute(f'CREATE DATABASE "{prefix}_template"')
        runner.upgrade(self._url(f"{prefix}_template"))

    def fresh(self, name: str, *, like: str = "template") -> str:
        made = f'CREATE DATABASE "{self._prefix}_{name}" TEMPLATE "{self._prefix}_{like}"'
        self._execute(f"{made} {self._strategy}")
        return self._url(f"{self._prefix}_{name}")

    def drop(self, url: str) -> None:
        self._execute(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def hurry(self) -> None:
        """For a server that is thrown away: nobody needs its files after a power cut."""
        for setting in ("fsync", "full_page_writes", "autovacuum", "jit"):
            self._execute(f"ALTER SYSTEM SET {setting} = off")
        self._execute("SELECT pg_reload_conf()")
        self._strategy = "STRATEGY FILE_COPY"  # a tenth of the time, where nothing waits for the disk

    def close(self) -> None:
        for name in ("template", SETTLED):
            self._execute(f'DROP DATABASE IF EXISTS "{self._prefix}_{name}" WITH (FORCE)')

    def _url(self, database: str) -> str:
        return make_url(self._server).set(database=database).render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement.encode())


def quick_place() -> Path | None:
    """Memory that looks like a disk, if this machine has some to spare: nobody waits for a real one's writes."""
    memory = Path("/dev/shm")  # noqa: S108  (a directory with a name of its own is made in it)
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > ENOUGH else None


def numbers() -> Iterator[str]:
    """Names that no two tests of one process share."""
    count = 0
    while True:
        count += 1
        yield f"t{count}"
