"""Dates and times as people say them, in the reader's own zone; for customers in their language too."""

from datetime import date, datetime, timedelta

from babel.core import UnknownLocaleError
from babel.dates import format_skeleton

from bot.rules.hours import zone_of
from bot.rules.wording import ENGLISH

SOON = timedelta(days=6)  # within these a weekday's name is enough


def today(now: datetime, zone: str) -> date:
    """The day that it is in a zone."""
    return now.astimezone(zone_of(zone)).date()


def day(value: date, today: date, language: str = ENGLISH) -> str:
    """3 March, or 3 March 2027 in another year."""
    same_year = value.year == today.year
    if language != ENGLISH:
        return _in_language("MMMMd" if same_year else "yMMMMd", value, language)
    said = f"{value.day} {value:%B}"
    return said if same_year else f"{said} {value.year}"


def weekday(value: date, today: date, language: str = ENGLISH) -> str:
    """Friday 20 March."""
    if language != ENGLISH:
        return f"{_in_language('EEEE', value, language)} {day(value, today, language)}"
    return f"{value:%A} {day(value, today)}"


def when(moment: datetime, *, zone: str, now: datetime, language: str = ENGLISH) -> str:
    """Wednesday 14:00, or 3 March 14:00 where that is too far away for a weekday.

    A message stays on the screen for days, so it never says "today".
    """
    local, today = moment.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    near = timedelta() <= local - today < SOON
    if not near:
        return f"{day(local.date(), today.date(), language)} {local:%H:%M}"
    name = f"{local:%A}" if language == ENGLISH else _in_language("EEEE", local.date(), language)
    return f"{name} {local:%H:%M}"


def soon(moment: datetime, *, zone: str, now: datetime) -> str:
    """The same for what is read at once, in a form: today 16:00, tomorrow 09:00, Wednesday 14:00."""
    local, today = moment.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    away = (local.date() - today.date()).days
    if away in {0, 1}:
        return f"{'today' if away == 0 else 'tomorrow'} {local:%H:%M}"
    return when(moment, zone=zone, now=now)


def on(moment: datetime, *, zone: str, now: datetime, language: str = ENGLISH) -> str:
    """The day of a moment: 3 March."""
    return day(moment.astimezone(zone_of(zone)).date(), now.astimezone(zone_of(zone)).date(), language)


def _in_language(skeleton: str, value: date, language: str) -> str:
    """By Unicode's own patterns; English where the language is not known there."""
    try:
        return format_skeleton(skeleton, value, locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return format_skeleton(skeleton, value, locale=ENGLISH)
