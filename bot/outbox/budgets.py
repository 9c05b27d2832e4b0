"""Slack's documented rates, kept on our side: one budget for each method, and one post a second for each channel."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiolimiter import AsyncLimiter

MINUTE = 60.0
POST = "chat.postMessage"
# Calls a minute and workspace: posting "several hundred", the rest by the floor of their tier.
A_MINUTE = {
    POST: 300,
    "chat.update": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "auth.test": 100,
    "views.publish": 100,
    "users.info": 100,
    "files.info": 100,
    "users.lookupByEmail": 50,
    "usergroups.list": 20,
    "usergroups.users.list": 20,
}
BURST = 2  # calls that may go at once; the rest is refilled, so that no minute holds more than the rate
CHANNELS_KEPT = 5_000


@dataclass(slots=True)
class Lane:
    """One channel. `free_at`: when the next post may begin, by the clock of the event loop."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0


class Budget:
    """What one workspace may still be sent; `pace` multiplies Slack's rates, for servers that allow more."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace
        self._methods = {name: _limiter(rate * pace) for name, rate in A_MINUTE.items()}
        self._lanes: dict[str, Lane] = {}

    async def spend(self, method: str) -> None:
        """Wait until one more call is within Slack's rates; a wait is about a second, at most one each row ahead."""
        await self._methods[method].acquire()

    @asynccontextmanager
    async def posting(self, channel: str) -> AsyncIterator[None]:
        """Wait for the turn of one post; the block is the post itself.

        The second until the channel's next one counts from its answer: two that set out a second apart may well arrive
        at Slack closer together.
        """
        loop, lane = asyncio.get_running_loop(), self._lane(channel)
        async with lane.lock:
            await asyncio.sleep(max(lane.free_at - loop.time(), 0.0))
            await self.spend(POST)
            try:
                yield
            finally:
                lane.free_at = loop.time() + 1 / self._pace

    def _lane(self, channel: str) -> Lane:
        if len(self._lanes) > CHANNELS_KEPT:
            now = asyncio.get_running_loop().time()
            busy = {
                name: lane for name, lane in self._lanes.items() if lane.lock.locked() or lane.free_at > now
            }
            self._lanes = busy
        return self._lanes.setdefault(channel, Lane())


class Budgets:
    """The budget of each workspace. Whoever calls Slack in this process spends from the same one."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace
        self._of: dict[str, Budget] = {}

    def of(self, workspace_id: str) -> Budget:
        return self._of.setdefault(workspace_id, Budget(self._pace))


def _limiter(a_minute: float) -> AsyncLimiter:
    """So many calls in any minute: the burst that it begins with, and what is refilled in that time."""
    burst = BURST if a_minute > 2 * BURST else 1
    return AsyncLimiter(burst, burst * MINUTE / (a_minute - burst))
