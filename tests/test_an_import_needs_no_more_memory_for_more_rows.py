"""Flat memory, at a size that a test can afford; `make bench` measures 100,000 rows."""

import gc
import tracemalloc
from pathlib import Path

from benchmarks import imports
from bot.kit.database import Database

AS_SERVED = (700, 10, 10)  # Python's own pace of collecting, which the suite slows down
WARM, FEW, MANY = 1_000, 2_000, 8_000
NOISE = 1.2


async def peak(database: Database, program_id: str, place: Path, people: int, name: str) -> int:
    """The most bytes that were held at once."""
    thresholds = gc.get_threshold()
    gc.set_threshold(*AS_SERVED)
    tracemalloc.start()
    try:
        await imports.take(database, program_id, place, people, name)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.set_threshold(*thresholds)


async def test_four_times_the_rows(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    try:
        program_id = await imports.start(database)
        await imports.take(database, program_id, tmp_path, WARM, "warm")
        few = await peak(database, program_id, tmp_path, FEW, "few")
        many = await peak(database, program_id, tmp_path, MANY, "many")
    finally:
        await database.close()
    assert many < few * NOISE, f"{few / 1e6:.1f} MB for {FEW} rows, {many / 1e6:.1f} MB for {MANY}"
