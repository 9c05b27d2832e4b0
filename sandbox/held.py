"""Deliveries that wait to be overtaken."""

import asyncio
from collections.abc import Awaitable, Callable


class Held:
    """True while something waits."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], Awaitable[object]]] = []
        self._timer: asyncio.Task[None] | None = None
        self._releasing = asyncio.Lock()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def hold(self, deliver: Callable[[], Awaitable[object]], patience: float) -> None:
        """Keeps a delivery back until `release`, at most `patience` real seconds."""
        self._waiting.append(deliver)
        self._timer = asyncio.create_task(self._after(patience))

    async def release(self) -> None:
        """Delivers what waits, and returns when it was delivered, whoever released it."""
        async with self._releasing:
            waiting, self._waiting = self._waiting, []
            for deliver in waiting:
                await deliver()

    async def stop(self) -> None:
        """Delivers nothing more."""
        self._waiting.clear()
        if self._timer is not None:
            self._timer.cancel()
            await asyncio.gather(self._timer, return_exceptions=True)

    async def _after(self, patience: float) -> None:
        await asyncio.sleep(patience)
        await self.release()
