"""A replica of Rung in a process of its own, killed and started again as often as one likes.

It is forked from a process that has imported everything already: most of a start is that. So whatever is given to it is
made of classes that are declared here or in what this module imports.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import holidays.countries.germany  # noqa: F401  (which the calendar would load in each life anew)

import app
from bot.kit import log
from bot.kit.config import Settings
from bot.kit.waits import Waits
from handlers.doors import http_door
from tests.faults.hands import MovedClock
from tests.faults.points import Point, die_at

LOOKS = 0.05  # seconds between two looks at the hands of the clock
STOPS_WITHIN = 60.0  # seconds after a polite request
IN_FLIGHT = 1.0  # seconds


class Hurried(Settings):
    """Of replicas that are killed every few seconds: what they held is free soon. All else waits as always.

    A post that was on its way is here soon as well: this Slack stands beside them.
    """

    lease: float  # seconds

    @property
    def waits(self) -> Waits:
        return replace(super().waits, lease=self.lease, in_flight=IN_FLIGHT)


@dataclass
class Replica:
    """`log`: what the process writes, all its lives long."""

    settings: Settings
    hands: Path
    log: Path
    socket: bool = True
    process: Any = field(default=None, init=False)

    def start(self, point: Point | None = None) -> None:
        """Begin a life; once it is armed, it ends at this point."""
        fork = multiprocessing.get_context("forkserver")
        fork.set_forkserver_preload([__name__])
        self.process = fork.Process(
            target=_live, args=(self.settings, self.hands, self.log, point, self.socket), daemon=True
        )
        self.process.start()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def arm(self) -> None:
        """The next time that it comes to its point is its end."""
        os.kill(self.process.pid, signal.SIGUSR1)

    def kill(self) -> None:
        """`kill -9`."""
        self.process.kill()
        self.process.join()

    async def died(self) -> int:
        """Wait for its end: the exit code, negative for a signal."""
        await asyncio.to_thread(self.process.join)
        return int(self.process.exitcode)

    async def stop(self) -> int:
        """SIGTERM: the exit code, when it has finished what it had begun."""
        self.process.terminate()
        async with asyncio.timeout(STOPS_WITHIN):
            return await self.died()


@contextlib.contextmanager
def replicas(number: int, **given: Any) -> Iterator[list[Replica]]:
    """So many, not started yet; all are dead when the block ends."""
    found = [Replica(**given) for _ in range(number)]
    try:
        yield found
    finally:
        for each in found:
            if each.alive:
                each.kill()


def _live(settings: Settings, hands: Path, written: Path, point: Point | None, socket: bool) -> None:  # noqa: FBT001
    signal.signal(signal.SIGUSR1, lambda *_: None)  # until it is ready to die at a point
    with written.open("a", encoding="utf-8") as lines:
        os.dup2(lines.fileno(), sys.stderr.fileno())
    log.configure(pretty=False, level="WARNING")
    asyncio.run(_serve(settings, MovedClock(hands), point, socket=socket))


async def _serve(settings: Settings, clock: MovedClock, point: Point | None, *, socket: bool) -> None:
    """What `rung serve` does, under a clock that is moved from outside."""
    stopped, armed = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    loop.add_signal_handler(signal.SIGUSR1, armed.set)
    if point is not None:
        die_at(point, armed=armed.is_set)
    async with app.running(settings, clock) as rung, contextlib.AsyncExitStack() as doors:
        door = app.socket_door(rung) if socket else http_door(settings, rung.web, rung.stopping)
        await doors.enter_async_context(door)
        business = clock.read()[0]
        while not stopped.is_set():
            moved, business = business != clock.read()[0], clock.read()[0]
            for listener in clock.tell() if moved else []:
                listener()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), LOOKS)
        rung.stopping.begin()
