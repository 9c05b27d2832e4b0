"""What one replica committed is heard by the others: LISTEN and NOTIFY of PostgreSQL. On SQLite nobody else is there.

It only makes them quicker: whoever hears nothing finds what is due at the next poll. So a ring is no part of the
transaction that it tells of: NOTIFY in it would make all commits of a server wait for one another.
"""

import asyncio
import contextlib
from collections.abc import Callable
from uuid import uuid4

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from bot.kit import log
from bot.kit.database import Database
from bot.kit.waits import Waits

CHANNEL = "rung"
APART = 0.25  # seconds between two rings of one replica: between them, many commits make one


class Bell:
    """Rings for the other replicas, and hears when one of them has rung."""

    def __init__(self, database: Database, waits: Waits) -> None:
        self._database, self._wait = database, waits.poll
        self._name = uuid4().hex
        self._pulled = asyncio.Event()

    def ring(self) -> None:
        """Something was committed. Costs nothing here; it is told a moment later."""
        self._pulled.set()

    async def run(self, heard: Callable[[], None]) -> None:
        """Until cancelled; a connection that is lost is made again."""
        if not self._database.is_sqlite:
            await asyncio.gather(self._listening(heard), self._ringing())

    async def _listening(self, heard: Callable[[], None]) -> None:
        while True:
            try:
                await self._listen(heard)
            except (psycopg.Error, OSError) as problem:
                log.logger().warning("bell_unheard", error=str(problem))
            await asyncio.sleep(self._wait)

    async def _listen(self, heard: Callable[[], None]) -> None:
        async with await self._database.driver_connection() as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            heard()  # whatever was rung while nobody listened
            async for note in connection.notifies():
                if note.payload != self._name:
                    heard()

    async def _ringing(self) -> None:
        while True:
            await self._pulled.wait()
            self._pulled.clear()
            with contextlib.suppress(SQLAlchemyError):  # it is said where somebody waits for an answer
                await self._database.tell(f"NOTIFY {CHANNEL}, '{self._name}'")
            await asyncio.sleep(APART)
