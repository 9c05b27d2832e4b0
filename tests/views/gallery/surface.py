"""What a view draws: one message, modal or Home."""

from dataclasses import dataclass
from typing import Any

from bot.views.blocks import Block, Drawing
from sandbox.blockrules import Surface as Where


@dataclass(frozen=True, slots=True)
class Surface:
    """`text` is the notification of a message, `view` the rest of the others."""

    name: str
    kind: Where
    blocks: list[Block]
    text: str = ""
    view: dict[str, Any] | None = None


def message(name: str, drawing: Drawing) -> Surface:
    return Surface(name, "message", drawing.blocks, drawing.text)


def modal(name: str, view: dict[str, Any]) -> Surface:
    return Surface(name, view["type"], view["blocks"], view=view)
