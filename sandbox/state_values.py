"""`view.state.values` and the actions of a payload, as Slack builds them from what a person chose."""

from collections.abc import Mapping
from typing import Any

from sandbox.blocks import elements, label
from sandbox.errors import Json, NotOnScreen

KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}
"""For each element with a state: where the choice stands, and where the bot may have put a first one."""

Typed = Mapping[tuple[str, str], Any]


def state_values(blocks: list[Json], typed: Typed) -> Json:
    """`{block_id: {action_id: entry}}` of all elements with a state: the choice, else the initial value."""
    values: Json = {}
    for block, element in elements(blocks):
        if element["type"] not in KEYS:
            continue
        key, initial = KEYS[element["type"]]
        place = (block["block_id"], element["action_id"])
        empty: Any = [] if key.endswith("s") else None
        chosen = typed[place] if place in typed else element.get(initial, empty)
        values.setdefault(place[0], {})[place[1]] = {"type": element["type"], key: chosen}
    return values


def chosen_value(element: Json, value: Any, found: list[Json]) -> Any:
    """The plain `value` a person gave (text, date, option value or list of them) as Slack would report it.

    `found` are options that a search brought. Raises NotOnScreen if a select does not offer the value.
    """
    key = "selected_option" if element["type"] == "overflow" else KEYS[element["type"]][0]
    if value is None or value == "":
        return [] if key.endswith("s") else None
    if key == "selected_option":
        return _option(element, str(value), found)
    if key == "selected_options":
        return [_option(element, str(each), found) for each in _listed(value)]
    if key == "rich_text_value" and isinstance(value, str):
        return _rich_text(value)
    return _listed(value) if key.endswith("s") else value


def action(block: Json, element: Json, chosen: Any, ts: str) -> Json:
    """One item of `actions` in a block_actions payload."""
    shown = ("type", "action_id", "text", "value", "style", "confirm", "placeholder")
    same: Json = {key: element[key] for key in shown if key in element}
    if element["type"] == "overflow":
        same["selected_option"] = chosen
    elif element["type"] == "feedback_buttons":
        same |= _feedback(element, chosen)
    elif element["type"] in KEYS:
        key, initial = KEYS[element["type"]]
        same[key] = chosen
        if initial in element:
            same[initial] = element[initial]
    return {**same, "block_id": block["block_id"], "action_ts": ts}


def missing(blocks: list[Json], values: Json) -> dict[str, str]:
    """What Slack itself finds wrong in a form before the bot sees it: {block_id: sentence}."""
    errors = {}
    for block, element in elements(blocks):
        if block["type"] != "input":
            continue
        entry = values[block["block_id"]][element["action_id"]]
        value = entry[KEYS[element["type"]][0]]
        if value in (None, "", []):
            if not block.get("optional"):
                errors[block["block_id"]] = "Please complete this required field."
        elif isinstance(value, str) and len(value) > element.get("max_length", 3000):
            errors[block["block_id"]] = f"Please use at most {element['max_length']} characters."
        elif isinstance(value, str) and len(value) < element.get("min_length", 0):
            errors[block["block_id"]] = f"Please use at least {element['min_length']} characters."
    return errors


def _feedback(element: Json, value: Any) -> Json:
    """What the pressed one of the two says."""
    for each in (element["positive_button"], element["negative_button"]):
        if each["value"] == value:
            return {"text": each["text"], "value": value}
    raise NotOnScreen(f"{value!r} is not one of the two of {element['action_id']!r}")


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set) else [value]


def _rich_text(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def _option(element: Json, value: str, found: list[Json]) -> Json:
    first = element.get("initial_options") or [element.get("initial_option")]
    offered = [*element.get("options", []), *found, *(each for each in first if each)]
    for group in element.get("option_groups", []):
        offered += group["options"]
    for option in offered:
        if option["value"] == value:
            return dict(option)
    seen = ", ".join(f"{each['value']!r} “{label(each)}”" for each in offered)
    raise NotOnScreen(
        f"{value!r} is not offered by {element['action_id']!r}, which offers: {seen or 'nothing'}"
    )
