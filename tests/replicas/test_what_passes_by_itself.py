"""What fails by something that passes is done once more, and where that does not help people are told."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.database import Database
from bot.kit.errors import AwayError, BotError
from tests.servers import Server

ALREADY = "That was noted before."
NOTE = "INSERT INTO compatible_schema (revision) VALUES ('noted')"


@asynccontextmanager
async def opened(url: str, *, within: float = 20.0) -> AsyncIterator[Database]:
    database = Database(url, answers_within=within)
    try:
        yield database
    finally:
        await database.close()


async def noted(session: AsyncSession) -> int:
    found = await session.execute(text("SELECT count(*) FROM compatible_schema WHERE revision = 'noted'"))
    return int(found.scalar_one())


async def note(session: AsyncSession) -> str:
    """As a turn does: once, and a sentence where it was done before."""
    if await noted(session):
        raise BotError(ALREADY)
    await session.execute(text(NOTE))
    return "noted"


async def cut(session: AsyncSession, url: str) -> None:
    """The session's connection is lost, as if its server had been stopped."""
    mine = (await session.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as other:
        await other.execute("SELECT pg_terminate_backend(%s, 5000)", [mine])


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_that_lock_each_other_out_are_both_done(database_url: str) -> None:
    async with opened(database_url) as database:
        async with database.transaction() as session:
            await session.execute(text("INSERT INTO compatible_schema VALUES ('a'), ('b')"))
        met, tries = asyncio.Barrier(2), list[str]()

        async def lock(first: str, second: str, session: AsyncSession) -> None:
            tries.append(first)
            touch = text("UPDATE compatible_schema SET revision = revision WHERE revision = :it")
            await session.execute(touch, {"it": first})
            if len(tries) <= 2:
                await met.wait()
            await session.execute(touch, {"it": second})

        await asyncio.gather(
            database.run(lambda session: lock("a", "b", session)),
            database.run(lambda session: lock("b", "a", session)),
        )
        assert len(tries) > 2


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_lock_that_is_held_on_to_is_not_waited_for(database_url: str) -> None:
    async with opened(database_url) as database:
        async with await psycopg.AsyncConnection.connect(database_url) as other:
            await other.execute("LOCK TABLE compatible_schema IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(AwayError, match="Try again in a minute"):
                await database.run(note)
        assert await database.run(note) == "noted"


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_connection_lost_in_the_middle_is_made_again(database_url: str) -> None:
    async with opened(database_url) as database:
        tries = 0

        async def work(session: AsyncSession) -> str:
            nonlocal tries
            tries += 1
            done = await note(session)
            if tries == 1:
                await cut(session, database_url)
            return done

        assert await database.run(work) == "noted"
        async with database.reading() as session:
            assert (tries, await noted(session)) == (2, 1)


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_commit_whose_answer_was_lost_is_not_called_a_refusal(database_url: str) -> None:
    async with opened(database_url) as database:
        tries = 0

        async def work(session: AsyncSession) -> str:
            nonlocal tries
            tries += 1
            done = await note(session)
            if tries == 1:  # the server commits, and nobody hears of it
                await session.execute(text("COMMIT"))
                await cut(session, database_url)
            return done

        with pytest.raises(BotError) as said:
            await database.run(work)
        assert "may be noted already" in said.value.user_message
        assert ALREADY in said.value.user_message
        async with database.reading() as session:
            assert (tries, await noted(session)) == (2, 1)


async def test_what_does_not_pass_is_not_tried_again(database_url: str) -> None:
    async with opened(database_url) as database:
        tries = 0

        async def work(session: AsyncSession) -> None:
            nonlocal tries
            tries += 1
            await session.execute(text("SELECT 1 FROM nowhere"))

        with pytest.raises(Exception, match="nowhere"):
            await database.run(work)
        assert tries == 1


async def test_a_second_writer_of_the_file_is_not_waited_for_any_longer(sqlite_url: str) -> None:
    async with opened(sqlite_url, within=0.5) as database:
        assert await database.run(noted) == 0
        other = sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AwayError):
            await database.run(note)
        assert await database.run(noted, writes=False) == 0
        other.execute("ROLLBACK")
        other.close()
        database._within = 20.0
        assert await database.run(note) == "noted"


async def test_a_full_disk_is_a_sentence_and_nothing_is_half_done(sqlite_url: str) -> None:
    async with opened(sqlite_url, within=5.0) as database:

        async def fill(session: AsyncSession, *, most: str = "1") -> None:
            connection = await session.connection()
            await connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")
            await note(session)
            filler = text("INSERT INTO compatible_schema (revision) VALUES (:it)")
            await session.execute(filler, [{"it": f"{number:032}"} for number in range(2_000)])

        with pytest.raises(AwayError) as said:
            await database.run(fill)
        assert "full" in str(said.value.__cause__)
        assert await database.run(noted, writes=False) == 0
        await database.run(lambda session: fill(session, most="1000000"))
        assert await database.run(noted, writes=False) == 1


@pytest.mark.postgresql
async def test_a_server_that_is_away_is_said_and_found_again(own_server: Server) -> None:
    url = own_server.maker.fresh("away")
    async with opened(url, within=2.5) as database:
        assert await database.run(note) == "noted"
        own_server.stop()
        began = asyncio.get_running_loop().time()
        with pytest.raises(AwayError):
            await database.run(note)
        assert asyncio.get_running_loop().time() - began < 3.0
        own_server.start()
        assert await database.run(noted, writes=False) == 1


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_how_a_connection_is_set_and_that_the_url_wins(database_url: str) -> None:
    async def settings(session: AsyncSession) -> tuple[str, ...]:
        names = ("application_name", "lock_timeout", "statement_timeout")
        return tuple([(await session.execute(text(f"SHOW {name}"))).scalar_one() for name in names])

    async with opened(database_url) as database:
        async with database.reading() as session:
            assert await settings(session) == ("rung", "1500ms", "10s")
        async with database.transaction(patient=True) as session:
            assert await settings(session) == ("rung", "10s", "10min")
        async with database.reading() as session:  # whoever has the connection next is in a hurry again
            assert await settings(session) == ("rung", "1500ms", "10s")
    own = make_url(database_url).update_query_dict(
        {"application_name": "mine", "options": "-c lock_timeout=7s"}
    )
    async with opened(own.render_as_string(hide_password=False)) as database, database.reading() as session:
        assert await settings(session) == ("mine", "7s", "0")
