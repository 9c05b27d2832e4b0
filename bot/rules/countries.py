"""Countries, for their holidays: which one a time zone lies in, and what it is called."""

from functools import lru_cache

from babel import Locale
from babel.core import get_global

from bot.rules.hours import is_country


@lru_cache(maxsize=512)
def of_zone(zone: str) -> str | None:
    """The two letters of the country that a time zone lies in, where its holidays are known"""
    country = get_global("zone_territories").get(zone)
    return country if is_country(country) else None


def named(code: str) -> str:
    """Its English name; the code itself where it has none."""
    return str(Locale("en").territories.get(code, code))
