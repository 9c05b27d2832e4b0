"""Some of the stranger days, hour by hour."""

import pytest

from tests.faults import days
from tests.faults.proof import Scale


@pytest.mark.timeout(900)  # a machine may be busy
@pytest.mark.parametrize("passage", days.PLAYED[Scale.SHORT], ids=lambda each: each.name)
async def test_nobody_hears_from_us_at_night_twice_or_never(sqlite_url: str, passage: days.Passage) -> None:
    counts = await days.gone_by(sqlite_url, passage)
    assert counts["references"] == 2
    assert counts["deadlines"]
    assert counts["Mondays"] == 1
