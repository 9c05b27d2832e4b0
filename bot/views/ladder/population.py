"""The ladder as colleagues read it: how many stand where, who moved, and where one customer stands and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.kit.text import cut, few, foreign, listed, plural, sentence
from bot.rules.standing import Why
from bot.views import dates
from bot.views.advocate.climb import Climbed
from bot.views.blocks import Block

LABEL, MOST_BARS = 20, 20  # characters and bars, Slack's limits
NOWHERE = "not settled yet"


@dataclass(frozen=True, slots=True)
class Ladder:
    """`rungs`: number, name and how many stand there, from the lowest up; 0 are those who settled nowhere.

    `up` and `down`: how many customers moved in a week.
    """

    rungs: Sequence[tuple[int, str, int]]
    up: int
    down: int


def in_words(ladder: Ladder) -> str:
    """Not settled yet 12, Share 8, Tell 3."""
    return ", ".join(f"{foreign(name, 50)} {count}" for _, name, count in ladder.rungs)


def moves(ladder: Ladder) -> str:
    """3 customers moved up, 1 moved down."""
    told = [f"{plural(ladder.up, 'customer')} moved up"] if ladder.up else []
    if ladder.down:
        told.append(f"{ladder.down} moved down" if told else f"{plural(ladder.down, 'customer')} moved down")
    return listed(told) or "nobody moved"


def chart(ladder: Ladder) -> Block:
    shown = ladder.rungs[:MOST_BARS]
    labels = [cut(f"{number} {name}" if number else sentence(name), LABEL) for number, name, _ in shown]
    data = [{"label": label, "value": count} for label, (_, _, count) in zip(labels, shown, strict=True)]
    return {
        "type": "data_visualization",
        "title": "Where customers stand on the ladder",
        "chart": {
            "type": "bar",
            "series": [{"name": "Customers", "data": data}],
            "axis_config": {"categories": labels, "x_label": "Rung", "y_label": "Customers"},
        },
    }


def stands(found: Climbed, *, today: date) -> str:
    """Two verified at Tell since March; it lasts until 4 May 2026."""
    why, deeds = found.standing.why, found.rests_on
    if why is None or not deeds:
        return "On the ladder: not settled yet."
    rung, since = foreign(found.rung, 100), dates.month(deeds[0].done_on, today)
    because = {
        Why.SERVING: f"{foreign(deeds[-1].activity, 100)}, since {since}",
        Why.THERE: f"{few(len(deeds))} verified there since {since}",
        Why.HIGHER: f"{few(len(deeds))} verified on a higher rung since {since}",
    }[why]
    until = found.standing.until
    lasts = f" It lasts until {dates.day(until, today)} if nothing is added." if until else ""
    roles = f" Roles in 12 months: {listed(list(found.roles))}." if found.roles else ""
    return f"On the ladder at *{rung}*: {because}.{lasts}{roles}"
