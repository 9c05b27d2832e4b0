"""Cursors: long lists come in pages."""

import base64
import binascii
from typing import TypeVar

from sandbox.errors import Json, SlackError
from sandbox.webapi.arguments import number
from sandbox.webapi.call import Call

Item = TypeVar("Item")


def page(call: Call, items: list[Item], *, usual: int = 100, most: int = 1000) -> tuple[list[Item], Json]:
    """The asked page, and `response_metadata` with the next cursor (empty at the end).

    Raises SlackError: invalid_limit for less than one or more than `most`, invalid_cursor.
    """
    limit = number(call.arguments, "limit", usual)
    if not 1 <= limit <= most:
        raise SlackError("invalid_limit")
    start = _start(str(call.arguments.get("cursor") or ""))
    end = start + limit
    following = base64.b64encode(f"at:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], {"next_cursor": following}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        kind, _, start = base64.b64decode(cursor, validate=True).decode().partition(":")
        if kind == "at" and int(start) > 0:
            return int(start)
    except (binascii.Error, ValueError):
        pass
    raise SlackError("invalid_cursor")
