"""Blocks as a person reads them, in plain text: for the tour, and for messages of failed waits."""

import re
from collections.abc import Iterable

from sandbox.charts import chart_as_text
from sandbox.errors import Json

LINK = re.compile(r"<(?:https?://|mailto:)[^|>]+\|([^>]+)>")
MENTION = re.compile(r"<@(\w+)>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def message_as_text(blocks: Iterable[Json], names: dict[str, str]) -> list[str]:
    """One line or more for each block; `names` maps user ids to the names that mentions show."""
    return [line for block in blocks for line in _block(block, names)]


def _block(block: Json, names: dict[str, str]) -> list[str]:
    kind = block["type"]
    if kind == "divider":
        return ["────"]
    if kind == "data_visualization":
        return chart_as_text(block)
    if kind == "input":
        optional = " (optional)" if block.get("optional") else ""
        return [f"{block['label']['text']}{optional}: {_element(block['element'])}"]
    if kind == "context":
        return [f"  {line}" for each in block["elements"] for line in _lines(each, names)]
    lines = _lines(block["text"], names) if block.get("text") else []
    for field in block.get("fields", []):
        lines += _lines(field, names)
    elements = [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
    drawn = "  ".join(_element(element) for element in elements)
    return [*lines, drawn] if drawn else lines


def _lines(text: Json, names: dict[str, str]) -> list[str]:
    said = str(text.get("text", ""))
    if text.get("type") == "mrkdwn":
        said = LINK.sub(r"\1", said)
        said = MENTION.sub(lambda found: "@" + names.get(found[1], found[1]), said)
        said = re.sub(r"(?<!\w)\*(.+?)\*(?!\w)", r"\1", said)
        for entity, character in ENTITIES:
            said = said.replace(entity, character)
    return said.split("\n")


def _element(element: Json) -> str:
    if element["type"] == "button":
        return f"[{element['text']['text']}]"
    if element["type"] == "overflow":
        return " ".join(f"[{option['text']['text']}]" for option in element["options"])
    if element["type"] in {"checkboxes", "radio_buttons"}:
        ticked = [*element.get("initial_options", []), element.get("initial_option")]
        return "  ".join(
            f"{'☒' if each in ticked else '☐'} {each['text']['text']}" for each in element["options"]
        )
    chosen = element.get("initial_date") or (element.get("initial_option") or {}).get("text", {}).get("text")
    placeholder = (element.get("placeholder") or {}).get("text", "")
    return f"[{chosen or placeholder or '…'} ▾]"
