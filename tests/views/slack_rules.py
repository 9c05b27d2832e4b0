"""What Slack refuses: the sandbox's block rules, and slack_sdk's own models as a second opinion."""

import re
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View as SlackView

from sandbox.blockrules import faults
from tests.views.gallery.surface import Surface

MOST_TEXT = 4_000  # of a message's `text`: what is longer is cut by Slack itself
NEWER_THAN_THE_MODELS = {"data_visualization", "data_table"}


def problems(surface: Surface) -> list[str]:
    """Why Slack would refuse this surface, or change what it says; nothing where it would not."""
    found = faults(surface.view or surface.blocks, surface.kind)
    return [*(str(fault) for fault in found), *_models(surface), *_text(surface)]


def _models(surface: Surface) -> Iterator[str]:
    try:
        for block in surface.blocks:
            yield from _model(block)
        if surface.view is not None:
            SlackView(**surface.view).to_dict()
    except SlackObjectFormationError as problem:
        yield str(problem)


def _model(block: dict[str, Any]) -> Iterator[str]:
    if block["type"] in NEWER_THAN_THE_MODELS:
        return
    parsed = SlackBlock.parse(block)
    if parsed is None:
        yield f"slack_sdk does not know {block}"
    elif not block.keys() <= parsed.to_dict().keys():
        yield f"slack_sdk drops {block.keys() - parsed.to_dict().keys()} of {block}"


def _text(surface: Surface) -> Iterator[str]:
    if len(surface.text) > MOST_TEXT:
        yield f"a text of {len(surface.text)} characters"
    if surface.kind == "message" and not surface.text:
        yield "no text"


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
