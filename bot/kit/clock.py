"""The one clock, with two hands."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

    def elapsed(self) -> float:
        """Seconds since some moment, by a hand that only goes forward; it may stand still while the machine does."""
        return time.monotonic()

    def business(self) -> datetime:
        return self.real() + self._ahead

    def move(self, by: timedelta) -> None:
        """Move the business hand and tell whoever waits for it."""
        self._ahead += by
        for listener in list(self._listeners):
            listener()

    def set_business(self, to: datetime) -> None:
        self.move(to - self.business())

    @contextmanager
    def when_moved(self, listener: Callable[[], None]) -> Iterator[None]:
        """It is told of each move, for as long as the block lasts."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)
