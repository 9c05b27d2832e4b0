"""What all parts of a customer's own page share."""

from collections.abc import Iterable

from bot.kit.ids import Action, variant
from bot.rules.wording import Wording
from bot.views.advocate.values import Part
from bot.views.blocks import SECTION_TEXT, Block, Element, actions, button, header, section


def head(wording: Wording, key: str) -> Block:
    return header(wording.label(key))


def turn_to(wording: Wording, key: str, place: int) -> Element:
    """A button to another part of the page."""
    return button(wording.label(key), variant(Action.OWN_PAGE, str(place)), str(place))


def back(wording: Wording, *others: Element, to: Part = Part.OVERVIEW) -> Block:
    return actions([*others, turn_to(wording, "page_back", to)], block_id="back")


def paragraphs(lines: Iterable[str]) -> list[Block]:
    """The lines as sections, as many in each as Slack takes."""
    texts: list[str] = []
    for line in lines:
        joined = f"{texts[-1]}\n{line}" if texts else line
        if texts and len(joined) <= SECTION_TEXT:
            texts[-1] = joined
        else:
            texts.append(line[:SECTION_TEXT])
    return [section(text) for text in texts]
