"""A programme with one customer, on either database.

The tests share one database of each kind, each in a programme of its own whose ids are those of all the
others: what one test leaves behind must not matter to the next. One engine also compiles the statement once.
"""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.kit.database import Database
from tests.databases import Maker
from tests.eligibility.builder import Customers


@pytest.fixture(scope="package", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shared_url(request: pytest.FixtureRequest) -> Iterator[str]:
    maker: Maker = request.getfixturevalue(f"{request.param}_maker")
    url = maker.fresh("eligibility")
    yield url
    maker.drop(url)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def database(shared_url: str) -> AsyncIterator[Database]:
    opened = Database(shared_url)
    yield opened
    await opened.close()


@pytest_asyncio.fixture(loop_scope="package")
async def here(database: Database) -> AsyncIterator[Customers]:
    async with database.transaction() as session:
        yield await Customers.begin(session)
