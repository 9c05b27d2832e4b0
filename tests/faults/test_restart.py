"""The proof in restart.py, in small."""

import pytest

from tests.faults import restart
from tests.faults.proof import Scale


@pytest.mark.postgresql
async def test_postgresql_is_restarted_while_people_work() -> None:
    counts = (await restart.prove(Scale.SHORT)).counts
    assert counts["restarts"] == 1
    assert int(counts["forms written down"]) >= 36
