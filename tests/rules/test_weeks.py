"""When a Monday is told, for all calendars; and what is said of few."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import countries, weeks
from bot.rules.hours import SATURDAY, is_holiday, zone_of

ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
)
COUNTRIES = st.sampled_from([None, "DE", "US", "JP", "IN", "NZ", "CN"])
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(deadline=None)  # a country's calendar is made when it is first asked for
@given(ZONES, COUNTRIES, MOMENTS)
def test_it_is_told_at_eight_on_a_working_day_not_before_its_monday(
    zone: str, country: str | None, now: datetime
) -> None:
    monday = weeks.monday_of(zone, now)
    local = weeks.told_at(zone, country, monday).astimezone(zone_of(zone))
    assert (local.hour, local.minute) == (weeks.TOLD_AT, 0)
    assert local.weekday() < SATURDAY
    assert not is_holiday(country, local.date())
    assert local.date() >= monday
    before = [monday + timedelta(days=n) for n in range((local.date() - monday).days)]
    assert all(day.weekday() >= SATURDAY or is_holiday(country, day) for day in before)


@settings(deadline=None)  # a country's calendar is made when it is first asked for
@given(ZONES, COUNTRIES, MOMENTS)
def test_the_next_is_ahead_and_the_latest_is_behind(zone: str, country: str | None, now: datetime) -> None:
    ahead, behind = weeks.next_told(zone, country, now), weeks.latest(zone, country, now)
    assert weeks.told_at(zone, country, behind) <= now < ahead
    assert now < weeks.told_at(zone, country, behind + weeks.WEEK)
    assert ahead - now < timedelta(days=15)
    assert weeks.next_told(zone, country, ahead) > ahead


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/Berlin", "DE"), ("Asia/Tokyo", "JP"), ("UTC", None), ("Mars/Olympus", None)],
)
def test_the_country_of_a_zone(zone: str, country: str | None) -> None:
    assert countries.of_zone(zone) == country


def test_the_mondays_around_weeks() -> None:
    assert weeks.mondays(date(2026, 3, 9), 3) == [date(2026, 2, 23), date(2026, 3, 2), date(2026, 3, 9)]
    assert weeks.midnight("Europe/Berlin", date(2026, 3, 30)) == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_of_too_few_there_is_no_middle() -> None:
    assert weeks.middle([1.0, 2.0]) is None
    assert weeks.middle([1.0, 2.04, 9.0]) == 2.0


def test_looks_are_hourly() -> None:
    assert weeks.next_look(datetime(2026, 3, 2, 9, 59, tzinfo=UTC)) == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert weeks.next_look(datetime(2026, 3, 2, 10, tzinfo=UTC)) == datetime(2026, 3, 2, 11, tzinfo=UTC)
