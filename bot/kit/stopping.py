"""A polite end: whether it has begun, and how much of its time is left."""

import asyncio


class Stopping:
    """One for the whole program; `seconds` are real and bound what is done between the signal and the end."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._begun_at: float | None = None

    @property
    def begun(self) -> bool:
        return self._begun_at is not None

    def begin(self) -> None:
        if self._begun_at is None:
            self._begun_at = asyncio.get_running_loop().time()

    def left(self, share: float = 1.0) -> float:
        """Seconds until this share of the time has passed, never less than none; whoever asks has begun."""
        self.begin()
        passed = asyncio.get_running_loop().time() - (self._begun_at or 0.0)
        return max(self._seconds * share - passed, 0.0)
