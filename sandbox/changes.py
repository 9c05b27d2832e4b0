"""Tells everyone who waits that something in the sandbox has changed."""

import asyncio
from collections import deque
from collections.abc import Callable, Collection

CALLS = "calls"  # a call of the Web API was written down
REMEMBERED = 1_000


class Changes:
    """A condition that plain functions can notify: all state lives in one event loop, so it needs no lock."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()
        self._last: deque[str | None] = deque(maxlen=REMEMBERED)
        self.version = 0
        self.closed = False

    def close(self) -> None:
        """The server stops: streams that wait for a change end."""
        self.closed = True
        self.note()

    def note(self, place: str | None = None) -> None:
        """`place` is the one conversation it happened in, or `CALLS`; None: anything may be different now."""
        self.version += 1
        self._last.append(place)
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def since(self, version: int) -> Collection[str] | None:
        """The places in which something changed after this version; None: anything may have."""
        count = self.version - version
        last = [self._last[-each] for each in range(1, count + 1)] if count <= len(self._last) else [None]
        places = {each for each in last if each is not None}
        return None if None in last else places

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
