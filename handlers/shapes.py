"""JSON of any shape, read as what it should be: what is of another type counts as left empty."""

import re
from collections.abc import Mapping
from typing import Any

LONGEST_ID = 32  # characters; Slack's own have eleven
UNKEPT = re.compile("[\x00\ud800-\udfff]")  # no database keeps these, and nobody sees them


def text(value: Any) -> str:
    """A text, without what no database keeps; empty where it is none."""
    return UNKEPT.sub("", value) if isinstance(value, str) else ""


def slack_id(value: Any) -> str:
    """What may be an id of Slack's; empty where it can be none."""
    found = text(value)
    return found if len(found) <= LONGEST_ID else ""


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def clean(value: Any) -> Any:
    """The same JSON, its texts as `text` leaves them."""
    if isinstance(value, Mapping):
        return {text(key): clean(each) for key, each in value.items()}
    if isinstance(value, list):
        return [clean(each) for each in value]
    return text(value) if isinstance(value, str) else value
