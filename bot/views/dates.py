"""Dates and times as people say them, in the reader's own zone; for customers in their language too."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from bot.rules.hours import zone_of
from bot.rules.wording import ENGLISH

SOON = timedelta(days=6)  # within these a weekday's name is enough
CLOSE = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def today(now: datetime, zone: str) -> date:
    """The day that it is in a zone."""
    return now.astimezone(zone_of(zone)).date()


def day(value: date, today: date, language: str = ENGLISH) -> str:
    """3 March, or 3 March 2027 in another year."""
    same_year, locale = value.year == today.year, _locale(language)
    if locale is not None:
        return format_skeleton("MMMMd" if same_year else "yMMMMd", value, locale=locale)
    said = f"{value.day} {value:%B}"
    return said if same_year else f"{said} {value.year}"


def aged(value: date, today: date) -> str:
    """A day on which something was known, and how long that is ago: 23 February, 7 days ago."""
    days = (today - value).days
    ago = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    return f"{day(value, today)}, {ago}"


def month(value: date, today: date, language: str = ENGLISH) -> str:
    """March, or March 2027 in another year."""
    same_year, locale = value.year == today.year, _locale(language)
    if locale is not None:  # a month alone has no skeleton of its own
        return str(format_date(value, "LLLL" if same_year else "LLLL y", locale=locale))
    return f"{value:%B}" if same_year else f"{value:%B} {value.year}"


def weekday(value: date, today: date, language: str = ENGLISH) -> str:
    """Friday 20 March."""
    return f"{_name(value, language)} {day(value, today, language)}"


def near(value: date, today: date) -> str:
    """A day for what is read at once, in a form or a window: today, tomorrow, Wednesday, 3 March."""
    away = value - today
    if away.days in CLOSE:
        return CLOSE[away.days]
    return _name(value, ENGLISH) if timedelta() <= away < SOON else day(value, today)


def when(moment: datetime, *, zone: str, now: datetime, language: str = ENGLISH, named: bool = False) -> str:
    """A moment in a message: today 16:00, Wednesday 14:00, 3 March 14:00 where a weekday would mislead.

    A message stays on the screen for days, so "tomorrow" would soon be wrong. What is still to come today is
    drawn anew when its time comes. With `named`, and in other languages, that day, too, has its name: in a mail,
    or in somebody else's zone, "today" is another day.
    """
    local, today = moment.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    ahead = timedelta() <= local - today < SOON
    if ahead and local.date() == today.date() and not named and _locale(language) is None:
        said = CLOSE[0]
    else:
        said = _name(local.date(), language) if ahead else day(local.date(), today.date(), language)
    return f"{said} {local:%H:%M}"


def soon(moment: datetime, *, zone: str, now: datetime) -> str:
    """The same for what is read at once: yesterday 17:00, today 16:00, tomorrow 09:00, Wednesday 14:00."""
    local, today = moment.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    away = (local.date() - today.date()).days
    return f"{CLOSE[away]} {local:%H:%M}" if away in CLOSE else when(moment, zone=zone, now=now)


def stated(said: str) -> str:
    """A moment or a day as it follows a verb: (comes) on Wednesday 14:00, (comes) today 16:00."""
    return said if said.startswith(tuple(CLOSE.values())) else f"on {said}"


def on(moment: datetime, *, zone: str, now: datetime, language: str = ENGLISH) -> str:
    """The day of a moment: 3 March."""
    return day(moment.astimezone(zone_of(zone)).date(), now.astimezone(zone_of(zone)).date(), language)


def language_name(code: str, language: str = ENGLISH) -> str:
    """A language by its name, in the reader's own: German, Deutsch; the code itself where nobody knows it."""
    try:
        return Locale.parse(code, sep="-").get_display_name(_locale(language) or ENGLISH) or code
    except (UnknownLocaleError, ValueError):
        return code


def _name(value: date, language: str) -> str:
    locale = _locale(language)
    return f"{value:%A}" if locale is None else str(format_date(value, "EEEE", locale=locale))


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale | None:
    """Whose patterns are used; None for English, and where the language is not known."""
    if language == ENGLISH:
        return None
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
