"""The ladder: kinds of involvement, from small favours to close partnership."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Step:
    """One activity of a ladder file. `minutes` of the customer's time, in all; `rest_days` afterwards."""

    key: str
    name: str
    rung: int
    minutes: int
    rest_days: int
    for_deals: bool


def default() -> list[Step]:
    """The ladder that a new programme starts with, from the lowest rung up."""
    rungs = tomllib.loads((files("bot.rules") / "ladder.toml").read_text("utf-8"))["rung"]
    return [
        Step(
            key=activity["key"],
            name=activity["name"],
            rung=number,
            minutes=activity["minutes"],
            rest_days=activity["rest_days"],
            for_deals=activity.get("for_deals", False),
        )
        for number, rung in enumerate(rungs, start=1)
        for activity in rung["activities"]
    ]
