"""The ladder: kinds of involvement, from small favours to close partnership, as one file holds them."""

from bot.rules.ladder.reading import Fault, FaultyLadderError, read
from bot.rules.ladder.shipped import default, shipped
from bot.rules.ladder.steps import Ladder, Step
from bot.rules.ladder.writing import written

__all__ = ["Fault", "FaultyLadderError", "Ladder", "Step", "default", "read", "shipped", "written"]
