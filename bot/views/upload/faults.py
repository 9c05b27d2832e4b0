"""The cells of a dropped file that can't be taken: the first ones in the message, all of them in a window."""

from collections.abc import Sequence
from typing import Any

from bot.kit.ids import Action, Form, encode, variant
from bot.kit.text import cut, foreign, plural
from bot.rules.importing.words import place
from bot.views.blocks import Block, actions, button, context, modal, section
from models.upload import Upload

FIRST = 20
PAGE = 50
TOGETHER = 4  # in one section, so that the longest of them fit into it
LONGEST_REASON = 400


def first_faults(upload: Upload) -> list[Block]:
    return _sections(upload.faults[:FIRST])


def faults_view(upload: Upload, page: int) -> dict[str, Any]:
    """A window with one page of them."""
    begins = page * PAGE
    shown, left = upload.faults[begins : begins + PAGE], len(upload.faults) - begins - PAGE
    blocks = _sections(shown) or [section("The rows of this report are no longer kept. Drop the file again.")]
    if left <= 0 and upload.more_faults and shown:
        more = plural(upload.more_faults, "more cell")
        blocks.append(context(f"{more} can't be taken. Mend these first, then drop the file again."))
    turned = [
        *([_turn(upload, "Before", "before", page - 1)] if page else []),
        *([_turn(upload, "More", "more", page + 1)] if left > 0 else []),
    ]
    return modal(
        Form.FAULTS, "Faulty rows", [*blocks, *([actions(turned, block_id="pages")] if turned else [])]
    )


def _turn(upload: Upload, label: str, which: str, page: int) -> dict[str, Any]:
    return button(label, variant(Action.FAULTS_PAGE, which), encode(upload.id, str(page)))


def _sections(faults: Sequence[Sequence[Any]]) -> list[Block]:
    lines = [_line(*fault) for fault in faults]
    return [section("\n".join(lines[n : n + TOGETHER])) for n in range(0, len(lines), TOGETHER)]


def _line(line: int, column: str, value: str, reason: str) -> str:
    where = place(line, foreign(column, 100) if column else "")
    found = f" “{foreign(value, 150)}”" if value else ""
    return f"• {where}{found}: {foreign(cut(reason, LONGEST_REASON), LONGEST_REASON)}"
