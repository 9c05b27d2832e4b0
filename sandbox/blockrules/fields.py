"""Rules between the fields of one shape, by its name. Each is given only what keeps to its schema."""

from collections.abc import Callable, Iterator
from typing import Any

from sandbox.errors import Json

Found = Iterator[tuple[str, str]]
"""(pointer from the shape, what is wrong)."""


def initial_option(element: Json) -> Found:
    """The one chosen at first is among those that are offered."""
    if "initial_option" in element and element["initial_option"] not in _offered(element):
        yield "/initial_option", "must be one of the options"


def initial_options(element: Json) -> Found:
    offered = _offered(element)
    for number, option in enumerate(element.get("initial_options", [])):
        if option not in offered:
            yield f"/initial_options/{number}", "must be one of the options"


def numbers_in_order(element: Json) -> Found:
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and high is not None and float(low) > float(high):
        yield "/min_value", "must not be greater than `max_value`"


def lengths_in_order(element: Json) -> Found:
    if "max_length" in element and element.get("min_length", 0) > element["max_length"]:
        yield "/min_length", "must not be greater than `max_length`"


def lines_in_order(element: Json) -> Found:
    if "max_lines" in element and element.get("min_lines", 1) > element["max_lines"]:
        yield "/min_lines", "must not be greater than `max_lines`"


def files_dispatch_nothing(block: Json) -> Found:
    if block["element"]["type"] == "file_input" and block.get("dispatch_action"):
        yield "/dispatch_action", "must not be set for a `file_input`"


def collapsed_if_collapsible(block: Json) -> Found:
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        yield "/default_collapsed", "must not be set unless `is_collapsible` is"


def divided_if_fixed(block: Json) -> Found:
    if block.get("has_header_divider") and block.get("is_collapsible"):
        yield "/has_header_divider", "must not be set when `is_collapsible` is"


def header_of_text(block: Json) -> Found:
    for column, cell in enumerate(block["rows"][0]):
        if cell["type"] != "raw_text":
            yield f"/rows/0/{column}/type", f"unsupported type: {cell['type']}"


def rows_of_one_length(block: Json) -> Found:
    for number, row in enumerate(block["rows"]):
        if len(row) != len(block["rows"][0]):
            yield f"/rows/{number}", "must have as many cells as the first row"


def header_column_within(block: Json) -> Found:
    if block.get("row_header_column_index", 0) >= len(block["rows"][0]):
        yield "/row_header_column_index", "must be less than the number of columns"


def names_of_series(chart: Json) -> Found:
    names = [series["name"] for series in chart["series"]]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield f"/series/{number}/name", "must be different from the other names"


def labels_of_series(chart: Json) -> Found:
    for number, series in enumerate(chart["series"]):
        if [point["label"] for point in series["data"]] != chart["axis_config"]["categories"]:
            yield f"/series/{number}/data", "must have the categories as its labels, in their order"


def _offered(element: Json) -> list[Any]:
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


FIELDS: dict[str, tuple[Callable[[Json], Found], ...]] = {
    "static_select": (initial_option,),
    "radio_buttons": (initial_option,),
    "multi_static_select": (initial_options,),
    "checkboxes": (initial_options,),
    "number_input": (numbers_in_order,),
    "plain_text_input": (lengths_in_order,),
    "rich_text_input": (lines_in_order,),
    "input": (files_dispatch_nothing,),
    "container": (collapsed_if_collapsible, divided_if_fixed),
    "data_table": (header_of_text, rows_of_one_length, header_column_within),
    "axes": (names_of_series, labels_of_series),
}
