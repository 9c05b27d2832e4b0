"""A walk of the schema: two at once, and one whose table somebody is using for long."""

import asyncio

import psycopg
import pytest

from bot.kit.errors import BotError
from migrations import runner
from tests.migrations.rows import columns


async def test_two_that_migrate_at_once_walk_once(database_url: str) -> None:
    newest = columns(database_url)
    runner.downgrade(database_url, "base")
    await asyncio.gather(*(runner.upgrade_apart(database_url) for _ in range(2)))
    assert columns(database_url) == newest


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_long_reader_is_not_queued_behind(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    runner.downgrade(database_url, "0006")  # what comes after it changes tables that are read
    before = columns(database_url)
    monkeypatch.setattr(runner, "TRIES", 2)
    with psycopg.connect(database_url) as reader:
        for table in before:
            reader.execute(f'LOCK TABLE "{table}" IN ACCESS SHARE MODE'.encode())
        with pytest.raises(BotError, match="in use, so nothing was changed"):
            runner.upgrade(database_url, pause=0.0)
        with psycopg.connect(database_url) as other:  # nobody waits behind the walk
            other.execute("SET lock_timeout = '1s'")
            other.execute("SELECT count(*) FROM message")
    assert columns(database_url) == before
    runner.upgrade(database_url)
    assert columns(database_url) != before
