"""Numbers, money and sizes, as people and programs write them."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel.core import get_global

from bot.rules.importing.refusals import CellError
from bot.rules.matching import SIZES

LARGEST = 2**31 - 1  # what the database keeps in one number
SIGNS = {"€": "EUR", "£": "GBP"}  # a dollar sign may be anybody's dollar
MARKED = re.compile(
    r"^([A-Za-z]{3}|[^\w\s.,'’+-]{1,2})?\s*([+-]?[\d.,'’\s]+)\s*([A-Za-z]{3}|[^\w\s.,'’+-]{1,2})?$"
)
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
NO_MONEY = "This is no amount of money. Write it like 240000 or 240,000.00."
NO_NUMBER = "This is no whole number."
SIZE_BEGINS = (1, 200, 1000, 5000)


@dataclass(frozen=True, slots=True)
class Money:
    """Whole units, and the currency where the cell itself says it."""

    amount: int
    currency: str | None = None


def number(text: str) -> int:
    """A whole number; 12.0 counts, 12.5 does not."""
    exact = _decimal(text, NO_NUMBER)
    if exact != exact.to_integral_value():
        raise CellError(NO_NUMBER)
    if exact < 0:
        raise CellError("This is below zero.")
    return int(exact)


def score(text: str) -> int:
    found = number(text)
    if not 0 <= found <= 10:
        raise CellError("An answer is 0 to 10.")
    return found


def money(text: str) -> Money:
    """“1.234,56”, “1,234.56”, “€ 240,000”: rounded to whole units."""
    found = MARKED.match(text)
    if found is None:
        raise CellError(NO_MONEY)
    mark = found[1] or found[3]
    named = SIGNS.get(mark) or (currency(mark) if mark and mark.isalpha() else None)
    exact = _decimal(found[2], NO_MONEY)
    if exact < 0:
        raise CellError("This amount is below zero.")
    return Money(int(exact.quantize(Decimal(1), ROUND_HALF_UP)), named)


def currency(text: str) -> str:
    code = SIGNS.get(text, text).upper()
    if code not in get_global("all_currencies"):
        raise CellError("No currency has this code. Write it like EUR, USD or GBP.")
    return code


def size(text: str) -> int:
    """The band of a number of employees, or of a range such as 200-999 or 10,001+."""
    if text in SIZES:
        return SIZES.index(text)
    ends = [part for part in re.split(r"\s*(?:-|–|\bto\b)\s*", text.rstrip("+ ")) if part]
    if not 1 <= len(ends) <= 2:
        raise CellError("This is neither a number of people nor a range like 200-999.")
    counted = [_decimal(end, "This is neither a number of people nor a range like 200-999.") for end in ends]
    middle = sum(counted, Decimal(0)) / len(counted)
    return max(sum(middle >= begin for begin in SIZE_BEGINS) - 1, 0)


def _decimal(text: str, reason: str) -> Decimal:
    bare = re.sub(r"[\s'’]", "", text)
    point, comma = bare.rfind("."), bare.rfind(",")
    if GROUPED.fullmatch(bare.lstrip("+-")) and not (point >= 0 and comma >= 0):
        bare = re.sub(r"[.,]", "", bare)
    elif comma > point:
        bare = bare.replace(".", "").replace(",", ".")
    else:
        bare = bare.replace(",", "")
    if not PLAIN.fullmatch(bare):
        raise CellError(reason)
    exact = Decimal(bare)
    if abs(exact) > LARGEST:
        raise CellError(f"This is larger than {LARGEST:,}.")
    return exact
