"""Looking at the database: it changes nothing, and costs no statement that has to be prepared anew."""

import pytest
from sqlalchemy import exc, text

from bot.kit.database import Database

LOOK = "SELECT count(*) FROM program"
PREPARED = text(
    "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT count(*) FROM program%'"
)
OFTEN = 10  # more often than psycopg looks before it prepares


@pytest.mark.parametrize(
    "write", ["DELETE FROM program", "CREATE TABLE words (word TEXT)", "UPDATE member SET name = 'Nobody'"]
)
async def test_a_look_refuses_to_write(sqlite_url: str, write: str) -> None:
    database = Database(sqlite_url)
    try:
        with pytest.raises(exc.SQLAlchemyError, match="readonly"):
            async with database.reading() as session:
                await session.execute(text(write))
    finally:
        await database.close()


@pytest.mark.postgresql
async def test_a_look_keeps_what_is_prepared(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    try:
        for _ in range(OFTEN):
            async with database.reading() as session:
                await session.scalar(text(LOOK))
        async with database.reading() as session:
            assert await session.scalar(PREPARED) == 1
    finally:
        await database.close()
