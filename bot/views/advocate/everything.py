"""All that is kept on a customer, word for word and page by page: in a window or on Home, never in a message."""

from collections.abc import Iterator
from datetime import datetime

from bot.kit.text import UNSEEN, foreign
from bot.rules.wording import Wording
from bot.views.advocate.frame import back, head, paragraphs, turn_to
from bot.views.advocate.values import Entries, OwnPage, Part
from bot.views.blocks import Block, section

PAGE = 40  # lines
PIECE = 500  # characters of a line, before they are made safe: nothing is cut off
SAFE = 6  # times as long, at most, is what they become
SEPARATOR = " · "


def everything(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:  # noqa: ARG001
    lines = [line for each in page.everything for line in _lines(each)]
    last = max(0, (len(lines) - 1) // PAGE)
    at = min(page.place - Part.EXPORT, last)
    newer = [turn_to(wording, "export_back", Part.EXPORT + at - 1)] if at else []
    older = [turn_to(wording, "export_on", Part.EXPORT + at + 1)] if at < last else []
    return [
        head(wording, "export_title"),
        section(wording.say("export_intro", page=str(at + 1), pages=str(last + 1))),
        *paragraphs(lines[at * PAGE : (at + 1) * PAGE]),
        back(wording, *newer, *older, to=Part.KEPT),
    ]


def not_here(wording: Wording) -> list[Block]:
    """In a message, which others may read."""
    return [section(wording.say("export_not_here")), back(wording, to=Part.KEPT)]


def _lines(entries: Entries) -> Iterator[str]:
    yield f"*{foreign(entries.about)}*"
    for row in entries.rows:
        yield from _pieces(SEPARATOR.join(f"{name}: {said}" for name, said in row))


def _pieces(text: str) -> Iterator[str]:
    """A line, as several where it is long: broken at a space where there is one."""
    rest = " ".join(UNSEEN.sub("", text).split())
    mark = "• "
    while rest:
        at = rest.rfind(" ", PIECE // 2, PIECE) if len(rest) > PIECE else len(rest)
        at = at if at > 0 else PIECE
        yield mark + foreign(rest[:at], PIECE * SAFE)
        rest, mark = rest[at:].strip(), "   "
