"""The ladder: kinds of involvement, from small favours to close partnership."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Step:
    """One activity of a ladder file.

    `phrase`: as a customer is asked for it, a thing to be asked for; `minutes` of the customer's time, in all;
    `rest_days` afterwards; `spoken`: somebody talks with them.
    """

    key: str
    name: str
    phrase: str
    rung: int
    minutes: int
    rest_days: int
    for_deals: bool
    spoken: bool


@cache
def default() -> tuple[Step, ...]:
    """The ladder that a new programme starts with, from the lowest rung up."""
    rungs = tomllib.loads((files("bot.rules") / "ladder.toml").read_text("utf-8"))["rung"]
    return tuple(
        Step(
            key=activity["key"],
            name=activity["name"],
            phrase=activity["phrase"],
            rung=number,
            minutes=activity["minutes"],
            rest_days=activity["rest_days"],
            for_deals=activity.get("for_deals", False),
            spoken=activity.get("spoken", False),
        )
        for number, rung in enumerate(rungs, start=1)
        for activity in rung["activities"]
    )
