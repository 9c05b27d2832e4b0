"""What one replica commits, another one sends at once: NOTIFY tells it, long before it would look by itself."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection

import psycopg
import pytest

import app
from bot.kit.bell import Bell
from bot.kit.database import Database
from bot.kit.waits import Waits
from tests.replicas.waiting import SOON, until
from tests.world import World, small_world

pytestmark = pytest.mark.postgresql
RARELY = 100.0  # times the usual wait between two looks


@contextlib.asynccontextmanager
async def idle_replica(world: World) -> AsyncIterator[app.Rung]:
    """It hardly ever looks by itself."""
    settings = world.rung.settings.model_copy(update={"patience": RARELY})
    async with app.running(settings, world.clock) as other:
        yield other


async def listeners(url: str) -> list[int]:
    """The processes of the server that wait for a ring."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        found = await connection.execute("SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN rung'")
        return [pid for (pid,) in await found.fetchall()]


async def until_listening(url: str, count: int, *, beside: Collection[int] = ()) -> None:
    async def enough() -> bool:
        return len(set(await listeners(url)) - set(beside)) >= count

    await until(enough)


@pytest.mark.parametrize("settled_url", ["postgresql"], indirect=True)
async def test_a_commit_here_is_sent_from_there(settled_url: str) -> None:
    async with small_world(settled_url, settled=True) as world, idle_replica(world):
        await until_listening(settled_url, 2)
        world.rung.outbox.stop()  # from now on only the other one sends
        await world.shortlist(world.tom)
        await world.tom.submit()

        async def told() -> bool:
            return bool(world.tom.dm)

        await until(told)
        assert "needed by" in world.text(world.tom.dm[-1])


@pytest.mark.parametrize("settled_url", ["postgresql"], indirect=True)
async def test_a_connection_that_was_cut_is_made_again(settled_url: str) -> None:
    database, heard = Database(settled_url), asyncio.Event()
    there, here = Bell(database, Waits().times(0.1)), Bell(database, Waits())
    tasks = [asyncio.create_task(there.run(heard.set)), asyncio.create_task(here.run(lambda: None))]
    try:
        await until_listening(settled_url, 2)
        before = await listeners(settled_url)
        async with await psycopg.AsyncConnection.connect(settled_url, autocommit=True) as connection:
            await connection.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) pid", [before])
        await until_listening(settled_url, 2, beside=before)
        heard.clear()
        here.ring()
        async with asyncio.timeout(SOON):
            await heard.wait()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        await database.close()


@pytest.mark.parametrize("settled_url", ["postgresql"], indirect=True)
async def test_many_commits_make_few_rings_and_nobody_hears_their_own(settled_url: str) -> None:
    database, heard, own = Database(settled_url), list[int](), list[int]()
    there, here = Bell(database, Waits()), Bell(database, Waits())
    tasks = [
        asyncio.create_task(there.run(lambda: heard.append(1))),
        asyncio.create_task(here.run(lambda: own.append(1))),
    ]
    try:
        await until_listening(settled_url, 2)
        for _ in range(200):
            here.ring()
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.3)
        assert 1 < len(heard) < 10
        assert own == [1]  # it looked when it began to listen
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        await database.close()
