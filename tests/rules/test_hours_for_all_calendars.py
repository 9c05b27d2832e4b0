"""What holds for every zone, country and week: waiting and looking back are each other's inverse."""

from datetime import UTC, date, datetime, timedelta

import holidays
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.hours import (
    LONGEST_CLOSED,
    Week,
    add,
    between,
    end_of,
    is_holiday,
    is_open,
    last_open,
    local_day,
    next_open,
    subtract,
    working,
    zone_of,
)
from tests.rules.calendars import MICROSECOND, THOROUGH, days, moments, waits, weeks

NOTHING = timedelta()


@given(weeks(), moments)
@THOROUGH
def test_the_next_open_moment_is_open_and_never_earlier(week: Week, moment: datetime) -> None:
    found = next_open(week, moment)
    assert found >= moment
    assert is_open(week, found)
    assert between(week, moment, found) == NOTHING
    assert next_open(week, found) == found


@given(weeks(), moments)
@THOROUGH
def test_an_open_moment_is_its_own_next_and_last_one(week: Week, moment: datetime) -> None:
    opened = next_open(week, moment)
    assert last_open(week, opened) == opened
    assert is_open(week, moment) == (opened == moment)


@given(weeks(), moments)
@THOROUGH
def test_the_last_open_moment_is_never_later_and_nothing_was_open_since(week: Week, moment: datetime) -> None:
    found = last_open(week, moment)
    assert found <= moment
    assert is_open(week, found) or is_open(week, found - MICROSECOND)
    assert between(week, found, moment) == NOTHING


@given(weeks(), moments, waits)
@THOROUGH
def test_after_a_wait_exactly_that_much_open_time_has_passed(
    week: Week, start: datetime, wait: timedelta
) -> None:
    end = add(week, start, wait)
    assert between(week, start, end) == wait
    assert is_open(week, end - MICROSECOND)


# Cairo's clocks go forward at midnight: on that Friday the one open hour does not exist.
@example(Week("Africa/Cairo", None, 0, 1, 1), datetime(2024, 3, 1, tzinfo=UTC), timedelta(days=2))
@given(weeks(), moments, waits)
@THOROUGH
def test_looking_back_undoes_a_wait(week: Week, start: datetime, wait: timedelta) -> None:
    assert subtract(week, add(week, start, wait), wait) == next_open(week, start)


@given(weeks(), moments, waits)
@THOROUGH
def test_a_wait_undoes_looking_back(week: Week, end: datetime, wait: timedelta) -> None:
    start = subtract(week, end, wait)
    assert is_open(week, start)
    assert between(week, start, end) == wait
    again = add(week, start, wait)  # a close and the opening after it are the same point of open time
    assert again <= last_open(week, end)
    assert between(week, again, end) == NOTHING


@given(weeks(), moments, waits)
@THOROUGH
def test_what_lies_between_is_the_wait_from_one_to_the_other(
    week: Week, start: datetime, wait: timedelta
) -> None:
    end = last_open(week, start + wait)
    passed = between(week, start, end)
    if passed:
        assert add(week, start, passed) == end


@given(weeks(), moments, waits, waits)
@THOROUGH
def test_two_waits_are_as_long_as_their_sum(
    week: Week, start: datetime, first: timedelta, second: timedelta
) -> None:
    assert add(week, add(week, start, first), second) == add(week, start, first + second)


@given(weeks(), st.lists(moments, min_size=3, max_size=3))
@THOROUGH
def test_open_time_adds_up_and_never_runs_backwards(week: Week, three: list[datetime]) -> None:
    first = min(three)
    second, third = first + (three[1] - first) % timedelta(days=20), first + timedelta(days=20)
    assert between(week, first, second) + between(week, second, third) == between(week, first, third)
    assert between(week, third, first) == NOTHING
    assert between(week, first, first) == NOTHING


@given(weeks(), moments)
@THOROUGH
def test_no_wait_at_all_is_over_at_the_next_opening(week: Week, moment: datetime) -> None:
    assert add(week, moment, NOTHING) == next_open(week, moment)
    assert subtract(week, moment, NOTHING) == last_open(week, moment)


@given(weeks(), days)
@THOROUGH
def test_a_day_ends_at_its_close_or_at_the_one_before(week: Week, day: date) -> None:
    end = end_of(week, day)
    assert local_day(week, end) <= day
    assert not is_open(week, end)
    assert is_open(week, end - MICROSECOND)
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone_of(week.zone))
    assert between(week, end, midnight.astimezone(UTC)) == NOTHING


@given(moments)
@THOROUGH
def test_a_zone_that_nobody_knows_counts_as_utc(moment: datetime) -> None:
    assert next_open(working("Atlantis/Capital", "DE"), moment) == next_open(working("UTC", "DE"), moment)


@given(weeks(), moments)
@THOROUGH
def test_nobody_is_reached_on_a_weekend_or_a_holiday(week: Week, moment: datetime) -> None:
    day = local_day(week, next_open(week, moment))
    assert day.isoweekday() <= 5
    assert not is_holiday(week.country, day)


def test_no_country_is_closed_for_longer_than_a_search_looks() -> None:
    for country in holidays.list_supported_countries():
        week, closed = working("UTC", country), 0
        for offset in range(730):
            closed = 0 if week.span(date(2026, 1, 1) + timedelta(days=offset)) else closed + 1
            assert closed < LONGEST_CLOSED, country
