"""Home of a seller: every reference, and what it waits for."""

from collections.abc import Sequence
from datetime import datetime

from bot.kit.ids import Action
from bot.views.blocks import Block, actions, button, divider, header, section
from bot.views.home.page import Tab, turns
from bot.views.reference.line import Line, reference_line


def own_references(lines: Sequence[Line], *, page: int, more: bool, zone: str, now: datetime) -> list[Block]:
    """`more`: there are older ones than this page shows."""
    ask = button("Request a reference", Action.OPEN_NEED, "home", style="primary")
    blocks = [header("Your references"), actions([ask], block_id="request")]
    if not lines:
        nothing = "None yet. Tell Rung what a deal needs, and it finds customers who are glad to be asked."
        return [*blocks, section(nothing)]
    for line in lines:
        drawn = reference_line(line, zone=zone, theirs=True, now=now)
        blocks += [*drawn.blocks, divider()]
    return [*blocks, *turns(Tab.REFERENCES, page, more=more)]
