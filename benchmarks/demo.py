"""`rung demo`, the real process: how soon it is ready, and what it holds while nobody does anything."""

import asyncio
import contextlib
import re
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import psutil

from benchmarks.results import Result

LONGEST_START = 60.0  # seconds, after which it counts as failed
LONGEST_UNREST = 60.0
STILL = 1.0  # seconds without any processor time are idleness


async def measure() -> list[Result]:
    async with started() as (process, seconds, _):
        await _idle(process)
        megabytes = sum(each.memory_info().rss for each in _family(process)) / 1_000_000
        count = len(_family(process))
    return [
        Result("`rung demo` ready, once installed", seconds, "s", 5.0),
        Result("`rung demo`, idle: resident memory", megabytes, "MB", 130.0),
        Result("`rung demo`: processes", count, "", 1),
    ]


@contextlib.asynccontextmanager
async def started() -> AsyncIterator[tuple[psutil.Process, float, str]]:
    """The process once it said that it is ready, the seconds until then, its address. Stopped as an operator would."""
    began, port = time.perf_counter(), _free_port()
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("rung"),
        "demo",
        "--port",
        str(port),
        stdout=PIPE,
    )
    try:
        await _said_ready(process)
        yield psutil.Process(process.pid), time.perf_counter() - began, f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _said_ready(process: Process) -> None:
    if process.stdout is None:
        raise RuntimeError("`rung demo` was started without a pipe")
    async with asyncio.timeout(LONGEST_START):
        async for line in process.stdout:
            if re.search(rb"\bready\b", line):
                return
    raise RuntimeError("`rung demo` ended before it was ready")


async def _idle(process: psutil.Process) -> None:
    """Wait until it used no processor time for a while."""
    async with asyncio.timeout(LONGEST_UNREST):
        before = -1.0
        while (now := sum(process.cpu_times()[:2])) != before:
            before = now
            await asyncio.sleep(STILL)


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
