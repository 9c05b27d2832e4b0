"""The one clock, with two hands."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Business time, which the demo and the tests may move, and real time, which nobody moves.

    Business: deadlines, hours, weeks. Real: leases, rate limits, signatures, Slack's ts. Both are aware, in UTC.
    """

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._listeners: list[Callable[[], None]] = []

    def real(self) -> datetime:
        return datetime.now(UTC)

    def business(self) -> datetime:
        return self.real() + self._ahead

    def move(self, by: timedelta) -> None:
        """Move the business hand and tell whoever waits for it."""
        self._ahead += by
        for listener in self._listeners:
            listener()

    def set_business(self, to: datetime) -> None:
        self.move(to - self.business())

    def when_moved(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)
