"""Cursors: long lists come in pages."""

import base64
import binascii
from typing import TypeVar

from sandbox.errors import Json, SlackError
from sandbox.webapi.arguments import number
from sandbox.webapi.call import Call

Item = TypeVar("Item")


def page(call: Call, items: list[Item]) -> tuple[list[Item], Json]:
    """The asked page, and `response_metadata` with the next cursor (empty at the end)."""
    limit = number(call.arguments, "limit", 100)
    start = _start(str(call.arguments.get("cursor") or ""))
    end = start + limit
    following = base64.b64encode(f"at:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], {"next_cursor": following}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor).decode().removeprefix("at:"))
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None
