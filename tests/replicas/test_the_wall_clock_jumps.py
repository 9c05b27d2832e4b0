"""APScheduler reckons by the wall clock: set back or forward by an hour, it ticks on as before."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import time_machine

from bot.jobs import Ticks
from bot.kit.clock import Clock
from bot.kit.database import Database

EVERY = 0.1  # seconds
SOON = 10.0  # on a slow machine; far from an hour


class Ticking:
    def __init__(self, database: Database) -> None:
        self.count, self._more = 0, asyncio.Event()
        self.ticks = Ticks(database, Clock(), self._ticked, seconds=EVERY, works=())

    async def more(self, number: int) -> None:
        async with asyncio.timeout(SOON):
            for _ in range(number):
                self._more.clear()
                await self._more.wait()

    def _ticked(self) -> None:
        self.count += 1
        self._more.set()


@pytest.fixture
async def ticking(sqlite_url: str) -> AsyncIterator[Ticking]:
    database = Database(sqlite_url)
    made = Ticking(database)
    made.ticks.start()
    await made.more(2)
    yield made
    await made.ticks.stop()
    await database.close()


@pytest.mark.parametrize(
    "jump", [timedelta(hours=-1), timedelta(days=-400), timedelta(hours=1), timedelta(days=400)]
)
async def test_it_ticks_on(ticking: Ticking, jump: timedelta) -> None:
    with time_machine.travel(Clock().real() + jump, tick=True):
        await ticking.more(1)
        begun, count = asyncio.get_running_loop().time(), ticking.count
        await ticking.more(5)
        took = asyncio.get_running_loop().time() - begun
        assert (
            took > (ticking.count - count - 1) * EVERY / 2
        )  # what was missed is not ticked after one by one
    await ticking.more(2)  # and when the clock is right again
