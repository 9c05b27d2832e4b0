"""What the bot sends is judged by the block rules before it is stored."""

import json
from typing import Any

from sandbox.blockrules import Fault, Surface, faults
from sandbox.errors import Json, SlackError

LARGEST_VIEW = 250 * 1024  # bytes of JSON


def check_blocks(blocks: Any) -> list[Json]:
    """The blocks of a message, if Slack would take them. Raises SlackError, with every fault.

    The error is invalid_blocks_format, invalid_blocks, or invalid_attachments for a second table.
    """
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    found = faults(blocks, "message")
    if found:
        second = any(each.rule == "tables" for each in found)
        raise refused("invalid_attachments" if second else "invalid_blocks", found, "/blocks")
    return blocks


def check_view(view: Any, kind: Surface) -> Json:
    """The view, if it is one of this type. Raises SlackError: invalid_arguments, with every fault, or view_too_large.

    Slack says invalid_arguments of a view, and nothing else, wherever the fault is.
    """
    found = faults(view, kind) if isinstance(view, dict) else [NO_VIEW]
    if found:
        raise refused("invalid_arguments", found, "/view")
    if len(json.dumps(view, ensure_ascii=False).encode("utf-8", "surrogatepass")) > LARGEST_VIEW:
        raise SlackError("view_too_large")
    return dict(view)


def refused(error: str, found: list[Fault], place: str) -> SlackError:
    """The answer that names each fault; `place` is where the argument stands."""
    said = [str(each.within(place)) for each in found]
    messages = [f"[ERROR] {each}" for each in said]
    return SlackError(error, errors=said, response_metadata={"messages": messages})


NO_VIEW = Fault("", "must provide an object", "payload")
