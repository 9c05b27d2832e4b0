"""What people press in the stories, recorded once for all who try it afterwards."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults import walks
from tests.faults.recorded import Press

PARTS = 8  # that run side by side


@pytest.fixture(scope="session", params=range(PARTS))
def presses(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Press]:
    """A press of each id in one part of the stories."""
    stories = list(walks.STORIES)[request.param :: PARTS]
    place = tmp_path_factory.mktemp("presses")
    with ThreadPoolExecutor(1) as aside:  # where no test's event loop is in the way
        return aside.submit(asyncio.run, walks.record(place, stories)).result()
