"""What people would change, for managers: the list behind `/rung requirements`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.kit.ids import Action, Form, variant
from bot.kit.text import foreign, foreign_lines
from bot.views import dates
from bot.views.blocks import Block, actions, button, context, modal, section

NONE = "Nobody has said yet what they would change. The survey after a delivery asks for it."
EXPORT = "`rung export requirements --to a-folder` writes all of them as a file."


@dataclass(frozen=True, slots=True)
class Wish:
    """What one person would change."""

    text: str
    title: str
    account: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Wishes:
    """One page of them."""

    rows: Sequence[Wish]
    page: int
    more: bool
    zone: str
    now: datetime


def wishes_view(shown: Wishes) -> dict[str, Any]:
    blocks: list[Block] = [_row(each, shown) for each in shown.rows] or [section(NONE)]
    turns = [
        *([button("Newer", variant(Action.WISHES_PAGE, "newer"), str(shown.page - 1))] if shown.page else []),
        *([button("Older", variant(Action.WISHES_PAGE, "older"), str(shown.page + 1))] if shown.more else []),
    ]
    return modal(
        Form.WISHES,
        "What they would change",
        [*blocks, *([actions(turns)] if turns else []), context(EXPORT)],
    )


def _row(wish: Wish, shown: Wishes) -> Block:
    day = dates.on(wish.said_at, zone=shown.zone, now=shown.now)
    who = f"*{foreign(wish.title, 100)}, {foreign(wish.account, 100)}*, {day}"
    return section(f"{who}\n{foreign_lines(wish.text, 1200)}")
