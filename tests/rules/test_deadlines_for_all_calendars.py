"""What holds for every customer and day: nobody gets less than a fair deadline, and none is promised too late."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import (
    LARGEST_PART,
    OWNER_USUALLY,
    SHORTEST_ANSWER,
    USUAL,
    answer_by,
    earliest_day,
    expected,
    last_safe_moment,
    left,
    step_by,
)
from bot.rules.hours import Week, add, between, end_of, is_open, next_open, working
from tests.rules.calendars import MICROSECOND, THOROUGH, a_customer, countries, days, moments, zones

SECOND = timedelta(seconds=1)
ahead = st.integers(0, 21)  # days until it must be held
usual_waits = st.sampled_from([timedelta(hours=hours) for hours in (2, 4, 8)])


@given(zones, countries, moments, ahead)
@THOROUGH
def test_an_answer_has_nine_working_hours_but_at_most_half_of_the_time_left(
    zone: str, country: str | None, now: datetime, ahead: int
) -> None:
    week = working(zone, country)
    needed_on = (now + timedelta(days=ahead)).date()
    whole = between(week, now, end_of(week, needed_on))
    due = answer_by(week, now, needed_on)
    if due is None:
        assert whole / 2 < SHORTEST_ANSWER
        return
    given_time = between(week, now, due)
    assert given_time == min(USUAL.answer, whole / 2)
    assert given_time >= SHORTEST_ANSWER
    assert given_time <= whole - given_time + MICROSECOND  # half of an odd number of them is rounded
    assert now < due <= end_of(week, needed_on)


@given(a_customer(), days)
@THOROUGH
def test_up_to_the_last_safe_moment_a_customer_gets_a_fair_deadline(
    customer: tuple[Week, Week], needed_on: date
) -> None:
    week, contact = customer
    last = last_safe_moment(week, contact, needed_on)
    assert answer_by(week, last, needed_on) is not None
    assert answer_by(week, last - SECOND, needed_on) is not None
    assert is_open(contact, last) or is_open(contact, last - SECOND)


@given(a_customer(), days)
@THOROUGH
def test_after_the_last_safe_moment_nobody_new_can_be_asked(
    customer: tuple[Week, Week], needed_on: date
) -> None:
    week, contact = customer
    last = last_safe_moment(week, contact, needed_on)
    following = next_open(contact, last + SECOND)
    assert answer_by(week, following, needed_on) is None


@given(a_customer(), moments, ahead)
@THOROUGH
def test_who_can_be_asked_now_is_not_past_the_last_safe_moment(
    customer: tuple[Week, Week], now: datetime, ahead: int
) -> None:
    week, contact = customer
    needed_on = (now + timedelta(days=ahead)).date()
    opened = next_open(contact, now)
    fair = answer_by(week, opened, needed_on) is not None
    assert fair == (opened <= last_safe_moment(week, contact, needed_on))


@given(zones, countries, moments)
@THOROUGH
def test_on_the_earliest_day_owner_and_customer_still_have_their_time(
    zone: str, country: str | None, now: datetime
) -> None:
    week = working(zone, country)
    day = earliest_day(week, now)
    decided = add(week, now, OWNER_USUALLY)
    assert answer_by(week, decided, day) is not None
    assert answer_by(week, decided, day - timedelta(days=1)) is None


@given(zones, countries, moments, ahead, usual_waits)
@THOROUGH
def test_a_step_takes_its_usual_time_but_never_more_than_its_part_of_what_is_left(
    zone: str, country: str | None, now: datetime, ahead: int, usual: timedelta
) -> None:
    week = working(zone, country)
    needed_on = (now + timedelta(days=ahead)).date()
    whole = left(week, now, needed_on)
    took = between(week, now, step_by(week, now, needed_on, usual))
    assert took <= usual
    assert took <= whole * 15 / 100 + MICROSECOND
    assert took == usual or took >= whole * LARGEST_PART - MICROSECOND


@given(zones, countries, moments, ahead)
@THOROUGH
def test_three_steps_of_the_chain_leave_more_than_half_of_the_time(
    zone: str, country: str | None, now: datetime, ahead: int
) -> None:
    week = working(zone, country)
    needed_on = (now + timedelta(days=ahead)).date()
    whole, moment = left(week, now, needed_on), now
    for usual in (2, 2, 4):
        moment = step_by(week, moment, needed_on, timedelta(hours=usual))
    assert left(week, moment, needed_on) >= whole / 2


@given(zones, countries, a_customer(), moments, ahead)
@THOROUGH
def test_a_yes_is_likely_after_the_owners_and_the_customers_time(
    zone: str, country: str | None, customer: tuple[Week, Week], now: datetime, ahead: int
) -> None:
    owner, (week, contact) = working(zone, country), customer
    hope = expected(owner, week, contact, now, (now + timedelta(days=ahead)).date())
    decided = add(owner, now, OWNER_USUALLY)
    asked = next_open(contact, decided)
    assert hope.likely_by > asked >= decided
    assert between(week, asked, hope.likely_by) == USUAL.answer
