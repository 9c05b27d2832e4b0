"""Two hands of time: the business hand can be moved, the real one never is."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class SandboxClock(Protocol):
    def business(self) -> datetime:
        """The instant that deadlines and hours are counted by, aware."""

    def real(self) -> datetime:
        """The instant of Slack's timestamps, trigger ids and signatures, aware."""

    def move(self, by: timedelta) -> None:
        """Moves the business hand alone."""


class TimeMachine:
    """The default clock: business time runs beside real time (or stands still) and can be moved."""

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        """`start` is the first business instant (aware); now if absent."""
        now = datetime.now(UTC)
        self._running = running
        self._began = now
        self._business = (start or now).astimezone(UTC)

    def business(self) -> datetime:
        elapsed = self.real() - self._began if self._running else timedelta()
        return self._business + elapsed

    def real(self) -> datetime:
        return datetime.now(UTC)

    def move(self, by: timedelta) -> None:
        self._business += by
