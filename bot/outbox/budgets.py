"""Slack's documented rates, kept on our side: one budget for each method, and one post a second for each channel."""

from aiolimiter import AsyncLimiter

MINUTE = 60.0
# Calls a minute and workspace: posting "several hundred", the rest by the floor of their tier.
A_MINUTE = {
    "chat.postMessage": 300,
    "chat.update": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "views.publish": 100,
    "users.info": 100,
    "files.info": 100,
    "users.lookupByEmail": 50,
    "usergroups.list": 20,
    "usergroups.users.list": 20,
}
BURST = 2  # calls that may go at once; the rest is refilled, so that no minute holds more than the rate
CHANNELS_KEPT = 5_000


class Budget:
    """What one workspace may still be sent; `pace` multiplies Slack's rates, for servers that allow more."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace
        self._methods = {name: _limiter(rate * pace) for name, rate in A_MINUTE.items()}
        self._channels: dict[str, AsyncLimiter] = {}

    async def spend(self, method: str, channel: str | None = None) -> None:
        """Wait until one more call is within Slack's rates; a wait is about a second, at most one each row ahead."""
        await self._methods[method].acquire()
        if channel is not None:
            await self._channel(channel).acquire()

    def _channel(self, channel: str) -> AsyncLimiter:
        if len(self._channels) > CHANNELS_KEPT:
            self._channels.clear()
        return self._channels.setdefault(channel, AsyncLimiter(1, 1 / self._pace))


def _limiter(a_minute: float) -> AsyncLimiter:
    """So many calls in any minute: the burst that it begins with, and what is refilled in that time."""
    burst = BURST if a_minute > 2 * BURST else 1
    return AsyncLimiter(burst, burst * MINUTE / (a_minute - burst))
