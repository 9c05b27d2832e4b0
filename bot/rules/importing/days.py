"""Days as spreadsheets and CRMs write them."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.rules.importing.refusals import CellError

EXCEL_BEGINS = date(1899, 12, 30)  # day 0, with Excel's own leap day of 1900 counted in
EXCEL = range(18_264, 73_051)  # serial numbers of 1950 to 2099
NUMBER = re.compile(r"(\d{5})(?:\.\d+)?")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
POINTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,? .*)?")
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:,? .*)?")
MONTHS_IN_YEAR = 12
NO_DAY = "This is no day. Write it like 2026-03-31."


class DateOrder(StrEnum):
    """How a date like 03/04/2026 is read."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@lru_cache(maxsize=4096)
def read(text: str, order: DateOrder | None) -> date:
    """A day; raises CellError for what is none. `order` is that of the column."""
    if found := ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := POINTED.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := SLASHED.fullmatch(text):
        shown = shows(text) or order or DateOrder.DAY_FIRST
        day, month = (1, 2) if shown is DateOrder.DAY_FIRST else (2, 1)
        return _day(found[3], found[month], found[day])
    if (found := NUMBER.fullmatch(text)) and int(found[1]) in EXCEL:
        return EXCEL_BEGINS + timedelta(days=int(found[1]))
    raise CellError(NO_DAY)


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise CellError("There is no such day in the calendar.") from None


def is_slashed(text: str) -> bool:
    """Is it a date whose day and month could be either?"""
    return SLASHED.fullmatch(text.strip()) is not None


def shows(text: str) -> DateOrder | None:
    """What a slashed date says of its column: 31/12/2026 has the day first. None: it could be either."""
    found = SLASHED.fullmatch(text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    if first > MONTHS_IN_YEAR >= second:
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if second > MONTHS_IN_YEAR >= first else None


def decided(seen: Iterable[DateOrder]) -> DateOrder | None:
    """The one order that all of these agree on."""
    orders = set(seen)
    return orders.pop() if len(orders) == 1 else None
