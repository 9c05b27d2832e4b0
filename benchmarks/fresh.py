"""A fresh SQLite database for one figure, gone afterwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.kit.database import Database
from migrations import runner


@asynccontextmanager
async def fresh() -> AsyncIterator[Database]:
    with TemporaryDirectory(prefix="rung-bench-") as place:
        url = f"sqlite:///{Path(place) / 'rung.db'}"
        runner.upgrade(url)
        database = Database(url)
        try:
            yield database
        finally:
            await database.close()
