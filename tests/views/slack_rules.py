"""What Slack refuses: its own models' checks, and those that they leave out."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View as SlackView

from sandbox.blocks import elements
from sandbox.charts import chart_problems
from tests.views.gallery.surface import Surface

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_TEXT = 4_000  # of a message's `text`: what is longer is cut by Slack itself
LONGEST_ID, LONGEST_TEXT, LONGEST_VALUE = 255, 3_000, 2_000
LONGEST_LABEL, LONGEST_OPTION_VALUE = 75, 150
LABELS = {"text": LONGEST_LABEL, "placeholder": 150}
MOST_OPTIONS = {
    "overflow": 5,
    "radio_buttons": 10,
    "checkboxes": 10,
    "static_select": 100,
    "multi_static_select": 100,
}
LONGEST_METADATA = 3_000


def problems(surface: Surface) -> list[str]:
    """Why Slack would refuse this surface, or change what it says; nothing where it would not."""
    return [
        *_models(surface),
        *_surface(surface),
        *(problem for block in surface.blocks for problem in _block(block)),
    ]


def _models(surface: Surface) -> Iterator[str]:
    try:
        for block in surface.blocks:
            if block["type"] == "data_visualization":  # newer than slack_sdk's models
                yield from (f"{where}: {wrong}" for where, wrong in chart_problems(block))
                continue
            parsed = SlackBlock.parse(block)
            if parsed is None:
                yield f"slack_sdk does not know {block}"
            else:
                yield from _dropped(block, parsed.to_dict())
        if surface.view is not None:
            SlackView(**surface.view).to_dict()
    except SlackObjectFormationError as problem:
        yield str(problem)


def _dropped(block: dict[str, Any], kept: dict[str, Any]) -> Iterator[str]:
    if not block.keys() <= kept.keys():
        yield f"slack_sdk drops {block.keys() - kept.keys()} of {block}"


def _surface(surface: Surface) -> Iterator[str]:
    if len(surface.blocks) > MOST_BLOCKS[surface.kind]:
        yield f"{len(surface.blocks)} blocks"
    if len(surface.text) > MOST_TEXT:
        yield f"a text of {len(surface.text)} characters"
    if len((surface.view or {}).get("private_metadata", "")) > LONGEST_METADATA:
        yield "private metadata that are too long"
    if surface.kind == "message" and not surface.text:
        yield "no text"
    named = Counter(block["block_id"] for block in surface.blocks if "block_id" in block)
    yield from (f"block_id {id_} stands {count} times" for id_, count in named.items() if count > 1)


def _block(block: dict[str, Any]) -> Iterator[str]:
    inside = [element for _, element in elements([block])]
    ids = Counter(str(element["action_id"]) for element in inside)
    yield from (f"action_id {id_} stands {count} times in a block" for id_, count in ids.items() if count > 1)
    if any(len(id_) > LONGEST_ID for id_ in (*ids, block.get("block_id", ""))):
        yield "an id that is too long"
    for text in texts(block):
        if not 1 <= len(text["text"]) <= LONGEST_TEXT:
            yield f"a text of {len(text['text'])} characters"
    for element in inside:
        yield from _element(element)


def _element(element: dict[str, Any]) -> Iterator[str]:
    for name, most in LABELS.items():
        if len(element.get(name, {}).get("text", "")) > most:
            yield f"a {name} of {len(element[name]['text'])} characters"
    if len(element.get("value", "")) > LONGEST_VALUE:
        yield "a value that is too long"
    options = element.get("options", [])
    if "options" in element and not 1 <= len(options) <= MOST_OPTIONS[element["type"]]:
        yield f"{len(options)} options"
    for option in options:
        if len(option["value"]) > LONGEST_OPTION_VALUE or len(option["text"]["text"]) > LONGEST_LABEL:
            yield f"an option that is too long: {option}"


def texts(value: Any) -> Iterator[dict[str, Any]]:
    """Every text object inside."""
    if isinstance(value, dict):
        if value.get("type") in {"mrkdwn", "plain_text"}:
            yield value
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")
TOKEN = re.compile(r"<[^<>]*>")
STYLE = re.compile(r"[*_~`]")


def marked_up(surface: Surface) -> list[str]:
    """Every text of the surface that Slack reads as mrkdwn."""
    found = [text["text"] for text in texts(surface.blocks) if text["type"] == "mrkdwn"]
    return [*found, surface.text] if surface.text else found
