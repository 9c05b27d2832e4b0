"""Tells everyone who waits that something in the sandbox has changed."""

import asyncio
from collections.abc import Callable


class Changes:
    """A condition that plain functions can notify: all state lives in one event loop, so it needs no lock."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()
        self.version = 0
        self.closed = False

    def close(self) -> None:
        """The server stops: streams that wait for a change end."""
        self.closed = True
        self.note()

    def note(self) -> None:
        self.version += 1
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def next(self) -> None:
        """Returns at the next change."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await waiter
        finally:
            self._waiters.discard(waiter)

    async def until(self, predicate: Callable[[], object], timeout: float) -> None:  # noqa: ASYNC109 — its callers think in seconds
        """Returns as soon as `predicate()` is true; raises TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout):
            while not predicate():
                await self.next()
