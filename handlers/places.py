"""How many turns are taken at once; who comes while too many wait is told so at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.kit.errors import BotError

WAITING = 4  # times as many may wait as have a place
PATIENCE = 1.5  # real seconds that a turn waits for its place: half of Slack's three


class BusyError(BotError):
    """No place was free in time. Events are left unacknowledged then, so that Slack sends them again."""

    def __init__(self) -> None:
        super().__init__("Rung is very busy. Try again in a moment.")


class Places:
    """As many as turns may run at once; `most` is that number."""

    def __init__(self, most: int) -> None:
        self._free = asyncio.Semaphore(most)
        self._most_waiting, self._waiting = most * WAITING, 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """For as long as the block lasts; raises BusyError."""
        if self._waiting >= self._most_waiting:
            raise BusyError
        self._waiting += 1
        try:
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        except TimeoutError:
            raise BusyError from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()
