"""Reads the arguments of a call, from JSON, a form or the query, and gives them types."""

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from sandbox.errors import Json, SlackError

STRUCTURED = ("blocks", "view", "message", "metadata", "attachments")


async def read_arguments(request: Request) -> Json:
    """All arguments of a call, JSON strings parsed. Raises SlackError("invalid_json")."""
    body = (await request.body()).decode()
    arguments: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json") or body.startswith("{"):
        arguments |= _parsed(body or "{}")
    else:
        arguments |= dict(parse_qsl(body, keep_blank_values=True))
    for name in STRUCTURED:
        if isinstance(arguments.get(name), str):
            arguments[name] = _parsed(arguments[name]) if arguments[name] else None
    return arguments


def token_of(request: Request, arguments: Json) -> str:
    """The token, from the header or taken out of the arguments; empty if there is none."""
    given = str(arguments.pop("token", "") or "")
    return request.headers.get("authorization", "").removeprefix("Bearer ").strip() or given


def flag(arguments: Json, name: str) -> bool:
    return str(arguments.get(name, "")).lower() in {"1", "true"}


def number(arguments: Json, name: str, default: int) -> int:
    """A whole number; raises SlackError("invalid_arguments") for anything else."""
    try:
        return int(arguments.get(name) or default)
    except (TypeError, ValueError):
        raise SlackError("invalid_arguments") from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise SlackError("invalid_json") from None
