"""Where deliveries read and write: few connections and few commits, however many rows are on their way."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import screens
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.outbox.together import Together
from bot.screens import Screen
from models import outgoing
from models.kept import keep
from models.message import Message

CONNECTIONS = 4  # of the pool that the outbox shares with turns and ticks
AT_ONCE = 100  # rows in one transaction that writes, and in one session that draws


class Book:
    """The rows that this worker has claimed."""

    def __init__(self, database: Database, clock: Clock, worker: str, lease: timedelta) -> None:
        self.worker, self.clock, self.lease = worker, clock, lease
        self.over_at: dict[str, float] = {}  # when a lost post has surely arrived or not, by the loop's clock
        self._database = database
        self._connections = asyncio.Semaphore(CONNECTIONS)
        self._writes = Together(self._write_all, self._write_one, size=AT_ONCE)
        self._drawings = Together(self._draw_all, self._draw_one, size=AT_ONCE, rounds=2)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """One of its own, in its turn."""
        async with self._connections, self._database.transaction() as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        async with self._connections, self._database.reading() as session:
            keep(session)
            yield session

    async def draw(self, message: Message) -> Screen | None:
        """What it shows now: read after this call, so not older than the claim."""
        return await self._drawings.do(message)

    async def write(self, message: Message) -> bool:
        """Write the row as it stands here. False: it is another worker's by now, and stays as it is there."""
        return await self._writes.do((message, False))

    async def begin(self, message: Message) -> bool:
        """The same, if nobody wanted it anew since it was claimed: what was drawn is still what is to be said."""
        return await self._writes.do((message, True))

    async def _write_all(self, some: Sequence[tuple[Message, bool]]) -> dict[int, bool]:
        done: dict[int, bool] = {}
        async with self.transaction() as session:
            for begins in (False, True):
                places = {row.id: place for place, (row, begin) in enumerate(some) if begin is begins}
                rows = [row for row, begin in some if begin is begins]
                written = await outgoing.write(
                    session, rows, worker=self.worker, unless_changed=begins, only_free=True
                )
                done |= {places[id_]: True for id_ in written}
        return done

    async def _write_one(self, one: tuple[Message, bool]) -> bool:
        message, begins = one
        async with self.transaction() as session:
            return await outgoing.write(session, [message], worker=self.worker, unless_changed=begins) != []

    async def _draw_all(self, rows: Sequence[Message]) -> dict[int, Screen | None]:
        async with self.reading() as session:
            return dict(enumerate(await screens.draw_all(session, rows, now=self.clock.business())))

    async def _draw_one(self, message: Message) -> Screen | None:
        async with self.reading() as session:
            return await screens.draw(session, message, now=self.clock.business())
