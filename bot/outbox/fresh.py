"""Whether a claim is still young enough to post by it: a process that was frozen since must not."""

from datetime import timedelta

from bot.kit.clock import Clock

STALE = 5.0  # seconds from the claim of a post, until which the post has to be on its way


class Fresh:
    """True for a short while, by both hands: one may have jumped, the other may have stood still with the machine."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._real, self._elapsed = clock.real(), clock.elapsed()

    def __bool__(self) -> bool:
        real = self._clock.real() - self._real
        return self._clock.elapsed() - self._elapsed < STALE and real < timedelta(seconds=STALE)
