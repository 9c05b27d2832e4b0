"""Finding one's way in blocks: ids, interactive elements, labels."""

from collections.abc import Iterator
from typing import Any

from sandbox.errors import Json, NotOnScreen

INTERACTIVE = frozenset(
    [
        "button",
        "checkboxes",
        "datepicker",
        "datetimepicker",
        "timepicker",
        "overflow",
        "radio_buttons",
        "plain_text_input",
        "number_input",
        "email_text_input",
        "url_text_input",
        "rich_text_input",
        "file_input",
        "workflow_button",
        "feedback_buttons",
        "icon_button",
        "static_select",
        "external_select",
        "users_select",
        "conversations_select",
        "channels_select",
        "multi_static_select",
        "multi_external_select",
        "multi_users_select",
        "multi_conversations_select",
        "multi_channels_select",
    ]
)

Found = tuple[Json, Json]
"""A block and the element in it."""


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which every block has its `block_id` and every interactive element its `action_id`.

    The ids that Slack would add depend on the position alone, so that two runs can be compared.
    """
    named: list[Json] = copied(blocks)
    for number, block in enumerate(named):
        block.setdefault("block_id", f"auto-{number}")
        for place, child in enumerate(block.get("child_blocks", [])):
            child.setdefault("block_id", f"auto-{number}-{place}")
        for place, (_, element) in enumerate(elements([block])):
            element.setdefault("action_id", f"auto-{number}-{place}")
    return named


def copied(value: Any) -> Any:
    """A deep copy of JSON; `copy.deepcopy`, which allows for anything else, takes several times as long."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    if isinstance(value, list):
        return [copied(each) for each in value]
    return value


def elements(blocks: list[Json]) -> Iterator[Found]:
    """Every interactive element with its block, in reading order."""
    for block in blocks:
        yield from elements(block.get("child_blocks", []))
        inside = [
            block.get("accessory"),
            block.get("element"),
            *block.get("elements", []),
            *block.get("actions", []),
        ]
        for element in inside:
            if not isinstance(element, dict):
                continue
            if element.get("type") == "card":
                yield from elements([{"block_id": block.get("block_id"), **element}])
            elif element.get("type") in INTERACTIVE:
                yield block, element


def label(element: Json) -> str:
    """What a person reads on the element."""
    text = element.get("text") or element.get("placeholder") or {}
    return str(text.get("text", "")) if isinstance(text, dict) else str(text)


def find(
    blocks: list[Json], action_id: str, *, value: str | None = None, block_id: str | None = None
) -> Found:
    """The one element that is meant. Raises NotOnScreen if it is not there, or if several could be meant."""
    named = [pair for pair in elements(blocks) if pair[1].get("action_id") == action_id]
    return _only(
        [
            (block, element)
            for block, element in named
            if (block_id is None or block.get("block_id") == block_id)
            and (value is None or element.get("type") != "button" or element.get("value") == value)
        ],
        blocks,
        f"{action_id!r} (value {value!r}, block {block_id!r})",
    )


def find_label(blocks: list[Json], wanted: str) -> Found:
    """The one element with this label; where there is none, the menu that offers it."""
    shown = [pair for pair in elements(blocks) if label(pair[1]) == wanted]
    offered = [pair for pair in elements(blocks) if choice_of(pair[1], wanted) is not None]
    return _only(shown or offered, blocks, f"“{wanted}”")


def choice_of(element: Json, wanted: str) -> str | None:
    """The value behind this label, where the element is a menu of one choice that offers it."""
    options = element.get("options", []) if element["type"] in {"static_select", "overflow"} else []
    return next((str(each["value"]) for each in options if each["text"]["text"] == wanted), None)


def _only(found: list[Found], blocks: list[Json], what: str) -> Found:
    if len(found) == 1:
        return found[0]
    seen = ", ".join(
        f"{element.get('action_id')!r}={element.get('value')!r} “{label(element)}”"
        for _, element in elements(blocks)
    )
    problem = "is not on the screen" if not found else f"is on the screen {len(found)} times"
    raise NotOnScreen(f"{what} {problem}, which shows: {seen or 'nothing to use'}")
