"""SQLite's own cursor, as SQLAlchemy sees it: the same rows, counts and errors, in one trip to its thread."""

from collections.abc import AsyncIterator
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import exc, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kit.database import Database

MANY = 1_000
ROWS: list[dict[str, Any]] = [{"number": number, "word": f"word {number}"} for number in range(MANY)]


@pytest.fixture
async def connection(tmp_path: Any) -> AsyncIterator[AsyncConnection]:
    database = Database(f"sqlite:///{tmp_path / 'trips.db'}")
    try:
        async with database.engine.begin() as opened:
            await opened.execute(text("CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT)"))
            await opened.execute(text("INSERT INTO words VALUES (:number, :word)"), ROWS)
            yield opened
    finally:
        await database.close()


async def test_rows_come_as_they_were_written(connection: AsyncConnection) -> None:
    found = await connection.execute(text("SELECT number, word FROM words ORDER BY number"))
    assert list(found.keys()) == ["number", "word"]
    assert found.fetchone() == (0, "word 0")
    assert found.fetchmany(2) == [(1, "word 1"), (2, "word 2")]
    assert len(found.fetchall()) == MANY - 3


async def test_it_says_how_many_rows_were_changed(connection: AsyncConnection) -> None:
    changed = await connection.execute(text("UPDATE words SET word = 'odd' WHERE number % 2"))
    assert changed.rowcount == MANY // 2
    taken = await connection.execute(text("DELETE FROM words WHERE number < 3 RETURNING number"))
    assert sorted(taken.scalars()) == [0, 1, 2]


async def test_an_error_is_sqlalchemys_and_leaves_the_connection_usable(connection: AsyncConnection) -> None:
    with pytest.raises(exc.IntegrityError):
        await connection.execute(text("INSERT INTO words VALUES (1, 'again')"))
    with pytest.raises(exc.OperationalError):
        await connection.execute(text("SELECT nothing FROM words"))
    assert await connection.scalar(text("SELECT count(*) FROM words")) == MANY


async def test_a_statement_is_one_trip(connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    trips = list[object]()
    execute: Any = aiosqlite.Connection._execute

    async def count(self: aiosqlite.Connection, made: Any, *args: Any, **named: Any) -> Any:
        trips.append(made)
        return await execute(self, made, *args, **named)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", count)
    assert len((await connection.execute(text("SELECT * FROM words"))).all()) == MANY
    await connection.execute(text("UPDATE words SET word = 'the same'"))
    assert len(trips) == 2
