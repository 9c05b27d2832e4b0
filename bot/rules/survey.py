"""The survey after a delivery: its nine questions on eight screens, and what of an answer can be taken."""

import re
from collections.abc import Mapping
from enum import IntEnum

from bot.kit.text import UNSEEN, cut

LONGEST, LONGEST_TIME, LONGEST_UNIT, LONGEST_NUMBER = 1000, 100, 50, 20
# 12, -3, 1.5 and 1,5; what has three digits behind the point or comma could mean two things.
NUMBER = re.compile(r"[-+−]?[0-9]{1,12}(?:[.,](?:[0-9]{1,2}|[0-9]{4}))?")


class Step(IntEnum):
    """Where somebody is in it."""

    HELLO = 0
    GOAL = 1
    NUMBERS = 2  # two questions: before and after
    TIME = 3
    USEFUL = 4
    CHANGE = 5
    SCORE = 6
    QUOTE = 7
    OPEN = 8


LAST = Step.OPEN
ASKED = tuple(step for step in Step if step is not Step.HELLO)
# The number of a screen's question among the nine; the screen of two questions has both.
NUMBERED: Mapping[Step, str] = {
    Step.GOAL: "1",
    Step.NUMBERS: "2, 3",
    Step.TIME: "4",
    Step.USEFUL: "5",
    Step.CHANGE: "6",
    Step.SCORE: "7",
    Step.QUOTE: "8",
    Step.OPEN: "9",
}
FIELDS: Mapping[Step, tuple[str, ...]] = {
    Step.HELLO: (),
    Step.GOAL: ("goal",),
    Step.NUMBERS: ("before", "after", "unit"),
    Step.TIME: ("time_to_value",),
    Step.USEFUL: ("most_useful",),
    Step.CHANGE: ("to_change",),
    Step.SCORE: ("score",),
    Step.QUOTE: ("quoting",),
    Step.OPEN: ("open_to",),
}
NUMBERS = frozenset({"before", "after"})
MOST: Mapping[str, int] = {
    "goal": LONGEST,
    "most_useful": LONGEST,
    "to_change": LONGEST,
    "time_to_value": LONGEST_TIME,
    "unit": LONGEST_UNIT,
}


def number(typed: str) -> str | None:
    """A number with a point for its decimals, as it was typed otherwise; None for anything else."""
    written = typed.strip()
    if not NUMBER.fullmatch(written):
        return None
    return written.replace(",", ".").replace("−", "-").removeprefix("+")


def words(name: str, typed: str) -> str:
    """Free words as they are kept: without what nobody sees, and not longer than there is room for."""
    return cut(UNSEEN.sub("", typed).strip(), MOST[name])


def paragraphs(said: Mapping[str, str]) -> tuple[str, ...]:
    """Which paragraphs a draft has, by the keys of their templates; nothing where there is nothing to quote.

    `said` holds what was answered, without what was left empty.
    """
    if "most_useful" not in said:
        return ()
    numbers = ("draft_numbers",) if {"before", "after"} <= said.keys() else ()
    time = ("draft_time",) if numbers and "time_to_value" in said else ()
    goal = ("draft_goal",) if "goal" in said and numbers else ()
    return (*goal, "draft_useful", *numbers, *time)


def is_story(found: tuple[str, ...]) -> bool:
    """More than a quote: where it began, and where it led."""
    return "draft_goal" in found
