"""What customers read: the texts that Rung comes with, a programme's own in their place, and what may stand in one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from string import Formatter

from bot.kit.text import escape, listed

ENGLISH = "en"
LONGEST = 1000
LONGEST_LABEL = 75  # Slack's limit for a button
LABELS = ("Button", "The menu")  # what `about` begins with where a text is a label
# What the names in braces may look like, for whoever edits a text.
SAMPLES: Mapping[str, str] = {
    "owner": "Anna Schmidt",
    "company": "Brightwell",
    "decider": "Ben Okafor",
    "speaker": "Anna Schmidt, your contact at Brightwell",
    "activity": "a reference call",
    "minutes": "60 minutes",
    "needed": "Friday 20 March",
    "prospect": "a fintech company in Germany with 200–999 people that is choosing a product like ours",
    "reasons": "you use the product they are looking at and you are in the same industry",
    "topics": "prices",
    "seller": "Tom Reyes",
    "due": "Tuesday 10:30",
    "day": "3 March",
    "number": "3",
    "before": "11",
    "after": "4",
    "unit": "days",
    "until": "Friday 10:30",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text: where it stands, its wording, and what it may name in braces."""

    about: str
    text: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A programme's texts in one language; what it did not write itself reads as Rung wrote it, in English."""

    language: str = ENGLISH
    own: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **values: str) -> str:
        """A text as mrkdwn; the values are safe mrkdwn already. Raises KeyError for a key that nobody wrote."""
        return escape(self._template(key)).format_map(values)

    def label(self, key: str, **values: str) -> str:
        """A text as plain text, for a button or a menu."""
        return self._template(key).format_map(values)

    def _template(self, key: str) -> str:
        return self.own.get(key) or defaults()[key].text


@cache
def defaults() -> Mapping[str, Text]:
    """Rung's own texts by key, in the order in which a customer meets them."""
    written = tomllib.loads((files("bot.rules") / "wording.toml").read_text("utf-8"))
    return {
        key: Text(
            text["about"], text["text"], frozenset(_named(text["text"])) | frozenset(text.get("may", ()))
        )
        for key, text in written.items()
    }


def problem(key: str, written: str) -> str | None:
    """Why a text can't be taken, as a sentence; None where it can."""
    if not written.strip():
        return "Write a text, or go back to Rung's own."
    if len(escape(written)) > LONGEST:
        return f"That is too long: {LONGEST} characters at most."
    if defaults()[key].about.startswith(LABELS) and len(written.strip()) > LONGEST_LABEL:
        return f"That is too long for a button: {LONGEST_LABEL} characters at most."
    try:
        named = list(_named(written))
    except ValueError:
        return "A brace stands alone. Names are written like {company}, with both braces."
    may = defaults()[key].may
    unknown = sorted({name for name in named if name not in may})
    if unknown:
        offered = listed([f"{{{name}}}" for name in sorted(may)]) or "no names at all"
        return f"{{{unknown[0]}}} is not known here. This text may use {offered}."
    return None


def previewed(template: str, *, company: str) -> str:
    """A text that can be taken, as mrkdwn, with something in the place of each name.

    `company` is safe mrkdwn already. A name without a sample stands for itself.
    """
    samples = dict(SAMPLES) | {"company": company}
    return escape(template).format_map({name: samples.get(name, name) for name in _named(template)})


def _named(template: str) -> list[str]:
    """The names in braces; raises ValueError for anything else that a format string could do."""
    found = []
    for _, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        if spec or conversion:
            raise ValueError(template)
        found.append(name)
    return found
