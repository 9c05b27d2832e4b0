"""Working hours and contact hours: when a person may be reached, and how long a wait really is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from holidays.registry import COUNTRIES

FRIDAY, SATURDAY = 4, 5
LONGEST_CLOSED = 30  # days; no calendar is closed for longer, so a search always ends


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of one person: Monday to Friday from `opens` to `closes`, local, without their holidays.

    `zone` is an IANA name (unknown ones count as UTC), `country` an ISO code or None for no holidays.
    """

    zone: str
    country: str | None = None
    opens: int = 9
    closes: int = 17
    closes_friday: int = 17

    def span(self, day: date) -> tuple[datetime, datetime] | None:
        """The open hours of a local day as two UTC instants, or None where it is closed."""
        if day.weekday() >= SATURDAY or is_holiday(self.country, day):
            return None
        until = self.closes_friday if day.weekday() == FRIDAY else self.closes
        if until <= self.opens:
            return None
        zone = zone_of(self.zone)
        opens = datetime.combine(day, time(self.opens), zone).astimezone(UTC)
        closes = datetime.combine(day, time(until), zone).astimezone(UTC)
        return (opens, closes) if opens < closes else None  # an hour that a clock change left out


def working(zone: str, country: str | None) -> Week:
    """The hours in which a colleague's or a customer's time counts: 9 to 17."""
    return Week(zone, country)


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def is_zone(name: str) -> bool:
    """Is this a time zone that anybody knows?"""
    return zone_of(name).key == name


@lru_cache(maxsize=4096)
def is_holiday(country: str | None, day: date) -> bool:
    if country is None or country not in _countries():
        return False
    return day in _calendar(country)


def is_country(country: str | None) -> bool:
    """Are the holidays of this ISO code known?"""
    return country in _countries()


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, tuple[str, str]]:
    """By each ISO code, of two letters or of three: the library's module, and the calendar's name in it."""
    named = ((code, (module, name)) for module, (name, *codes) in COUNTRIES.items() for code in codes)
    return {code: where for code, where in named if len(code) <= 3}


@lru_cache(maxsize=256)
def _calendar(country: str) -> holidays.HolidayBase:
    """One country's calendar, read from its own file: asked by its name, the library loads all 250 (16 MB)."""
    module, name = _countries()[country]
    file = Path(holidays.__file__).parent / "countries" / f"{module}.py"
    spec = spec_from_file_location(f"holidays.countries.{module}", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} can't be read", path=str(file))
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    calendar: holidays.HolidayBase = getattr(loaded, name)()
    return calendar


def is_open(week: Week, moment: datetime) -> bool:
    span = week.span(local_day(week, moment))
    return span is not None and span[0] <= moment < span[1]


def local_day(week: Week, moment: datetime) -> date:
    return moment.astimezone(zone_of(week.zone)).date()


def next_open(week: Week, moment: datetime) -> datetime:
    """The moment itself where it is open, otherwise the next opening."""
    day = local_day(week, moment)
    for _ in range(LONGEST_CLOSED):
        span = week.span(day)
        if span is not None and moment < span[1]:
            return max(moment, span[0])
        day += timedelta(days=1)
    return moment


def opening_before(week: Week, day: date) -> datetime:
    """When the last open day before the given one begins; that day's own midnight on a long closed calendar."""
    for back in range(1, LONGEST_CLOSED):
        span = week.span(day - timedelta(days=back))
        if span is not None:
            return span[0]
    return datetime.combine(day, time(), zone_of(week.zone)).astimezone(UTC)


def last_open(week: Week, moment: datetime) -> datetime:
    """The last open moment that is not later than the given one."""
    day = local_day(week, moment)
    for _ in range(LONGEST_CLOSED):
        span = week.span(day)
        if span is not None and moment >= span[0]:
            return min(moment, span[1])
        day -= timedelta(days=1)
    return moment


def add(week: Week, start: datetime, wait: timedelta) -> datetime:
    """The instant at which `wait` of open time has passed since `start`."""
    moment = next_open(week, start)
    while True:
        span = week.span(local_day(week, moment))
        if span is None or moment >= span[1]:  # a wait of nothing on a long closed calendar
            return moment
        if moment + wait <= span[1]:
            return moment + wait
        wait -= span[1] - moment
        moment = next_open(week, span[1])


def subtract(week: Week, end: datetime, wait: timedelta) -> datetime:
    """The latest instant from which `wait` of open time still fits before `end`."""
    moment = last_open(week, end)
    while True:
        span = week.span(local_day(week, moment))
        if span is None or moment <= span[0]:
            previous = last_open(week, (span[0] if span else moment) - timedelta(microseconds=1))
            if wait <= timedelta() or previous == moment:
                return moment
            moment = previous
            continue
        if moment - wait >= span[0]:
            return moment - wait
        wait -= moment - span[0]
        moment = last_open(week, span[0] - timedelta(microseconds=1))


def between(week: Week, start: datetime, end: datetime) -> timedelta:
    """Open time between two instants; nothing where `end` is not after `start`."""
    total = timedelta()
    day, last = local_day(week, start), local_day(week, end)
    while day <= last:
        span = week.span(day)
        if span is not None:
            total += max(timedelta(), min(end, span[1]) - max(start, span[0]))
        day += timedelta(days=1)
    return total


def end_of(week: Week, day: date) -> datetime:
    """The close of the working day on which something must be held; of the last one before, if that is closed."""
    for back in range(LONGEST_CLOSED):
        span = week.span(day - timedelta(days=back))
        if span is not None:
            return span[1]
    return datetime.combine(day, time(week.closes), zone_of(week.zone)).astimezone(UTC)
