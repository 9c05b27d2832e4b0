"""What may stand in each field of an activity: read from how people write it, in a file or in a form."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from bot.kit.text import UNSEEN
from bot.rules.ladder.steps import CREDITS, ROLES, STARTS, Step

LONGEST_NAME, LONGEST_CONSENT, LONGEST_LINK, LONGEST_KEY = 100, 300, 1000, 50
MOST_MINUTES, MOST_REST = 60_000, 730  # a thousand hours, two years
KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")
EFFORT = re.compile(r"([0-9]{1,7}(?:\.[0-9]{1,3})?) ?(minutes?|min|hours?|h)", re.IGNORECASE)
DAYS = re.compile(r"([0-9]{1,7})(?: ?days?)?", re.IGNORECASE)
LINK = re.compile(r"https?://[^\s<>|\"\\]+")
WORDS = {"yes": True, "true": True, "no": False, "false": False}


class WrongError(ValueError):
    """A sentence that says what may stand there."""


def closest(word: str, known: Sequence[str]) -> str | None:
    """The known word that a slip of the pen may have meant."""
    return next(iter(get_close_matches(word.lower(), known, n=1)), None)


def text(most: int, typed: str) -> str:
    """One line without unseen characters."""
    line = " ".join(UNSEEN.sub("", typed).split())
    if not line:
        raise WrongError("Something has to stand here.")
    if len(line) > most:
        raise WrongError(f"{most} characters at most; these are {len(line)}.")
    return line


def key(typed: str) -> str:
    if not KEY.fullmatch(typed):
        raise WrongError(
            f"A key begins with a small letter, has small letters, digits and _, and {LONGEST_KEY} characters at most."
        )
    return typed


def effort(typed: str) -> int:
    """Whole minutes, of "30 minutes" or "1.5 hours"."""
    found = EFFORT.fullmatch(typed.strip())
    if found is None:
        raise WrongError("Write it like 30 minutes or 1.5 hours.")
    minutes = Decimal(found[1]) * (60 if found[2].lower().startswith("h") else 1)
    if minutes != int(minutes) or not 1 <= minutes <= MOST_MINUTES:
        raise WrongError("Whole minutes, from 1 minute to 1000 hours.")
    return int(minutes)


def rest(typed: str) -> int:
    found = DAYS.fullmatch(typed.strip())
    if found is None or int(found[1]) > MOST_REST:
        raise WrongError(f"A whole number of days, from 0 to {MOST_REST}.")
    return int(found[1])


def tick(typed: str) -> bool:
    if typed.lower() not in WORDS:
        raise WrongError("Write yes or no.")
    return WORDS[typed.lower()]


def one_of(known: Sequence[str], typed: str) -> str:
    if typed not in known:
        close = closest(typed, known)
        raise WrongError(f"One of {', '.join(known)}.{f' Did you mean {close}?' if close else ''}")
    return typed


def link(typed: str) -> str:
    """An address of a web page that can be pressed."""
    if len(typed) > LONGEST_LINK:
        raise WrongError(f"{LONGEST_LINK} characters at most; these are {len(typed)}.")
    if not LINK.fullmatch(typed) or not _host(typed):
        raise WrongError("This is no web page's address. It begins with https:// and has no spaces.")
    return typed


def _host(typed: str) -> bool:
    try:
        return bool(urlsplit(typed).hostname)
    except ValueError:
        return False


# By the word in the file, which is also the input in the form: how it is read, and what it is called in a step.
READ: Mapping[str, Callable[[str], Any]] = {
    "key": key,
    "name": partial(text, LONGEST_NAME),
    "phrase": partial(text, LONGEST_NAME),
    "effort": effort,
    "rest": rest,
    "for_deals": tick,
    "spoken": tick,
    "credit": partial(one_of, CREDITS),
    "role": partial(one_of, ROLES),
    "consent": partial(text, LONGEST_CONSENT),
    "start": partial(one_of, STARTS),
    "link": link,
    "lasting": tick,
}
CALLED = {"effort": "minutes", "rest": "rest_days", "consent": "consent_text", "link": "start_link"}
OPTIONAL: Mapping[str, Any] = {"for_deals": False, "spoken": False, "link": None, "lasting": False}


def step(rung: int, values: Mapping[str, Any]) -> Step:
    """An activity of values that were read, by the words of the file."""
    return Step(
        rung=rung, **{CALLED.get(name, name): value for name, value in {**OPTIONAL, **values}.items()}
    )


def link_fits(start: str, link: str | None) -> str | None:
    """Why a start and a link don't go together, as a sentence; None where they do."""
    if start == "link" and link is None:
        return "A start by link needs the link."
    if start != "link" and link is not None:
        return "A link stands only where the start is link."
    return None
