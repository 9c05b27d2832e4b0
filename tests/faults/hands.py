"""The two hands of a replica's clock, in a file that whoever runs it moves while it runs."""

import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from mmap import mmap
from pathlib import Path

from bot.kit.clock import Clock

FORM = struct.Struct("dd")  # seconds that business time, and the wall clock, are ahead


class Hands:
    """The file, from outside."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set()

    def set(self, *, business: float = 0.0, real: float = 0.0) -> None:
        """Seconds ahead of this machine's clock; business time runs on from the wall clock's place."""
        if not self.path.exists():
            self.path.write_bytes(FORM.pack(business, real))
            return
        with self.path.open("r+b") as file:
            file.write(FORM.pack(business, real))


class MovedClock(Clock):
    """The clock of a replica whose hands are moved from outside."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        with path.open("r+b") as file:
            self._file = mmap(file.fileno(), FORM.size)

    def read(self) -> tuple[float, float]:
        business, real = FORM.unpack(self._file[: FORM.size])
        return business, real

    def real(self) -> datetime:
        return super().real() + timedelta(seconds=self.read()[1])

    def business(self) -> datetime:
        return self.real() + timedelta(seconds=self.read()[0])

    def tell(self) -> list[Callable[[], None]]:
        """Whoever wants to hear that business time was moved."""
        return self._listeners
