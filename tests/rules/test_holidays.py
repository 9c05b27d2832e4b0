"""Each calendar is read from its own file; it has to be the one that the library gives by its name."""

from datetime import date, timedelta

import holidays

from bot.rules.hours import is_country, is_holiday

DAYS = [date(2026, 1, 1) + timedelta(days=day) for day in range(365)]


def test_every_country_of_the_library() -> None:
    codes = holidays.list_supported_countries()
    for code in codes:
        assert is_country(code)
        theirs = holidays.country_holidays(code)
        assert [day for day in DAYS if is_holiday(code, day)] == [day for day in DAYS if day in theirs], code


def test_what_is_no_country() -> None:
    for code in (None, "", "XX", "HolidaysAX", "NYSE"):
        assert not is_country(code)
        assert not is_holiday(code, DAYS[0])
