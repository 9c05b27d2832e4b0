"""Where somebody is likely to be, by their time zone: a guess for the holidays, until they say."""

from babel.core import get_global


def guess(zone: str) -> str | None:
    """The two letters of the country that a zone belongs to, or None where it belongs to none."""
    found = get_global("zone_territories").get(zone)
    return str(found) if found and len(found) == 2 and found.isalpha() else None
