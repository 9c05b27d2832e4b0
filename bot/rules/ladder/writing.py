"""A ladder as the file that holds it."""

import sys
from collections.abc import Iterator

import yaml

from bot.kit.text import duration, plural
from bot.rules.ladder.steps import Ladder, Step

HEADER = """\
# The ladder: rungs from the lowest up, on each its activities.
# key: never changes, what was done is kept by it · name: as colleagues read it
# phrase: the favour as a thing, as it fits all sentences for customers: “Glad to be asked for …”, “Would you help
#   with …?”, “I'd be open to …” (so without “your” and “our”)
# effort: of the customer's time, in all · rest: how long they are left alone afterwards
# credit: full (it brings the deal), partial (it helps one), none · role: advocate, influencer, contributor
# consent: what a yes to this kind allows
# start: what a yes to a proposal leads to: form (they write it here), owner (their contact gets in touch),
#   link (a page; then also link: https://…)
# for_deals: sellers may ask for it · spoken: somebody talks with the customer · lasting: it is served for a time
"""


def written(ladder: Ladder) -> str:
    return HEADER + "\n".join(["rungs:", *_lines(ladder)]) + "\n"


def _lines(ladder: Ladder) -> Iterator[str]:
    for number, name in enumerate(ladder.names, start=1):
        yield f"  - rung: {number}"
        yield f"    name: {_scalar(name)}"
        yield "    activities:"
        for step in ladder.on(number):
            first, *others = (f"{word}: {value}" for word, value in _fields(step))
            yield f"      - {first}"
            yield from (f"        {line}" for line in others)


def _fields(step: Step) -> Iterator[tuple[str, str]]:
    yield "key", _scalar(step.key)
    yield "name", _scalar(step.name)
    yield "phrase", _scalar(step.phrase)
    yield "effort", duration(step.minutes)
    yield "rest", plural(step.rest_days, "day")
    yield "credit", step.credit
    yield "role", step.role
    yield "consent", _scalar(step.consent_text)
    yield "start", step.start
    if step.start_link is not None:
        yield "link", _scalar(step.start_link)
    for word in ("for_deals", "spoken", "lasting"):
        if getattr(step, word):
            yield word, "yes"


def _scalar(value: str) -> str:
    """As YAML writes it on one line: in quotes where it needs them."""
    dumped: str = yaml.safe_dump(value, allow_unicode=True, width=sys.maxsize)
    return dumped.removesuffix("...\n").rstrip("\n")
