"""Slack's documented rates, counted as Slack counts them: by installation and method, and by conversation."""

import functools
import math
import tomllib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sandbox.clock import SandboxClock

TABLE = Path(__file__).with_name("limits.toml")
MINUTE = 60.0


@dataclass(frozen=True)
class Rates:
    """Calls a minute by method, calls a second and conversation by method, events an hour."""

    methods: Mapping[str, int]
    channels: Mapping[str, int]
    events_an_hour: int


@functools.cache
def rates() -> Rates:
    """The table of limits.toml."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    methods = {method: table["tiers"][tier] for method, tier in table["methods"].items()}
    return Rates(methods, table["channels"], table["events"]["an_hour"])


@dataclass
class Window:
    """What was let through in the last `length` of real time, `most` at a time."""

    most: int
    length: timedelta
    passed: deque[datetime] = field(default_factory=deque)

    def full_until(self, now: datetime) -> datetime | None:
        """None: one more may pass now."""
        while self.passed and self.passed[0] + self.length <= now:
            self.passed.popleft()
        return self.passed[0] + self.length if len(self.passed) >= self.most else None


class Limits:
    """Counts calls in real time. `minute` says how many real seconds a minute of the table lasts.

    A shorter minute lets a test meet the limits without waiting for them: the rates stay, everything happens sooner.
    """

    def __init__(self, clock: SandboxClock) -> None:
        self.minute = MINUTE
        self._clock = clock
        self._windows: dict[tuple[str, ...], Window] = {}

    def call(self, token: str, method: str, channel: str = "") -> int | None:
        """Counts one call. None: it may pass; else it does not count, and may come again in so many seconds."""
        windows = []
        if method in rates().methods:
            windows.append(self._window(rates().methods[method], MINUTE, token, method))
        if channel and method in rates().channels:
            windows.append(self._window(rates().channels[method], 1.0, token, method, channel))
        return self._pass(windows)

    def event(self, team_id: str) -> bool:
        """Counts one event for a workspace. False: Slack would not deliver it any more in this hour."""
        return self._pass([self._window(rates().events_an_hour, 60 * MINUTE, "events", team_id)]) is None

    def warning(self, team_id: str) -> bool:
        """Whether Slack tells the app now that it gets too many events: once a minute."""
        return self._pass([self._window(1, MINUTE, "warnings", team_id)]) is None

    def _window(self, most: int, seconds: float, *key: str) -> Window:
        if key not in self._windows:
            self._windows[key] = Window(most, timedelta(seconds=seconds * self.minute / MINUTE))
        return self._windows[key]

    def _pass(self, windows: list[Window]) -> int | None:
        now = self._clock.real()
        waits = [until - now for each in windows if (until := each.full_until(now))]
        if waits:
            return max(1, math.ceil(max(waits).total_seconds()))
        for each in windows:
            each.passed.append(now)
        return None
