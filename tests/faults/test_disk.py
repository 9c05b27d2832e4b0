"""A full disk, in small."""

import pytest

from tests.faults import disk
from tests.faults.proof import Scale


@pytest.mark.timeout(900)  # a machine may be busy
async def test_nothing_is_half_done_where_the_disk_is_full(sqlite_url: str) -> None:
    counts = (await disk.prove(sqlite_url, Scale.SHORT)).counts
    if disk.NOT_PROVEN in counts:
        pytest.skip(str(counts[disk.NOT_PROVEN]))
    assert counts["times without room"] == disk.TIMES[Scale.SHORT]
    assert counts["told that nothing was changed"]
    assert counts["messages due"] == counts["messages in Slack"]
