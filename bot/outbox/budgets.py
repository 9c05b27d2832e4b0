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
}
CHANNELS_KEPT = 5_000


class Budget:
    """What one workspace may still be sent; `pace` multiplies Slack's rates, for servers that allow more."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace
        self._methods = {name: AsyncLimiter(rate * pace, MINUTE) for name, rate in A_MINUTE.items()}
        self._channels: dict[str, AsyncLimiter] = {}

    async def take(self, method: str, channel: str | None = None) -> float:
        """Spend one call, or say how many seconds to wait before the next try; 0 means that it may go now."""
        if channel is not None:
            own = self._channel(channel)
            if not own.has_capacity():
                return 1 / self._pace
            await own.acquire()
        limiter = self._methods[method]
        if not limiter.has_capacity():
            return limiter.time_period / limiter.max_rate
        await limiter.acquire()
        return 0.0

    def _channel(self, channel: str) -> AsyncLimiter:
        if len(self._channels) > CHANNELS_KEPT:
            self._channels.clear()
        return self._channels.setdefault(channel, AsyncLimiter(1, 1 / self._pace))
