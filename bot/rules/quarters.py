"""A programme's quarters: when the one that ended is looked back on, around holidays and clock changes."""

from datetime import UTC, date, datetime, time, timedelta

from bot.rules.hours import LONGEST_CLOSED, Week, zone_of

TOLD_AT = 9  # o'clock, on the first working day
MONTHS = 3


def first_day(day: date) -> date:
    """Of the quarter that a day is in."""
    return day.replace(month=(day.month - 1) // MONTHS * MONTHS + 1, day=1)


def after(begins: date) -> date:
    """The first day of the next quarter."""
    return first_day(begins + timedelta(days=31 * MONTHS))


def before(begins: date) -> date:
    """The first day of the quarter before."""
    return first_day(begins - timedelta(days=1))


def name(begins: date) -> str:
    """2026Q1."""
    return f"{begins.year}Q{(begins.month - 1) // MONTHS + 1}"


def named(quarter: str) -> tuple[date, date]:
    """The first day of a quarter by its name, and of the next one. Raises ValueError for what is no name."""
    year, _, number = quarter.partition("Q")
    begins = date(int(year), (int(number) - 1) * MONTHS + 1, 1)
    return begins, after(begins)


def told_at(zone: str, country: str | None, begins: date) -> datetime:
    """When the quarter that ended as this one began is looked back on."""
    week = Week(zone, country, opens=TOLD_AT)
    for later in range(LONGEST_CLOSED):
        span = week.span(begins + timedelta(days=later))
        if span is not None:
            return span[0]
    return datetime.combine(begins, time(TOLD_AT), zone_of(zone)).astimezone(UTC)


def next_told(zone: str, country: str | None, now: datetime) -> datetime:
    """The first such moment that is still to come."""
    begins = before(first_day(now.astimezone(zone_of(zone)).date()))
    while (moment := told_at(zone, country, begins)) <= now:
        begins = after(begins)
    return moment


def latest(zone: str, country: str | None, now: datetime) -> date:
    """The first day of the quarter that was looked back on, or should have been, last."""
    begins = first_day(now.astimezone(zone_of(zone)).date())
    while told_at(zone, country, begins) > now:
        begins = before(begins)
    return before(begins)
