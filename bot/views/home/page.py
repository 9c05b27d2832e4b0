"""The frame of Home: tabs for whoever has more than one, pages for lists, a word for whoever has no role."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from bot.kit.ids import Action, encode, variant
from bot.views.blocks import Block, actions, button, context, section


class Tab(StrEnum):
    DECISIONS = "decisions"
    REFERENCES = "references"
    CUSTOMERS = "customers"
    ASKED = "asked"
    ABOUT_ME = "about_me"


LABELS = {
    Tab.DECISIONS: "To decide",
    Tab.REFERENCES: "References",
    Tab.CUSTOMERS: "Customers",
    Tab.ASKED: "Asked of you",
    Tab.ABOUT_ME: "About you",
}


def home_view(tabs: Sequence[Tab], tab: Tab | None, blocks: Sequence[Block]) -> dict[str, Any]:
    """Home with one of the tabs open; with none the person has no role here."""
    if tab is None:
        return {"type": "home", "blocks": _stranger()}
    choice = [actions([_choose(each, chosen=each is tab) for each in tabs], block_id="tabs")]
    return {"type": "home", "blocks": [*(choice if len(tabs) > 1 else []), *blocks]}


def _choose(tab: Tab, *, chosen: bool) -> dict[str, Any]:
    return button(LABELS[tab], variant(Action.HOME_TAB, tab), tab, style="primary" if chosen else None)


def turns(tab: Tab, page: int, *, more: bool) -> list[Block]:
    """Buttons to the pages before and after this one, where there are any."""
    drawn = [button("Newer", Action.HOME_NEWER, encode(tab, str(page - 1)))] if page > 0 else []
    drawn += [button("Older", Action.HOME_OLDER, encode(tab, str(page + 1)))] if more else []
    return [actions(drawn, block_id="pages")] if drawn else []


def _stranger() -> list[Block]:
    return [
        section(
            "Rung finds customers who are glad to speak for us, and asks them politely. "
            "You have no role here yet."
        ),
        context("A manager of the programme can give you one."),
    ]
