"""Clocks that jump, in small."""

import pytest

from tests.faults import clocks
from tests.faults.proof import Scale


@pytest.mark.timeout(900)  # a machine may be busy
async def test_nothing_is_lost_or_said_twice_whatever_the_clocks_do(database_url: str) -> None:
    counts = (await clocks.prove(database_url, Scale.SHORT)).counts
    assert counts["jumps of the wall clock"]
    assert counts["jumps of business time"]
    assert counts["messages due"] == counts["messages in Slack"]
