"""An event loop that skips every wait: its clock jumps to the next timer, so a minute takes no time."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from typing import Any

LATE = 1e-6  # seconds: every timer is late by a little, and time always goes on
Scene = Callable[[asyncio.AbstractEventLoop], Awaitable[None]]


class _Skipping(selectors.DefaultSelector):
    now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, Any]]:
        if timeout is not None and timeout > 0:
            self.now += timeout + LATE
            timeout = 0
        found: list[tuple[selectors.SelectorKey, Any]] = super().select(timeout)
        return found


class SkippingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._skipping = _Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.now


def played(scene: Scene) -> None:
    """Run the scene on a loop of its own."""

    async def play() -> None:
        await scene(asyncio.get_running_loop())

    with asyncio.Runner(loop_factory=SkippingLoop) as runner:
        runner.run(play())
