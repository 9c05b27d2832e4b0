"""What a few stories press, recorded once for all short forms."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.databases import Maker, SqliteMaker, quick_place
from tests.faults import walks
from tests.faults.races import A_FEW
from tests.faults.recorded import Press


@pytest.fixture(scope="session")
def recorded() -> Iterator[list[Press]]:
    with (
        TemporaryDirectory(prefix="rung-recorded-", dir=quick_place()) as place,
        ThreadPoolExecutor(1) as aside,
    ):
        yield aside.submit(asyncio.run, walks.record(Path(place), A_FEW)).result()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def maker(request: pytest.FixtureRequest) -> Maker:
    """Makes databases of either kind."""
    made: Maker = request.getfixturevalue(f"{request.param}_maker")
    return made


@pytest.fixture
def orders(sqlite_maker: Maker) -> SqliteMaker:
    assert isinstance(sqlite_maker, SqliteMaker)
    return sqlite_maker
