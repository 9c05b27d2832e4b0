"""When a quarter is looked back on."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import quarters
from bot.rules.hours import zone_of

BERLIN, AUCKLAND = "Europe/Berlin", "Pacific/Auckland"


@pytest.mark.parametrize(
    ("begins", "country", "told"),
    [
        (date(2026, 1, 1), "DE", "2026-01-02T09:00"),  # after New Year's Day
        (date(2026, 4, 1), "DE", "2026-04-01T09:00"),
        (date(2026, 7, 1), None, "2026-07-01T09:00"),
        (date(2026, 10, 1), "DE", "2026-10-01T09:00"),
        (date(2028, 1, 1), "DE", "2028-01-03T09:00"),  # a Saturday
    ],
)
def test_the_first_working_day(begins: date, country: str | None, told: str) -> None:
    moment = quarters.told_at(BERLIN, country, begins)
    assert moment.astimezone(zone_of(BERLIN)).isoformat()[:16] == told


def test_names() -> None:
    assert quarters.name(date(2026, 1, 1)) == "2026Q1"
    assert quarters.named("2026Q4") == (date(2026, 10, 1), date(2027, 1, 1))
    assert quarters.before(date(2026, 1, 1)) == date(2025, 10, 1)
    with pytest.raises(ValueError, match="month"):
        quarters.named("2026Q5")


@given(
    now=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda each: each.replace(tzinfo=UTC)),  # noqa: DTZ001
    zone=st.sampled_from([BERLIN, AUCKLAND, "America/Los_Angeles", "Nowhere/At_All"]),
    country=st.sampled_from(["DE", "NZ", None]),
)
def test_each_quarter_is_told_once_and_in_order(now: datetime, zone: str, country: str | None) -> None:
    latest, following = quarters.latest(zone, country, now), quarters.next_told(zone, country, now)
    told = quarters.told_at(zone, country, quarters.after(latest))
    assert told <= now < following
    assert following == quarters.told_at(zone, country, quarters.after(quarters.after(latest)))
    assert quarters.latest(zone, country, following) == quarters.after(latest)
    assert quarters.named(quarters.name(latest)) == (latest, quarters.after(latest))
