"""SIGTERM in the middle of slow turns and slow posts: all is acknowledged, nothing is left half done."""

import asyncio
import contextlib
import csv
import json
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from datetime import datetime
from pathlib import Path

import httpx
import psycopg
from sqlalchemy import make_url

from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.switches import Name
from tests.test_serving import SECRET, SLOW_MACHINE, free_port, ready, run, settings_for, slack

PEOPLE = Path(__file__).parent / "data" / "small" / "people.csv"


@contextlib.asynccontextmanager
async def serving(
    tmp_path: Path, database_url: str, **more: str
) -> AsyncIterator[tuple[Sandbox, asyncio.subprocess.Process, dict[str, str]]]:
    port = free_port()
    async with slack() as (sandbox, address):
        settings = settings_for(address, port) | {"RUNG_DATABASE_URL": database_url} | more
        bot = await run("serve", cwd=tmp_path, settings=settings)
        try:
            await ready(bot)
            yield sandbox, bot, settings
        finally:
            with contextlib.suppress(ProcessLookupError):
                bot.kill()
            await bot.communicate()


def held(database_url: str) -> list[tuple[object, ...]]:
    """Rows that are being sent, and leases of workspaces."""
    rows = "SELECT id, state FROM message WHERE state = 'sending' OR lease_until IS NOT NULL"
    leases = "SELECT id, name FROM workspace WHERE lease_until IS NOT NULL"
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        with contextlib.closing(sqlite3.connect(url.database or "")) as database:
            return [*database.execute(rows), *database.execute(leases)]
    with psycopg.connect(database_url) as server:
        return [*server.execute(rows.encode()), *server.execute(leases.encode())]


async def ended(bot: asyncio.subprocess.Process) -> str:
    _, said = await asyncio.wait_for(bot.communicate(), SLOW_MACHINE)
    return said.decode()


def everybody(sandbox: Sandbox) -> list[Person]:
    rows = csv.DictReader(PEOPLE.read_text("utf-8").splitlines())
    return [sandbox.person(each["user_id"]) for each in rows if each["kind"] == "member"]


async def busy(sandbox: Sandbox, *, slowness: float) -> list["asyncio.Task[object]"]:
    """Everybody writes to Rung, opens their Home and asks for a window, and Slack is slow to take any of it."""
    sandbox.switches.slowness = slowness
    sandbox.switches.turn(Name.SLOW, on=True)
    sandbox.switches.strike_all(Name.SLOW)
    acts: list[Coroutine[None, None, object]] = []
    for person in everybody(sandbox):
        acts += [person.say("Hello?"), person.open_home(), person.command("/reference")]
    tasks = [asyncio.create_task(act) for act in acts]
    await asyncio.sleep(0.8)  # in the middle of turns and posts
    return tasks


async def everything_arrives_once(sandbox: Sandbox, tmp_path: Path, settings: dict[str, str]) -> None:
    """The next process takes up what is left, and nobody hears anything twice."""
    sandbox.switches.turn(Name.SLOW, on=False)
    waiting = {person.id: person for person in everybody(sandbox)}
    bot = await run("serve", cwd=tmp_path, settings=settings)
    try:
        await ready(bot)
        await sandbox.changes.until(
            lambda: all(greetings(person) for person in waiting.values()), SLOW_MACHINE
        )
    finally:
        bot.terminate()
        await bot.communicate()
    assert {name: greetings(person) for name, person in waiting.items()} == dict.fromkeys(waiting, 1)


def greetings(person: Person) -> int:
    return sum(message.metadata is not None for message in person.dm)


def seconds_to_end(said: str) -> float:
    """By the bot's own log: what the interpreter takes to end is not counted."""
    lines = [json.loads(line) for line in said.splitlines() if '"event": "stop' in line]
    begun, over = (datetime.fromisoformat(line["timestamp"]) for line in lines)
    return (over - begun).total_seconds()


async def test_over_socket_mode_all_is_acknowledged_and_given_back(tmp_path: Path, database_url: str) -> None:
    async with serving(tmp_path, database_url, RUNG_STOP_SECONDS="20") as (sandbox, bot, settings):
        tasks = await busy(sandbox, slowness=1.0)
        bot.terminate()
        said = await ended(bot)
        await asyncio.gather(*tasks)
        assert held(database_url) == []
        await everything_arrives_once(sandbox, tmp_path, settings)
    assert bot.returncode == 0, said
    assert seconds_to_end(said) < 20
    statuses = [status for _, status, _ in sandbox.delivery.log]
    assert statuses == [200] * len(statuses)
    assert len(statuses) >= 3 * len(everybody(sandbox))
    assert '"event": "stopped"' in said


async def test_over_http_it_says_so_first_and_then_finishes(tmp_path: Path, sqlite_url: str) -> None:
    more = {"RUNG_STOP_SECONDS": "20", "SLACK_APP_TOKEN": ""}
    async with (
        serving(tmp_path, sqlite_url, **more) as (sandbox, bot, settings),
        httpx.AsyncClient() as client,
    ):
        address = f"http://127.0.0.1:{settings['RUNG_HTTP_PORT']}"
        assert (await client.get(f"{address}/readyz")).text == "ready"
        sandbox.deliver_by_http(f"{address}/slack/events", client)
        tasks = await busy(sandbox, slowness=1.0)
        bot.terminate()
        async with asyncio.timeout(SLOW_MACHINE):
            while (told := await client.get(f"{address}/readyz")).status_code == 200:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert (told.status_code, told.text) == (503, "stopping")
        late = await sandbox.person("U0TOM").command("/reference", "help")  # not every balancer knows yet
        said = await ended(bot)
        await asyncio.gather(*tasks)
    assert bot.returncode == 0, said
    assert (late.status, "sellers of this programme" in (late.body or {})["text"]) == (200, True)
    assert {status for _, status, _ in sandbox.delivery.log} == {200}
    assert held(sqlite_url) == []


async def test_what_takes_too_long_is_cut_off_and_given_back(tmp_path: Path, sqlite_url: str) -> None:
    """A post that was cut off is in doubt: the next process looks for it before it posts again."""
    async with serving(tmp_path, sqlite_url, RUNG_STOP_SECONDS="3") as (sandbox, bot, settings):
        tasks = await busy(sandbox, slowness=7.0)
        await asyncio.sleep(8.0)  # direct messages are open, posts under way
        bot.terminate()
        said = await ended(bot)
        await asyncio.gather(*tasks)
        in_doubt = held(sqlite_url)
        await everything_arrives_once(sandbox, tmp_path, settings)
    assert bot.returncode == 0, said
    assert seconds_to_end(said) < 5  # three, and a slow machine
    assert in_doubt
    assert {row[1] for row in in_doubt} == {"sending"}
    assert SECRET not in said
