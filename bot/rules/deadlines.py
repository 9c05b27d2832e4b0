"""How long owners and customers have, and when it is too late to begin."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.rules.hours import Week, add, between, end_of, last_open, local_day, next_open, subtract

SHORTEST_ANSWER = timedelta(hours=4)  # less than that is not a fair question
LARGEST_PART = 0.15  # of the time left, for each step of the owner's chain
OWNER_USUALLY = timedelta(hours=2)
TIGHT = timedelta(hours=3 * 8)  # three working days


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long each is waited for at most, in their working hours; a programme may set its own."""

    remind: timedelta = timedelta(hours=2)
    backup: timedelta = timedelta(hours=2)  # after the reminder: 4 in all
    managers: timedelta = timedelta(hours=4)  # after the backup: 8 in all
    managers_have: timedelta = timedelta(hours=4)
    answer: timedelta = timedelta(hours=9)  # the customer's


USUAL = Clocks()


@dataclass(frozen=True, slots=True)
class Expected:
    """What a seller may hope for: a yes is likely by then; after the other instant it is too late to begin."""

    likely_by: datetime
    last_safe: datetime


def left(week: Week, now: datetime, needed_on: date) -> timedelta:
    """Working time until the end of the day on which it must be held."""
    return between(week, now, end_of(week, needed_on))


def tight(week: Week, now: datetime, needed_on: date) -> bool:
    """Fewer than three working days are left, so that two customers may be asked at once."""
    return left(week, now, needed_on) < TIGHT


def answer_by(week: Week, now: datetime, needed_on: date, clocks: Clocks = USUAL) -> datetime | None:
    """The customer's deadline: 9 of their working hours, or what the programme gives, at most half of the time left.

    None where that half is under 4 hours: nobody new is asked.
    """
    half = left(week, now, needed_on) / 2
    return None if half < SHORTEST_ANSWER else add(week, now, min(clocks.answer, half))


def last_safe_moment(working: Week, contact: Week, needed_on: date) -> datetime:
    """The last moment inside contact hours at which the customer still gets a fair deadline."""
    return last_open(contact, subtract(working, end_of(working, needed_on), 2 * SHORTEST_ANSWER))


def earliest_day(week: Week, now: datetime) -> date:
    """The first day for which an owner can still decide and a customer still gets a fair deadline."""
    return local_day(week, add(week, now, OWNER_USUALLY + 2 * SHORTEST_ANSWER))


def step_by(week: Week, now: datetime, needed_on: date, usual: timedelta) -> datetime:
    """When a step of the owner's chain ends: the usual wait, but never more than 15 % of the time left."""
    return add(week, now, min(usual, left(week, now, needed_on) * LARGEST_PART))


def expected(
    owner: Week, customer: Week, contact: Week, now: datetime, needed_on: date, *, clocks: Clocks = USUAL
) -> Expected:
    """Likely: 2 of the owner's working hours, the next contact hour, then 9 of the customer's working hours.

    The last safe moment is the seller's: the owner still has their 2 hours before the customer's last one.
    """
    reached = next_open(contact, add(owner, now, OWNER_USUALLY))
    last_for_owner = subtract(owner, last_safe_moment(customer, contact, needed_on), OWNER_USUALLY)
    return Expected(add(customer, reached, clocks.answer), last_for_owner)
