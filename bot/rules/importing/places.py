"""Countries, languages and time zones, by name or by code."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from bot.kit.text import key
from bot.rules.hours import is_zone
from bot.rules.importing.refusals import CellError

TONGUES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "pl")  # in which names are understood
ALSO_CALLED = {"usa": "US", "uk": "GB", "great britain": "GB", "england": "GB", "united states of america": "US",
               "holland": "NL", "korea": "KR", "uae": "AE", "russian federation": "RU", "viet nam": "VN"}  # fmt: skip
IN_BRACKETS = re.compile(r"\(([A-Za-z_]+/[A-Za-z_/+-]+)\)\s*$")


@lru_cache
def _countries(tongue: str) -> Mapping[str, str]:
    found = {}
    for code, name in Locale(tongue).territories.items():
        if len(code) == 2 and code.isalpha():
            found[key(name)] = code
            found[code.lower()] = code
    return found


@lru_cache(maxsize=1)
def _country_codes() -> Mapping[str, str]:
    aliases = get_global("territory_aliases").items()
    return {code.lower(): now[0] for code, now in aliases if len(code) == 3 and code.isalpha()} | ALSO_CALLED


@lru_cache
def _languages(tongue: str) -> Mapping[str, str]:
    found = {}
    for code, name in Locale(tongue).languages.items():
        if len(code) == 2:
            found[key(name)] = code
            found[code] = code
    return found


def _in_any(names: Callable[[str], Mapping[str, str]], written: str) -> str | None:
    """By the first tongue that has it: most speak English, and each other one takes a megabyte."""
    return next((names(tongue)[written] for tongue in TONGUES if written in names(tongue)), None)


@lru_cache(maxsize=1024)
def country(text: str) -> str:
    """The two letters of a country."""
    found = _country_codes().get(key(text)) or _in_any(_countries, key(text))
    if found is None:
        raise CellError(
            "This is no country that Rung knows. Write its name in English, or its code, such as DE."
        )
    return found


@lru_cache(maxsize=1024)
def language(text: str) -> str:
    """The two letters of a language; en-GB is en."""
    found = _in_any(_languages, key(text)) or _in_any(_languages, re.split(r"[-_ (]", text.lower())[0])
    if found is None:
        raise CellError(
            "This is no language that Rung knows. Write its name in English, or its code, such as de."
        )
    return found


@lru_cache(maxsize=1024)
def zone(text: str) -> str:
    """Europe/Berlin, also as Salesforce, HubSpot or Windows write it."""
    inside = IN_BRACKETS.search(text)
    name = inside[1] if inside else text
    for found in (name, "/".join(part.title() for part in name.replace(" ", "_").split("_slash_"))):
        if is_zone(found):
            return found
    windows = get_global("windows_zone_mapping").get(text)
    if windows is None:
        raise CellError("This is no time zone. Write it like Europe/Berlin.")
    return str(windows)


@lru_cache(maxsize=512)
def zone_of_country(code: str) -> str | None:
    """The zone of a country that has one; None where it has several."""
    zones = {zone for zone, land in get_global("zone_territories").items() if land == code}
    if len(zones) > 1:
        zones &= set(get_global("windows_zone_mapping").values())
    return zones.pop() if len(zones) == 1 else None
