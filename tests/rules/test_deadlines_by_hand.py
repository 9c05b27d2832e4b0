"""Deadlines with instants worked out by hand; all expected times are UTC, Berlin is UTC+1 in early March."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.rules.deadlines import Expected, answer_by, earliest_day, expected, last_safe_moment, step_by
from bot.rules.hours import Week, working

BERLIN = working("Europe/Berlin", "DE")
CONTACT = Week("Europe/Berlin", "DE", opens=9, closes=16, closes_friday=14)
NEW_YORK = working("America/New_York", "US")
CONTACT_THERE = Week("America/New_York", "US", opens=9, closes=16, closes_friday=14)
HOUR = timedelta(hours=1)


def march(day: int, hour: int, minute: int = 0) -> datetime:
    """March 2026: the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "needed_on", "due"),
    [
        # Monday 10:00, plenty of time: 7 hours today and 2 tomorrow, Tuesday 11:00.
        (march(2, 9), date(2026, 3, 20), march(3, 10)),
        # Needed tomorrow: 7 + 8 hours left, half is 7.5: all of today and half an hour, Tuesday 9:30.
        (march(2, 9), date(2026, 3, 3), march(3, 8, 30)),
        # Needed today, and it is 9:00: 8 hours left, half is exactly 4: 13:00.
        (march(2, 8), date(2026, 3, 2), march(2, 12)),
        # A minute later half is less than 4.
        (march(2, 8, 1), date(2026, 3, 2), None),
        # Needed on a Sunday is needed on the Friday before it: from Friday 9:00 to 13:00.
        (march(6, 8), date(2026, 3, 8), march(6, 12)),
        (march(6, 8, 1), date(2026, 3, 8), None),
        # Approved on Saturday: 9 hours from Monday 9:00 end on Tuesday 10:00.
        (march(7, 12), date(2026, 3, 20), march(10, 9)),
        # The day has passed.
        (march(10, 9), date(2026, 3, 9), None),
    ],
)
def test_an_answer_is_due_after_nine_hours_or_half_of_the_time(
    now: datetime, needed_on: date, due: datetime | None
) -> None:
    assert answer_by(BERLIN, now, needed_on) == due


def test_an_answer_over_the_change_to_summer_time_keeps_its_hours() -> None:
    # Friday 27 March 2026, 10:00 CET: 7 hours, then 2 on Monday until 11:00 CEST, which is 09:00 UTC.
    assert answer_by(BERLIN, march(27, 9), date(2026, 4, 30)) == march(30, 9)


@pytest.mark.parametrize(
    ("needed_on", "last"),
    [
        # 8 working hours before Friday 17:00 is Friday 9:00.
        (date(2026, 3, 6), march(6, 8)),
        # Saturday and Sunday end on Friday at 17:00 as well.
        (date(2026, 3, 8), march(6, 8)),
        (date(2026, 3, 9), march(9, 8)),
    ],
)
def test_the_last_safe_moment_leaves_a_working_day(needed_on: date, last: datetime) -> None:
    assert last_safe_moment(BERLIN, CONTACT, needed_on) == last


def test_who_is_reached_from_ten_has_to_be_asked_the_day_before() -> None:
    late = Week("Europe/Berlin", "DE", opens=10, closes=16, closes_friday=14)
    # For Tuesday they would have to be asked at 9:00; on Monday they are reached until 16:00, 15:00 UTC.
    assert last_safe_moment(BERLIN, late, date(2026, 3, 3)) == march(2, 15)
    # For Monday, until Friday 14:00, 13:00 UTC.
    assert last_safe_moment(BERLIN, late, date(2026, 3, 9)) == march(6, 13)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (march(2, 8), date(2026, 3, 3)),  # Monday 9:00: 8 hours today, 2 tomorrow
        (march(2, 14), date(2026, 3, 3)),  # Monday 15:00: 2 hours today, 8 tomorrow, until its very close
        (march(2, 14, 1), date(2026, 3, 4)),  # a minute later it ends on Wednesday
        (march(6, 14), date(2026, 3, 9)),  # Friday 15:00: Monday
        (march(7, 12), date(2026, 3, 10)),  # Saturday: 10 hours from Monday 9:00
    ],
)
def test_the_earliest_day_leaves_ten_working_hours(now: datetime, day: date) -> None:
    assert earliest_day(BERLIN, now) == day


def test_the_earliest_day_passes_over_new_year() -> None:
    # Thursday 31 December 2026, 15:00 CET: 2 hours; 1 January is a holiday, a Friday; 8 hours on Monday.
    assert earliest_day(BERLIN, datetime(2026, 12, 31, 14, tzinfo=UTC)) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("needed_on", "usual", "until"),
    [
        (date(2026, 3, 6), 2, march(2, 10)),  # 40 hours left, 15 % are 6: the usual 2 hours
        (date(2026, 3, 6), 8, march(2, 14)),  # but no more than those 6
        (date(2026, 3, 2), 2, march(2, 9, 12)),  # 8 hours left, 15 % are 72 minutes
        (date(2026, 3, 20), 8, march(2, 16)),  # 120 hours left, 15 % are 18
    ],
)
def test_a_step_of_the_owners_chain_shrinks_when_time_is_short(
    needed_on: date, usual: int, until: datetime
) -> None:
    # From Monday 9:00.
    assert step_by(BERLIN, march(2, 8), needed_on, usual * HOUR) == until


def test_a_step_ends_at_once_where_no_time_is_left() -> None:
    assert step_by(BERLIN, march(3, 10), date(2026, 3, 2), 2 * HOUR) == march(3, 10)


def test_a_yes_from_another_continent_is_likely_a_day_later() -> None:
    # Monday 16:00 in Berlin: the owner has an hour today and one tomorrow, until Tuesday 10:00 (09:00 UTC).
    # New York, UTC-5, is reached from Tuesday 9:00 (14:00 UTC): 8 hours, and one on Wednesday: 15:00 UTC.
    # Needed on Friday there: asked by 9:00, 14:00 UTC; the owner has the two hours before, from 13:00 in Berlin.
    assert expected(BERLIN, NEW_YORK, CONTACT_THERE, march(2, 15), date(2026, 3, 6)) == Expected(
        likely_by=march(4, 15), last_safe=march(6, 12)
    )


def test_a_yes_that_is_decided_on_friday_afternoon_waits_for_monday() -> None:
    # Friday 11:00 in Berlin plus 2 hours is 13:00, an hour before contact ends: 4 hours, then 5 on Monday.
    assert expected(BERLIN, BERLIN, CONTACT, march(6, 10), date(2026, 3, 20)).likely_by == march(9, 13)
    # An hour and a minute later it is past 14:00: they are asked on Monday at 9:00, 9 hours end on Tuesday 10:00.
    assert expected(BERLIN, BERLIN, CONTACT, march(6, 11, 1), date(2026, 3, 20)).likely_by == march(10, 9)
