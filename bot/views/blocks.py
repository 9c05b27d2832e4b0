"""The few Block Kit shapes that Rung draws, and Slack's limits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.kit.text import plain

Block = dict[str, Any]
Element = dict[str, Any]

SECTION_TEXT = 3000
BUTTON_TEXT = OPTION_TEXT = 75
HEADER_TEXT = PLACEHOLDER = OPTION_VALUE = 150
TITLE = 24


@dataclass(frozen=True, slots=True)
class Drawing:
    """A message: its blocks, and `text` for notifications and screen readers."""

    text: str
    blocks: list[Block]


def words(text: str, most: int = SECTION_TEXT) -> dict[str, Any]:
    """A plain_text object: foreign text is safe in it as it is."""
    return {"type": "plain_text", "text": plain(text, most), "emoji": False}


def mrkdwn(text: str) -> dict[str, Any]:
    """A mrkdwn object: whatever is foreign in it went through `kit.text.foreign`.

    Verbatim, so that Slack makes no links and mentions of its own from plain words.
    """
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    return {"type": "header", "text": words(text, HEADER_TEXT)}


def section(text: str, accessory: Element | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return block | {"accessory": accessory} if accessory else block


def context(text: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text)]}


def divider() -> Block:
    return {"type": "divider"}


def actions(elements: Sequence[Element], block_id: str | None = None) -> Block:
    block: Block = {"type": "actions", "elements": list(elements)}
    return block | {"block_id": block_id} if block_id else block


def button(
    label: str, action: str, value: str, *, style: str | None = None, confirm: dict[str, Any] | None = None
) -> Element:
    drawn: Element = {
        "type": "button",
        "text": words(label, BUTTON_TEXT),
        "action_id": action,
        "value": value,
    }
    if style:
        drawn["style"] = style
    if confirm:
        drawn["confirm"] = confirm
    return drawn


def confirm(title: str, text: str, yes: str, no: str, *, danger: bool = False) -> dict[str, Any]:
    """What is asked before a press counts; with `danger` its button is red."""
    asked: dict[str, Any] = {
        "title": words(title, 100),
        "text": words(text, 300),
        "confirm": words(yes, 30),
        "deny": words(no, 30),
    }
    return asked | {"style": "danger"} if danger else asked


def option(label: str, value: str) -> dict[str, Any]:
    return {"text": words(label, OPTION_TEXT), "value": value}


def overflow(action: str, options: Sequence[tuple[str, str]]) -> Element:
    return {"type": "overflow", "action_id": action, "options": [option(*each) for each in options]}


def datepicker(action: str, placeholder: str, initial: str | None = None) -> Element:
    drawn: Element = {
        "type": "datepicker",
        "action_id": action,
        "placeholder": words(placeholder, PLACEHOLDER),
    }
    return drawn | {"initial_date": initial} if initial else drawn


def users_select(action: str, placeholder: str, initial: str | None = None) -> Element:
    drawn: Element = {
        "type": "users_select",
        "action_id": action,
        "placeholder": words(placeholder, PLACEHOLDER),
    }
    return drawn | {"initial_user": initial} if initial else drawn


def field(
    name: str, label: str, element: Element, *, optional: bool = False, hint: str | None = None
) -> Block:
    """An input of a form; its block and its element carry the field's name."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": words(label, 2000),
        "element": {"action_id": name} | element,
        "optional": optional,
    }
    return block | {"hint": words(hint, 2000)} if hint else block


def select(placeholder: str, options: Sequence[tuple[str, str]]) -> Element:
    return {
        "type": "static_select",
        "placeholder": words(placeholder, PLACEHOLDER),
        "options": [option(*each) for each in options],
    }


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str = "Close",
    metadata: str = "",
) -> dict[str, Any]:
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": callback,
        "title": words(title, TITLE),
        "close": words(close, TITLE),
        "blocks": list(blocks),
        "private_metadata": metadata,
    }
    return view | {"submit": words(submit, TITLE)} if submit else view
