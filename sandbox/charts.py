"""What Slack takes of a chart that it draws itself, and the same chart as text."""

from collections.abc import Iterator
from typing import Any

from sandbox.errors import Json

MOST_CHARTS = 2  # in a message
LONGEST_TITLE, LONGEST_LABEL, LONGEST_AXIS = 50, 20, 50
MOST_PARTS = 12  # segments of a pie, or series
MOST_POINTS = 20
OF_SERIES = frozenset({"bar", "line", "area"})
AXES = ("x_label", "y_label")


def chart_problems(block: Json) -> Iterator[tuple[str, str]]:
    """(pointer inside the block, what is wrong with it)."""
    if not _fits(block.get("title"), LONGEST_TITLE):
        yield "title", f"must be a string of 1 to {LONGEST_TITLE} characters"
    if block.keys() - {"type", "title", "chart", "block_id"}:
        yield "", "has properties that a data_visualization does not have"
    chart = block.get("chart")
    if not isinstance(chart, dict):
        yield "chart", "is required"
    elif chart.get("type") == "pie":
        yield from _pie(chart)
    elif chart.get("type") in OF_SERIES:
        yield from _axes(chart)
    else:
        yield "chart/type", "must be pie, bar, line or area"


def _pie(chart: Json) -> Iterator[tuple[str, str]]:
    segments = chart.get("segments")
    if not isinstance(segments, list) or not 1 <= len(segments) <= MOST_PARTS:
        yield "chart/segments", f"must have 1 to {MOST_PARTS} items"
        return
    for number, segment in enumerate(segments):
        if not _fits(segment.get("label"), LONGEST_LABEL):
            yield f"chart/segments/{number}/label", f"must be a string of 1 to {LONGEST_LABEL} characters"
        if not _is_number(segment.get("value")) or segment["value"] <= 0:
            yield f"chart/segments/{number}/value", "must be more than 0"


def _axes(chart: Json) -> Iterator[tuple[str, str]]:
    axis = chart.get("axis_config")
    if not isinstance(axis, dict):
        yield "chart/axis_config", "is required"
        return
    categories = axis.get("categories")
    if not isinstance(categories, list) or not 1 <= len(categories) <= MOST_POINTS:
        yield "chart/axis_config/categories", f"must have 1 to {MOST_POINTS} items"
        return
    if not all(_fits(each, LONGEST_LABEL) for each in categories) or len(set(categories)) < len(categories):
        yield "chart/axis_config/categories", f"must be different strings of 1 to {LONGEST_LABEL} characters"
    for name in AXES:
        if name in axis and not _fits(axis[name], LONGEST_AXIS):
            yield f"chart/axis_config/{name}", f"must be a string of 1 to {LONGEST_AXIS} characters"
    yield from _series(chart.get("series"), categories)


def _series(series: Any, categories: list[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(series, list) or not 1 <= len(series) <= MOST_PARTS:
        yield "chart/series", f"must have 1 to {MOST_PARTS} items"
        return
    names = [each.get("name") for each in series]
    if not all(_fits(name, LONGEST_LABEL) for name in names) or len(set(names)) < len(names):
        yield "chart/series", f"must have different names of 1 to {LONGEST_LABEL} characters"
    for number, each in enumerate(series):
        data = each.get("data") or []
        if [point.get("label") for point in data] != categories:
            yield f"chart/series/{number}/data", "must have the categories as its labels, in their order"
        if not all(_is_number(point.get("value")) for point in data):
            yield f"chart/series/{number}/data", "must have numbers as its values"


def _fits(text: Any, most: int) -> bool:
    return isinstance(text, str) and 1 <= len(text) <= most


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def chart_as_text(block: Json) -> list[str]:
    """Its title, then a line for each series or segment."""
    chart = block["chart"]
    lines = [f"▥ {block['title']}"]
    lines += [f"  {segment['label']}: {segment['value']}" for segment in chart.get("segments", [])]
    for series in chart.get("series", []):
        points = " · ".join(f"{point['label']} {point['value']}" for point in series["data"])
        lines.append(f"  {series['name']}: {points}")
    return lines
