"""Where customers stand on the ladder, and who moved: a chart that Slack draws, and the same in words."""

from bot.kit.text import sentence
from bot.views.blocks import context, section
from bot.views.digest.part import Part
from bot.views.ladder import population as view
from bot.views.ladder.population import Ladder


def ladder(found: Ladder) -> Part:
    moved = sentence(f"{view.moves(found)} on the ladder last week.")
    words = f"The chart in words, customers by rung: {view.in_words(found)}."
    return Part(moved, [section(f"*{moved}*"), view.chart(found), context(words)])
