"""A programme with one customer, on either database."""

from collections.abc import AsyncIterator

import pytest

from bot.kit.database import Database
from tests.eligibility.builder import Customers


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def here(database: Database) -> AsyncIterator[Customers]:
    async with database.transaction() as session:
        yield await Customers.begin(session)
