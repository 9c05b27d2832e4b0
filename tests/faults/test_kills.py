"""In small what `make faults` proves in full: replicas are killed under a load, and everything is counted."""

import pytest

from tests.faults import kills
from tests.faults.proof import Scale

pytestmark = pytest.mark.timeout(600)


async def test_kills_at_each_point_and_at_random(database_url: str) -> None:
    proof = await kills.alone(database_url, Scale.SHORT)
    assert proof.counts["kills"] == 9
    assert proof.counts["references"] == 40


@pytest.mark.postgresql
async def test_one_of_three_replicas_is_killed(postgresql_url: str) -> None:
    proof = await kills.side_by_side(postgresql_url, Scale.SHORT)
    assert proof.counts["kills"] == 2
    assert proof.counts["references"] == 40
