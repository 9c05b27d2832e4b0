"""What all parts of a customer's own page share."""

from collections.abc import Sequence

from bot.kit.ids import Action, variant
from bot.rules.wording import Wording
from bot.views.advocate.values import Part
from bot.views.blocks import SECTION_TEXT, Block, Element, actions, button, header, section

LINES = 5  # in one section


def head(wording: Wording, key: str) -> Block:
    return header(wording.label(key))


def turn_to(wording: Wording, key: str, place: int) -> Element:
    """A button to another part of the page."""
    return button(wording.label(key), variant(Action.OWN_PAGE, str(place)), str(place))


def back(wording: Wording, *others: Element, to: Part = Part.OVERVIEW) -> Block:
    return actions([*others, turn_to(wording, "page_back", to)], block_id="back")


def paragraphs(lines: Sequence[str]) -> list[Block]:
    """The lines as sections: a few in each, fewer where Slack would not take them."""
    texts: list[list[str]] = []
    for line in lines:
        fits = texts and len("\n".join([*texts[-1], line])) <= SECTION_TEXT
        if fits and len(texts[-1]) < LINES:
            texts[-1].append(line)
        else:
            texts.append([line])
    return [section("\n".join(text)) for text in texts]
