"""The disk is full, for real: a small file system of its own, filled up under a load on SQLite, and room made again."""

import asyncio
import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from sandbox.record import Entry
from tests.faults import counting
from tests.faults.crowd import told
from tests.faults.proof import Proof, Scale, same
from tests.faults.replica import replicas
from tests.faults.stage import WEDNESDAY, Stage, stage

TITLE = "The disk is full, again and again, under a database of SQLite"
REFERENCES = {Scale.FULL: 150, Scale.SHORT: 20}
TIMES = {Scale.FULL: 10, Scale.SHORT: 2}
SIZE = 64  # MB
FULL_FOR = 2.0  # seconds after the first was told
DEEDS = 5.5  # of people for a reference, at least
LEASE = 2.0  # seconds
STUCK_AFTER = 120.0  # seconds
NOT_PROVEN = "not proven on this machine"
WERE_TOLD = "told that nothing was changed"


class NoMountError(Exception):
    """This machine lets nobody mount a file system."""


@dataclass
class Disk:
    """`place`: its root; whatever is not used by others is taken by `fill`, and given back by `free`."""

    place: Path
    _filling: list[Path] = field(default_factory=list)

    def fill(self) -> None:
        """Not one byte is left."""
        filling = self.place / f"filling{len(self._filling)}"
        self._filling.append(filling)
        size = 1024 * 1024
        with filling.open("wb", buffering=0) as file:
            while size:
                try:
                    file.write(b"\0" * size)
                except OSError as problem:
                    if problem.errno != errno.ENOSPC:
                        raise
                    size //= 2

    def free(self) -> None:
        while self._filling:
            self._filling.pop().unlink()


@contextlib.contextmanager
def disk(megabytes: int) -> Iterator[Disk]:
    """A file system in memory; raises NoMountError where none can be mounted."""
    with TemporaryDirectory(prefix="rung-disk-") as named:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", named]
        if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
            raise NoMountError
        try:
            yield Disk(Path(named))
        finally:
            subprocess.run(["umount", "--lazy", named], check=True)  # noqa: S607


@dataclass
class Seen:
    """What people were told while there was no room."""

    befell: Counter[str] = field(default_factory=Counter)

    def note(self, entry: Entry) -> None:
        if told(entry):
            self.befell[WERE_TOLD] += 1


async def prove(url: str, scale: Scale) -> Proof:
    """The load from Monday to Wednesday; `url`: of a SQLite file, of which a copy is put on the disk.

    Where no disk can be mounted the only count says so.
    """
    try:
        with disk(SIZE) as full:
            return await _filled(full, url, scale)
    except NoMountError:
        return Proof(4, TITLE, {NOT_PROVEN: "only root may mount a disk"})


async def _filled(full: Disk, url: str, scale: Scale) -> Proof:
    seen = Seen()
    file = full.place / "rung.db"
    shutil.copyfile(make_url(url).database or "", file)
    async with stage(f"sqlite:///{file}", REFERENCES[scale], lease=LEASE) as scene:
        scene.sandbox.record.listeners.append(seen.note)
        with replicas(1, **scene.given) as (one,):
            one.start()
            async with asyncio.TaskGroup() as group:
                filling = group.create_task(_again_and_again(scene, full, seen, TIMES[scale]))
                async with scene.crowd.at_work():
                    await scene.crowd.sell()
                    await scene.rest()
                    scene.time(WEDNESDAY)
                    await scene.rest()
                    async with asyncio.timeout(STUCK_AFTER):
                        await filling
                    await scene.rest()
            same("exit code after SIGTERM", await one.stop(), 0)
        counted = await counting.everything(scene.database, scene.crowd)
        again = {"presses": scene.crowd.acts, "presses repeated": scene.crowd.again}
        return Proof(4, TITLE, {**seen.befell, **counted, **again})


async def _again_and_again(scene: Stage, full: Disk, seen: Seen, times: int) -> None:
    """Spread over the load: no room until somebody was told, and room again."""
    every = DEEDS * scene.references / (times + 1)
    for number in range(1, times + 1):
        while scene.crowd.deeds() < every * number:
            await scene.sandbox.changes.next()
        async with scene.crowd.held():
            before = seen.befell[WERE_TOLD]
            await asyncio.to_thread(_no_log_left, full.place / "rung.db")
            full.fill()
        try:
            async with asyncio.timeout(STUCK_AFTER):
                while seen.befell[WERE_TOLD] == before:
                    await scene.sandbox.changes.next()
            await asyncio.sleep(FULL_FOR)
        finally:
            full.free()
        seen.befell["times without room"] += 1


def _no_log_left(file: Path) -> None:
    """The log of what was written goes into the file, so that not even its old pages can be written to again."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        busy = (
            1  # somebody reads there: the log would stay as long as it is, and be written to from its start
        )
        while busy:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
