"""The times around a favour: the brief before it, the question after it, and how long silence is waited for."""

from datetime import UTC, date, datetime, time, timedelta

from bot.rules.hours import Week, add, opening_before, zone_of

OVER_AT = 17  # a favour has a day and no time: it counts as over when the customer's working day ends
ASKED_AFTER = timedelta(hours=1)
WORKING_DAY = timedelta(hours=8)
REMINDED_AFTER, OVERDUE_AFTER, VERIFIED_AFTER = WORKING_DAY, 2 * WORKING_DAY, 2 * WORKING_DAY


def brief_at(reader: Week, day: date) -> datetime:
    """The day before: when the reader's last open day before that day begins."""
    return opening_before(reader, day)


def asks_at(zone: str, day: date) -> datetime:
    """An hour after the favour counts as over, in the customer's zone."""
    return datetime.combine(day, time(OVER_AT), zone_of(zone)).astimezone(UTC) + ASKED_AFTER


def remind_at(seller: Week, asked_at: datetime) -> datetime:
    return add(seller, asked_at, REMINDED_AFTER)


def overdue_at(seller: Week, reminded_at: datetime) -> datetime:
    return add(seller, reminded_at, OVERDUE_AFTER)


def verified_at(customer: Week, asked_at: datetime) -> datetime:
    """From then on it counts as held, where nobody said that it did not happen."""
    return add(customer, asked_at, VERIFIED_AFTER)
