"""Dates and times as people say them, in the reader's own zone."""

from datetime import date, datetime, timedelta

from bot.rules.hours import zone_of

SOON = timedelta(days=6)  # within these a weekday's name is enough


def day(value: date, today: date) -> str:
    """3 March, or 3 March 2027 in another year."""
    said = f"{value.day} {value:%B}"
    return said if value.year == today.year else f"{said} {value.year}"


def weekday(value: date, today: date) -> str:
    """Friday 20 March."""
    return f"{value:%A} {day(value, today)}"


def when(moment: datetime, *, zone: str, now: datetime) -> str:
    """Wednesday 14:00, or 3 March 14:00 where that is too far away for a weekday.

    A message stays on the screen for days, so it never says "today".
    """
    local, today = moment.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    near = timedelta() <= local - today < SOON
    return f"{local:%A} {local:%H:%M}" if near else f"{day(local.date(), today.date())} {local:%H:%M}"


def soon(moment: datetime, *, zone: str, now: datetime) -> str:
    """The same for what is read at once, in a form: today 16:00, tomorrow 09:00, Wednesday 14:00."""
    local, today = moment.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    away = (local.date() - today.date()).days
    if away in {0, 1}:
        return f"{'today' if away == 0 else 'tomorrow'} {local:%H:%M}"
    return when(moment, zone=zone, now=now)


def on(moment: datetime, *, zone: str, now: datetime) -> str:
    """The day of a moment: 3 March."""
    return day(moment.astimezone(zone_of(zone)).date(), now.astimezone(zone_of(zone)).date())
