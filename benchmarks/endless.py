"""A hundred thousand turns in one process: what it holds after them, beside what it held after the first of them."""

import asyncio
import ctypes
import gc
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psutil

from benchmarks.answers import at_once, rung, yes
from benchmarks.payloads import Signed, home_opened, press, search
from benchmarks.questions import Question
from benchmarks.results import Result
from benchmarks.turns import logging_into
from bot.kit.ids import Search
from migrations import runner
from models.base import new_id

TURNS, FIRST, STEP = 100_000, 10_000, 1_000
A_YES_IN = 20  # turns; the others look, search, come twice and press what is no more
MOST_GROWTH = 5.0  # MB
MEGABYTE = 1e6


async def measure() -> tuple[list[Result], list[str]]:
    """In a process of its own, which has done nothing before."""
    started = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__, stdout=PIPE)
    if started.stdout is None:
        raise RuntimeError("the turns were started without a pipe")
    held = [float(line) for line in (await started.stdout.read()).split()]
    if await started.wait() or len(held) != TURNS // STEP:
        raise RuntimeError("the turns broke off")
    first, last = held[FIRST // STEP - 1], held[-1]
    what = f"Memory: growth from turn {FIRST:,} to turn {TURNS:,}"
    return [Result(what, last - first, "MB", MOST_GROWTH)], [
        f"memory: {first:.1f} MB, {last:.1f} MB at the end"
    ]


async def run() -> None:
    with TemporaryDirectory(prefix="rung-bench-") as name, logging_into(Path(name) / "log"):
        url = f"sqlite:///{Path(name) / 'endless.db'}"
        await asyncio.to_thread(runner.upgrade, url)
        async with rung(url, TURNS // A_YES_IN) as made:
            turns = _turns(made.questions)
            for _ in range(TURNS // STEP):
                await at_once(made.app, [next(turns) for _ in range(STEP)])
                print(_held(), flush=True)


def _turns(asked: list[Question]) -> Iterator[Signed]:
    """Of all the people and words that there are, no two alike."""
    random = Random(11)  # noqa: S311
    users = [each.user for each in asked]
    sellers = [f"USELLER{number}" for number in range(len(asked) // 50)]
    for question in asked:
        yield yes(question)
        for number in range(1, A_YES_IN):
            match number % 4:
                case 0:
                    yield press(f"gone_{new_id()}", new_id(), random.choice(users))
                case 1:
                    yield search(Search.DEAL, f"Prospect {random.randrange(10_000)}", random.choice(sellers))
                case 2:
                    yield home_opened(random.choice(users), f"Ev{new_id()}")
                case _:
                    yield home_opened(random.choice(sellers), f"Ev{new_id()}")


def _held() -> float:
    """What is resident, in MB, when all that is free was given back."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    return psutil.Process().memory_info().rss / MEGABYTE


if __name__ == "__main__":
    asyncio.run(run())
