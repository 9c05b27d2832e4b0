"""A fresh database for each test: a copy of one that the migrations made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import make_url

from migrations import runner


class Maker(Protocol):
    """Makes fresh databases of one kind; the URL of each is what an operator would write."""

    def fresh(self, name: str) -> str: ...

    def drop(self, url: str) -> None: ...


class SqliteMaker:
    def __init__(self, place: Path) -> None:
        self._place = place
        self._template = place / "template.db"
        runner.upgrade(f"sqlite:///{self._template}")

    def fresh(self, name: str) -> str:
        copy = self._place / f"{name}.db"
        shutil.copyfile(self._template, copy)
        return f"sqlite:///{copy}"

    def drop(self, url: str) -> None:
        for path in self._place.glob(Path(make_url(url).database or "").name + "*"):
            path.unlink()


class PostgresqlMaker:
    """On a server whose URL names an existing database, reached as somebody who may create others."""

    def __init__(self, server: str, prefix: str) -> None:
        self._server, self._prefix = server, prefix
        self._template = f"{prefix}_template"
        self._execute(f'DROP DATABASE IF EXISTS "{self._template}" WITH (FORCE)')
        self._execute(f'CREATE DATABASE "{self._template}"')
        runner.upgrade(self._url(self._template))

    def fresh(self, name: str) -> str:
        self._execute(f'CREATE DATABASE "{self._prefix}_{name}" TEMPLATE "{self._template}"')
        return self._url(f"{self._prefix}_{name}")

    def drop(self, url: str) -> None:
        self._execute(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def hurry(self) -> None:
        """For a server that is thrown away: nobody needs its files after a power cut."""
        self._execute("ALTER SYSTEM SET fsync = off")
        self._execute("SELECT pg_reload_conf()")

    def close(self) -> None:
        self._execute(f'DROP DATABASE "{self._template}"')

    def _url(self, database: str) -> str:
        return make_url(self._server).set(database=database).render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement.encode())


def numbers() -> Iterator[str]:
    """Names that no two tests of one process share."""
    count = 0
    while True:
        count += 1
        yield f"t{count}"
