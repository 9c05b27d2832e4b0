"""Days that somebody chooses ahead."""

from datetime import UTC, date, datetime, time, timedelta

from bot.kit.errors import FormError
from bot.rules import hours

DAY = "until"  # the input, in each of the forms
LONGEST = timedelta(days=366)  # whatever is decided ahead is looked at again within a year


def begins(day: date, zone: str, *, now: datetime) -> datetime:
    """The first instant of a day to come, where the person who chose it lives; raises FormError for another day."""
    today = hours.local_day(hours.working(zone, None), now)
    if day <= today:
        raise FormError({DAY: "Choose a day from tomorrow on."})
    if day > today + LONGEST:
        raise FormError({DAY: "Choose a day within a year."})
    return datetime.combine(day, time(), hours.zone_of(zone)).astimezone(UTC)


def until(day: date, zone: str, *, now: datetime) -> date:
    """A last day, today or later; raises FormError for another day."""
    today = hours.local_day(hours.working(zone, None), now)
    if day < today:
        raise FormError({DAY: "That day has passed. Choose a day from today on."})
    if day > today + LONGEST:
        raise FormError({DAY: "Choose a day within a year."})
    return day
