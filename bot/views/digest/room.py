"""Which things to decide have room in one message: of each section the first, then the others in their order."""

from collections.abc import Sequence

from bot.views.blocks import Block
from bot.views.digest.part import Part, heading

MOST_BLOCKS = 50  # of a message, Slack's limit


def dealt(parts: Sequence[Part], room: int) -> tuple[list[Block], int]:
    """At most `room` blocks, each thing whole or not at all; and how many things had no room."""
    shown = _rows(parts, room - sum(len(part.blocks) for part in parts))
    blocks = list[Block]()
    for part, count in zip(parts, shown, strict=True):
        blocks += part.blocks
        blocks += [heading(part.said, count, part.total, part.which)] if count else []
        blocks += [block for row in part.rows[:count] for block in row]
    return blocks, sum(len(part.rows) for part in parts) - sum(shown)


def _rows(parts: Sequence[Part], room: int) -> list[int]:
    """How many of each: a later section is not crowded out by a long one before it."""
    shown = [0] * len(parts)
    for most in (1, None):
        for place, part in enumerate(parts):
            for row in part.rows[shown[place] : most]:
                takes = len(row) + (shown[place] == 0)  # its heading
                if takes > room:
                    break
                room -= takes
                shown[place] += 1
    return shown
