"""The ladder that a programme starts with."""

from functools import cache
from importlib.resources import files

from bot.rules.ladder.reading import read
from bot.rules.ladder.steps import Ladder, Step


@cache
def shipped() -> Ladder:
    return read((files("bot.rules") / "ladder.yaml").read_bytes())


def default() -> tuple[Step, ...]:
    """Its activities, from the lowest rung up."""
    return shipped().steps
