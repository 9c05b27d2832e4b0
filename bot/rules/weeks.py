"""A programme's weeks: when its Monday is told, around holidays and clock changes, and what is counted of them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from statistics import median

from bot.rules.hours import LONGEST_CLOSED, Week, zone_of

TOLD_AT = 8  # o'clock, on Monday
WEEK = timedelta(days=7)
ENOUGH = 20  # under so many a share is said in numbers, not in per cent
ENOUGH_FOR_A_MEDIAN = 3


def monday_of(zone: str, moment: datetime) -> date:
    """The Monday of the week that it is in a zone."""
    day = moment.astimezone(zone_of(zone)).date()
    return day - timedelta(days=day.weekday())


def told_at(zone: str, country: str | None, monday: date) -> datetime:
    """When a week's Monday is told: at 8:00, on the next working day where it is a holiday."""
    week = Week(zone, country, opens=TOLD_AT)
    for later in range(LONGEST_CLOSED):
        span = week.span(monday + timedelta(days=later))
        if span is not None:
            return span[0]
    return datetime.combine(monday, time(TOLD_AT), zone_of(zone)).astimezone(UTC)


def next_told(zone: str, country: str | None, now: datetime) -> datetime:
    """The first such moment that is still to come."""
    monday = monday_of(zone, now) - WEEK
    while (moment := told_at(zone, country, monday)) <= now:
        monday += WEEK
    return moment


def latest(zone: str, country: str | None, now: datetime) -> date:
    """The Monday that was told, or should have been, last."""
    monday = monday_of(zone, now)
    while told_at(zone, country, monday) > now:
        monday -= WEEK
    return monday


SWEPT_AT = 9  # o'clock, on Tuesday


def swept_at(zone: str, country: str | None, monday: date) -> datetime:
    """When a week is looked through for next steps: Tuesday at 9:00, on the next working day where that is none."""
    week, tuesday = Week(zone, country, opens=SWEPT_AT), monday + timedelta(days=1)
    for later in range(LONGEST_CLOSED):
        span = week.span(tuesday + timedelta(days=later))
        if span is not None:
            return span[0]
    return datetime.combine(tuesday, time(SWEPT_AT), zone_of(zone)).astimezone(UTC)


def next_swept(zone: str, country: str | None, now: datetime) -> datetime:
    """The first such moment that is still to come."""
    monday = monday_of(zone, now) - WEEK
    while (moment := swept_at(zone, country, monday)) <= now:
        monday += WEEK
    return moment


def mondays(last: date, weeks: int) -> list[date]:
    """So many Mondays up to this one, the oldest first: they bound one week less than there are."""
    return [last - WEEK * back for back in reversed(range(weeks))]


def midnight(zone: str, day: date) -> datetime:
    """When a day begins there."""
    return datetime.combine(day, time(), zone_of(zone)).astimezone(UTC)


def middle(days: Sequence[float]) -> float | None:
    """The median, where there are enough to speak of one."""
    return round(median(days), 1) if len(days) >= ENOUGH_FOR_A_MEDIAN else None


def next_look(now: datetime) -> datetime:
    """The next full hour."""
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
