"""A light check of what the bot sends, before it is stored."""

from typing import Any

from sandbox.charts import MOST_CHARTS, chart_problems
from sandbox.errors import Json, SlackError

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
TITLE_LENGTH = 24
BLOCK_TYPES = frozenset(
    [
        "actions",
        "alert",
        "call",
        "card",
        "carousel",
        "container",
        "context",
        "context_actions",
        "data_table",
        "data_visualization",
        "divider",
        "file",
        "header",
        "image",
        "input",
        "markdown",
        "plan",
        "rich_text",
        "section",
        "table",
        "task_card",
        "video",
        "auth_provider",
    ]
)


def check_blocks(blocks: Any, limit: int = MESSAGE_BLOCKS) -> list[Json]:
    """The blocks, if they are a list of known ones; else raises SlackError("invalid_blocks")."""
    if not isinstance(blocks, list):
        raise _invalid("must be a list")
    if len(blocks) > limit:
        raise _invalid(f"no more than {limit} items allowed [json-pointer:/blocks]")
    for number, block in enumerate(blocks):
        if not isinstance(block, dict) or block.get("type") not in BLOCK_TYPES:
            raise _invalid(f"unsupported type [json-pointer:/blocks/{number}/type]")
        if _repeated([each.get("action_id") for each in block.get("elements", [])]):
            raise _invalid(
                f"`action_id` already exists in the block [json-pointer:/blocks/{number}/elements]"
            )
    _check_charts(blocks)
    if _repeated([block.get("block_id") for block in blocks]):
        raise _invalid("`block_id` already exists [json-pointer:/blocks]")
    return blocks


def _check_charts(blocks: list[Json]) -> None:
    charts = [(n, block) for n, block in enumerate(blocks) if block["type"] == "data_visualization"]
    if len(charts) > MOST_CHARTS:
        raise _invalid(f"no more than {MOST_CHARTS} charts allowed [json-pointer:/blocks]")
    for number, block in charts:
        for where, wrong in chart_problems(block):
            raise _invalid(f"{wrong} [json-pointer:/blocks/{number}/{where}]")


def _repeated(ids: list[str | None]) -> bool:
    given = [each for each in ids if each]
    return len(given) > len(set(given))


def check_view(view: Any, kind: str) -> Json:
    """The view, if it is one of this type ("modal" or "home"); else raises SlackError."""
    if not isinstance(view, dict) or view.get("type") != kind:
        raise SlackError(
            "invalid_arguments", response_metadata={"messages": [f"[ERROR] view must be a {kind}"]}
        )
    if any(block["type"] == "data_visualization" for block in check_blocks(view.get("blocks"), VIEW_BLOCKS)):
        raise _invalid("charts are for messages only [json-pointer:/view/blocks]")
    if kind == "modal" and not isinstance(view.get("title"), dict):
        raise SlackError(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: title"]}
        )
    for part in ("title", "submit", "close"):
        text = (view.get(part) or {}).get("text", "")
        if len(text) > TITLE_LENGTH:
            message = f"[ERROR] must be less than 25 characters [json-pointer:/view/{part}/text]"
            raise SlackError("invalid_arguments", response_metadata={"messages": [message]})
    if kind == "modal" and not view.get("submit") and any(each["type"] == "input" for each in view["blocks"]):
        message = "[ERROR] a submit button is required when input blocks are present"
        raise SlackError("invalid_arguments", response_metadata={"messages": [message]})
    return view


def _invalid(message: str) -> SlackError:
    return SlackError("invalid_blocks", response_metadata={"messages": [f"[ERROR] {message}"]})
