"""Working and contact hours with instants worked out by hand; all expected times are UTC."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.rules.hours import Week, add, between, end_of, is_open, last_open, next_open, subtract, working

BERLIN = working("Europe/Berlin", "DE")
CONTACT = Week("Europe/Berlin", "DE", opens=9, closes=16, closes_friday=14)
HOUR = timedelta(hours=1)


def utc(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_summer_time_begins_over_a_weekend() -> None:
    # Friday 27 March 2026, 16:00 CET is 15:00 UTC. One hour is left; on Monday it is CEST: 10:00 is 08:00 UTC.
    friday, monday = utc(2026, 3, 27, 15), utc(2026, 3, 30, 8)
    assert add(BERLIN, friday, 2 * HOUR) == monday
    assert subtract(BERLIN, monday, 2 * HOUR) == friday
    assert between(BERLIN, friday, monday) == 2 * HOUR


def test_summer_time_ends_over_a_weekend() -> None:
    # Friday 23 October 2026, 16:00 CEST is 14:00 UTC; Monday 10:00 CET is 09:00 UTC.
    friday, monday = utc(2026, 10, 23, 14), utc(2026, 10, 26, 9)
    assert add(BERLIN, friday, 2 * HOUR) == monday
    assert subtract(BERLIN, monday, 2 * HOUR) == friday
    assert between(BERLIN, friday, monday) == 2 * HOUR


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        # 9:00 local on the Friday before and on the Monday after the change of spring 2026 (north) or autumn (south).
        ("America/New_York", utc(2026, 3, 6, 14), utc(2026, 3, 9, 13)),  # -5, then -4
        ("America/St_Johns", utc(2026, 3, 6, 12, 30), utc(2026, 3, 9, 11, 30)),  # -3:30, then -2:30
        ("Australia/Adelaide", utc(2026, 4, 2, 22, 30), utc(2026, 4, 5, 23, 30)),  # +10:30, then +9:30
        (
            "Australia/Lord_Howe",
            utc(2026, 4, 2, 22),
            utc(2026, 4, 5, 22, 30),
        ),  # +11, then +10:30: half an hour
        ("Asia/Kolkata", utc(2026, 3, 27, 3, 30), utc(2026, 3, 30, 3, 30)),  # +5:30 all year
        ("Asia/Kathmandu", utc(2026, 3, 27, 3, 15), utc(2026, 3, 30, 3, 15)),  # +5:45 all year
        (
            "Pacific/Kiritimati",
            utc(2026, 3, 26, 19),
            utc(2026, 3, 29, 19),
        ),  # +14: it is the day before in UTC
        ("Atlantis/Capital", utc(2026, 3, 27, 9), utc(2026, 3, 30, 9)),
    ],
)
def test_a_working_day_begins_at_nine_where_the_person_is(
    zone: str, before: datetime, after: datetime
) -> None:
    week = working(zone, None)
    assert is_open(week, before)
    assert not is_open(week, before - timedelta(seconds=1))
    assert add(week, before, 8 * HOUR) == before + 8 * HOUR
    assert next_open(week, before + 8 * HOUR) == after


def test_a_day_is_open_from_its_first_moment_to_just_before_its_last() -> None:
    # Tuesday 3 March 2026, CET: 9:00 is 08:00 UTC, 17:00 is 16:00 UTC.
    assert is_open(BERLIN, utc(2026, 3, 3, 8))
    assert is_open(BERLIN, utc(2026, 3, 3, 15, 59))
    assert not is_open(BERLIN, utc(2026, 3, 3, 16))
    assert not is_open(BERLIN, utc(2026, 3, 3, 7, 59))


def test_easter_closes_germany_from_thursday_to_tuesday() -> None:
    # Good Friday is 3 April 2026, Easter Monday the 6th. Thursday 16:00 CEST is 14:00 UTC.
    assert add(BERLIN, utc(2026, 4, 2, 14), 2 * HOUR) == utc(2026, 4, 7, 8)
    assert end_of(BERLIN, date(2026, 4, 6)) == utc(2026, 4, 2, 15)


def test_an_american_works_on_easter_monday_but_not_at_thanksgiving() -> None:
    week = working("America/New_York", "US")
    assert is_open(week, utc(2026, 4, 6, 15))
    # Thanksgiving is Thursday 26 November 2026: from Wednesday 17:00 EST (22:00 UTC) to Friday 9:00 (14:00 UTC).
    assert next_open(week, utc(2026, 11, 25, 22)) == utc(2026, 11, 27, 14)


@pytest.mark.parametrize("country", [None, "XX", ""])
def test_a_country_that_is_not_known_has_no_holidays(country: str | None) -> None:
    # Friday 1 January 2027, 10:00 CET.
    assert is_open(working("Europe/Berlin", country), utc(2027, 1, 1, 9))


def test_customers_are_not_reached_on_friday_afternoons() -> None:
    # Friday 6 March 2026: 13:59 CET is 12:59 UTC. Then Monday 9:00 CET, 08:00 UTC.
    assert next_open(CONTACT, utc(2026, 3, 6, 12, 59)) == utc(2026, 3, 6, 12, 59)
    assert next_open(CONTACT, utc(2026, 3, 6, 13)) == utc(2026, 3, 9, 8)
    assert last_open(CONTACT, utc(2026, 3, 8, 12)) == utc(2026, 3, 6, 13)


def test_customers_are_not_reached_after_four() -> None:
    # Tuesday 3 March 2026, 16:00 CET is 15:00 UTC.
    assert is_open(CONTACT, utc(2026, 3, 3, 14, 59))
    assert next_open(CONTACT, utc(2026, 3, 3, 15)) == utc(2026, 3, 4, 8)


def test_a_weekend_is_passed_over() -> None:
    # Saturday and Sunday, 7 and 8 March 2026: until Monday 9:00 CET.
    for day in (7, 8):
        assert next_open(BERLIN, utc(2026, 3, day, 12)) == utc(2026, 3, 9, 8)
        assert last_open(BERLIN, utc(2026, 3, day, 12)) == utc(2026, 3, 6, 16)
        assert end_of(BERLIN, date(2026, 3, day)) == utc(2026, 3, 6, 16)


def test_a_leap_day_is_a_day_like_any_other() -> None:
    # Monday 28 February 2028, 16:00 CET is 15:00 UTC: an hour left, then eight on Tuesday the 29th.
    assert add(BERLIN, utc(2028, 2, 28, 15), 9 * HOUR) == utc(2028, 2, 29, 16)
    assert add(BERLIN, utc(2028, 2, 28, 15), 10 * HOUR) == utc(2028, 3, 1, 9)
    assert end_of(BERLIN, date(2028, 2, 29)) == utc(2028, 2, 29, 16)


def test_a_wait_goes_on_in_the_new_year() -> None:
    # Thursday 31 December 2026, 16:00 CET is 15:00 UTC; Friday is New Year's Day, then a weekend.
    assert add(BERLIN, utc(2026, 12, 31, 15), 2 * HOUR) == utc(2027, 1, 4, 9)
    assert subtract(BERLIN, utc(2027, 1, 4, 9), 2 * HOUR) == utc(2026, 12, 31, 15)


def test_a_wait_that_fills_a_day_ends_at_its_close() -> None:
    # Tuesday 3 March 2026, from 9:00 to 17:00 CET; looking back from Wednesday 9:00 finds the same.
    assert add(BERLIN, utc(2026, 3, 3, 8), 8 * HOUR) == utc(2026, 3, 3, 16)
    assert subtract(BERLIN, utc(2026, 3, 4, 8), 8 * HOUR) == utc(2026, 3, 3, 8)


@pytest.mark.parametrize("closes_friday", [9, 8])
def test_a_programme_may_close_its_fridays(closes_friday: int) -> None:
    # From Thursday 5 March 2026, 17:00 CET, straight to Monday 9:00 CET.
    week = Week("Europe/Berlin", "DE", opens=9, closes=16, closes_friday=closes_friday)
    assert next_open(week, utc(2026, 3, 5, 16)) == utc(2026, 3, 9, 8)
    assert add(week, utc(2026, 3, 5, 16), HOUR) == utc(2026, 3, 9, 9)
