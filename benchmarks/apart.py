"""A sandbox in a process of its own, so that what a caller costs is not counted as the server's.

`python -m benchmarks.apart` prints its address and stops when its input ends.
"""

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator

import psutil

import app
from sandbox.clock import TimeMachine
from sandbox.people import User
from sandbox.server import Sandbox, serve
from tests.world import manifest

TOKEN, TEAM = "xoxb-bench", "T0BENCH"
MANY = 5_000


def crowd(count: int = MANY) -> list[User]:
    """As many colleagues: U00000, U00001, …"""
    return [
        User(id=f"U{each:05}", name=f"person{each}", real_name=f"Person {each:05}", title=f"Team {each % 40}")
        for each in range(count)
    ]


@contextlib.asynccontextmanager
async def sandbox_apart() -> AsyncIterator[tuple[str, psutil.Process]]:
    """The address of a workspace of `MANY`, without a bot, and the process that serves it."""
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, cwd=app.MANIFEST.parent, stdin=PIPE, stdout=PIPE
    )
    if started.stdin is None or started.stdout is None:
        raise RuntimeError("the sandbox was started without pipes")
    try:
        address = (await started.stdout.readline()).decode().strip()
        yield address, psutil.Process(started.pid)
    finally:
        started.stdin.close()
        await started.wait()


async def _serve() -> None:
    sandbox = Sandbox(
        manifest=manifest(), clock=TimeMachine(), signing_secret="unused", app_token="xapp-bench"
    )
    team = sandbox.add_workspace(team_id=TEAM, name="Bench", bot_token=TOKEN)
    for user in crowd():
        team.add_user(user)
    async with serve(sandbox) as address:
        print(address, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
