"""Dates as people say them, in the reader's own zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.hours import zone_of
from bot.views import dates
from tests.rules.calendars import THOROUGH, moments, zones

BERLIN, KOLKATA, HONOLULU = "Europe/Berlin", "Asia/Kolkata", "Pacific/Honolulu"
MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)  # 9:30 in Berlin, 14:00 in Kolkata, Sunday 22:30 in Honolulu


def march(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2026, 3, 3), "3 March"),
        (date(2026, 12, 31), "31 December"),
        (date(2027, 1, 1), "1 January 2027"),
        (date(2025, 12, 31), "31 December 2025"),
        (date(2028, 2, 29), "29 February 2028"),
    ],
)
def test_a_day_names_its_year_only_where_it_is_another(value: date, said: str) -> None:
    assert dates.day(value, date(2026, 3, 2)) == said


def test_a_weekday_stands_before_the_day() -> None:
    assert dates.weekday(date(2026, 3, 20), date(2026, 3, 2)) == "Friday 20 March"
    assert dates.weekday(date(2028, 2, 29), date(2026, 3, 2)) == "Tuesday 29 February 2028"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (march(2, 8, 30), "today 09:30"),
        (march(2, 22, 59), "today 23:59"),
        (march(2, 23), "Tuesday 00:00"),  # "tomorrow" would be wrong on the day after it was drawn
        (march(3, 13), "Tuesday 14:00"),
        (march(8, 8, 29), "Sunday 09:29"),  # a minute before six days
        (march(8, 8, 30), "8 March 09:30"),  # six days: a weekday could be taken for the wrong one soon
        (march(20, 13), "20 March 14:00"),
        (march(2, 8, 29), "2 March 09:29"),  # what has passed is never told by its weekday
        (march(30, 7), "30 March 09:00"),  # in summer time by then
        (datetime(2027, 1, 1, 8, tzinfo=UTC), "1 January 2027 09:00"),
    ],
)
def test_a_moment_in_a_message_is_a_weekday_while_it_is_near(moment: datetime, said: str) -> None:
    assert dates.when(moment, zone=BERLIN, now=MONDAY) == said


@pytest.mark.parametrize(
    ("zone", "said"),
    [(BERLIN, "today 21:00"), (KOLKATA, "Tuesday 01:30"), (HONOLULU, "Monday 10:00"), ("", "today 20:00")],
)
def test_a_moment_is_told_in_the_readers_zone(zone: str, said: str) -> None:
    assert dates.when(march(2, 20), zone=zone, now=MONDAY) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (march(2, 15), "today 16:00"),
        (march(2, 8), "today 09:00"),  # has passed, but is today
        (march(3, 8), "tomorrow 09:00"),
        (march(4, 8), "Wednesday 09:00"),
        (march(7, 8), "Saturday 09:00"),
        (march(8, 8), "Sunday 09:00"),
        (march(8, 9), "8 March 10:00"),
        (march(1, 8), "yesterday 09:00"),
        (datetime(2026, 2, 28, 8, tzinfo=UTC), "28 February 09:00"),
        (datetime(2027, 3, 3, 8, tzinfo=UTC), "3 March 2027 09:00"),
    ],
)
def test_what_is_read_at_once_may_say_today(moment: datetime, said: str) -> None:
    assert dates.soon(moment, zone=BERLIN, now=MONDAY) == said


def test_today_is_the_readers_day_and_not_ours() -> None:
    # 20:00 UTC on Monday is Tuesday in Kolkata, and it is already Monday afternoon there now.
    assert dates.soon(march(2, 20), zone=KOLKATA, now=MONDAY) == "tomorrow 01:30"
    assert dates.soon(march(2, 20), zone=HONOLULU, now=MONDAY) == "tomorrow 10:00"
    assert dates.soon(march(2, 9), zone=HONOLULU, now=MONDAY) == "today 23:00"


@pytest.mark.parametrize(("zone", "said"), [(BERLIN, "2 March"), (KOLKATA, "3 March"), (HONOLULU, "2 March")])
def test_the_day_of_a_moment_is_that_of_the_reader(zone: str, said: str) -> None:
    assert dates.on(march(2, 20), zone=zone, now=MONDAY) == said


@given(moments, zones, st.timedeltas(timedelta(), timedelta(days=40)))
@THOROUGH
def test_a_message_says_today_only_of_today_and_a_weekday_only_when_it_is_the_next_of_its_name(
    now: datetime, zone: str, ahead: timedelta
) -> None:
    said = dates.when(now + ahead, zone=zone, now=now)
    local = (now + ahead).astimezone(zone_of(zone))
    assert said.endswith(f"{local:%H:%M}")
    assert "tomorrow" not in said
    days = (local.date() - now.astimezone(zone_of(zone)).date()).days
    if said.startswith("today"):
        assert days == 0
    elif said.startswith(f"{local:%A}"):
        assert days <= 6
    else:
        assert said.startswith(f"{local.day} {local:%B}")
        assert days >= 6 - 1  # an hour of summer time may be missing from six days


def test_where_the_reader_is_elsewhere_or_has_another_language_today_has_its_name() -> None:
    moment = march(2, 15)
    assert dates.when(moment, zone=BERLIN, now=MONDAY, named=True) == "Monday 16:00"
    assert dates.when(moment, zone=BERLIN, now=MONDAY, language="de") == "Montag 16:00"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 2, 28), "28 February"),
        (date(2026, 3, 1), "yesterday"),
        (date(2026, 3, 2), "today"),
        (date(2026, 3, 3), "tomorrow"),
        (date(2026, 3, 4), "Wednesday"),
        (date(2026, 3, 7), "Saturday"),
        (date(2026, 3, 8), "8 March"),
        (date(2027, 3, 3), "3 March 2027"),
    ],
)
def test_a_day_that_is_read_at_once_is_as_near_as_people_say_it(day: date, said: str) -> None:
    assert dates.near(day, date(2026, 3, 2)) == said


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("today 16:00", "today 16:00"),
        ("tomorrow 09:00", "tomorrow 09:00"),
        ("Wednesday 14:00", "on Wednesday 14:00"),
        ("3 March 14:00", "on 3 March 14:00"),
    ],
)
def test_after_a_verb_a_day_has_its_preposition(said: str, stated: str) -> None:
    assert dates.stated(said) == stated


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("de", "en", "German"),
        ("de", "de", "Deutsch"),
        ("pt-BR", "en", "Portuguese (Brazil)"),
        ("xx-nowhere", "en", "xx-nowhere"),
        ("?", "en", "?"),
    ],
)
def test_a_language_is_told_by_its_name(code: str, language: str, name: str) -> None:
    assert dates.language_name(code, language) == name


def test_customers_read_dates_in_their_language() -> None:
    day = date(2026, 3, 20)
    assert dates.weekday(day, date(2026, 3, 2), "de") == "Freitag 20. März"
    assert dates.day(day, date(2025, 3, 2), "fr") == "20 mars 2026"
    moment = datetime(2026, 3, 4, 13, 0, tzinfo=UTC)
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert dates.when(moment, zone="Europe/Berlin", now=now, language="de") == "Mittwoch 14:00"
    assert dates.on(moment, zone="Europe/Berlin", now=now, language="sv") == "4 mars"


def test_a_language_that_nobody_speaks_is_english() -> None:
    day, today = date(2026, 3, 20), date(2026, 3, 2)
    assert dates.weekday(day, today, "xx-nowhere") == "Friday 20 March"
    assert dates.weekday(day, today, "not a language") == "Friday 20 March"


def test_a_month_names_its_year_only_where_it_is_another() -> None:
    today = date(2026, 3, 2)
    assert dates.month(date(2026, 3, 12), today) == "March"
    assert dates.month(date(2025, 11, 4), today) == "November 2025"
    assert dates.month(date(2026, 3, 12), today, "de") == "März"
    assert dates.month(date(2025, 11, 4), today, "de-AT") == "November 2025"
    assert dates.month(date(2026, 3, 12), today, "xx-unknown") == "March"
