"""Inputs that a need's form shares with the one that changes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.kit.text import cut
from bot.views.blocks import Block, Element, datepicker, option, select, words
from bot.views.blocks import field as input_field

MOST_WANTED = 3
MOST_INFORMED = 10
QUESTIONS_LENGTH, OFF_LIMITS_LENGTH = 1000, 500
NAMED = "named"


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a form already: typed or chosen values by input; the deal as (label, value)."""

    values: Mapping[str, str] = field(default_factory=dict)
    deal: tuple[str, str] | None = None
    named: bool = False
    informed: Sequence[str] = ()


EMPTY = Filled()


def chosen(menu: Element, value: str | None) -> Element:
    """The menu with this value chosen, if it still offers it."""
    first = next((each for each in menu["options"] if each["value"] == value), None)
    return menu | {"initial_option": first} if first else menu


def day(filled: Filled) -> Block:
    return input_field(
        "needed_on",
        "Needed by",
        datepicker("needed_on", "Choose a day", filled.values.get("needed_on")),
        hint="The day on which it must be held.",
    )


def naming(filled: Filled) -> Block:
    """Without the tick a prospect is described to customers, never named."""
    tick = option("The prospect may be named to a customer who agrees", NAMED)
    boxes: dict[str, Any] = {"type": "checkboxes", "options": [tick]}
    if filled.named:
        boxes["initial_options"] = [tick]
    return input_field(
        NAMED, "Name of the prospect", boxes, optional=True, hint="Without it, they are only described."
    )


def conversation(filled: Filled) -> list[Block]:
    """What is to be talked about, with how many, and who follows it."""
    counts = [(str(count), str(count)) for count in range(1, MOST_WANTED + 1)]
    return [
        input_field(
            "questions",
            "Up to three questions",
            _text(filled, "questions", QUESTIONS_LENGTH, multiline=True),
            optional=True,
            hint="One on each line.",
        ),
        input_field(
            "off_limits",
            "Topics to leave out",
            _text(filled, "off_limits", OFF_LIMITS_LENGTH),
            optional=True,
        ),
        input_field(
            "wanted",
            "How many customers",
            chosen(select("One", counts), filled.values.get("wanted", "1")),
            optional=True,
        ),
        informed(filled.informed),
    ]


def informed(users: Sequence[str]) -> Block:
    menu: dict[str, Any] = {
        "type": "multi_users_select",
        "placeholder": words("Choose colleagues"),
        "max_selected_items": MOST_INFORMED,
    }
    if users:
        menu["initial_users"] = list(users)
    return input_field("informed", "Colleagues to keep informed", menu, optional=True)


def _text(filled: Filled, name: str, most: int, *, multiline: bool = False) -> Element:
    typed: dict[str, Any] = {"type": "plain_text_input"}
    if multiline:
        typed["multiline"] = True
    typed["max_length"] = most
    said = cut(filled.values.get(name, ""), most)
    return typed | {"initial_value": said} if said else typed
