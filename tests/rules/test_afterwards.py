"""The times around a favour, checked against a calendar by hand."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.rules import afterwards
from bot.rules.hours import Week

BERLIN = ZoneInfo("Europe/Berlin")
WORKING = Week("Europe/Berlin", "DE")
CONTACT = Week("Europe/Berlin", "DE", closes=16, closes_friday=14)


def at(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("day", "briefed"),
    [
        (date(2026, 3, 12), at(3, 11, 9)),  # a Thursday: on Wednesday
        (date(2026, 3, 16), at(3, 13, 9)),  # a Monday: on Friday
        (date(2026, 3, 15), at(3, 13, 9)),  # a Sunday: on Friday
        (date(2026, 4, 7), at(4, 2, 9)),  # the Tuesday after Easter: on the Thursday before
    ],
)
def test_the_brief_comes_on_the_working_day_before(day: date, briefed: datetime) -> None:
    assert afterwards.brief_at(CONTACT, day) == briefed
    assert afterwards.brief_at(WORKING, day) == briefed


def test_a_week_that_never_opens_is_briefed_at_that_days_midnight() -> None:
    never = Week("Europe/Berlin", opens=9, closes=9, closes_friday=9)
    assert afterwards.brief_at(never, date(2026, 3, 12)) == at(3, 12, 0)


def test_the_question_comes_an_hour_after_the_customers_day_is_over() -> None:
    assert afterwards.asks_at("Europe/Berlin", date(2026, 3, 12)) == at(3, 12, 18)
    assert afterwards.asks_at("Asia/Tokyo", date(2026, 3, 12)) == datetime(2026, 3, 12, 9, tzinfo=UTC)
    assert afterwards.asks_at("Nowhere/Land", date(2026, 3, 12)) == datetime(2026, 3, 12, 18, tzinfo=UTC)


def test_one_working_day_then_two_more() -> None:
    asked = at(3, 12, 18)  # a Thursday
    reminded = afterwards.remind_at(WORKING, asked)
    assert reminded == at(3, 13, 17)
    assert afterwards.overdue_at(WORKING, reminded) == at(3, 17, 17)
    assert afterwards.verified_at(WORKING, asked) == at(3, 16, 17)
