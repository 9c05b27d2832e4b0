"""The sandbox takes the charts that Slack takes, and no others."""

import copy
from typing import Any

import pytest

from sandbox.charts import chart_as_text, chart_problems
from sandbox.checks import check_blocks, check_view
from sandbox.errors import SlackError

BAR: dict[str, Any] = {
    "type": "data_visualization",
    "title": "Asks a week",
    "chart": {
        "type": "bar",
        "series": [
            {"name": "Asked", "data": [{"label": "2 Mar", "value": 3}, {"label": "9 Mar", "value": 0}]}
        ],
        "axis_config": {"categories": ["2 Mar", "9 Mar"], "x_label": "Week of"},
    },
}
PIE: dict[str, Any] = {
    "type": "data_visualization",
    "title": "Rungs",
    "chart": {"type": "pie", "segments": [{"label": "Share", "value": 2}]},
}


def test_what_slack_takes() -> None:
    assert check_blocks([BAR, PIE])
    assert chart_as_text(BAR) == ["▥ Asks a week", "  Asked: 2 Mar 3 · 9 Mar 0"]
    assert chart_as_text(PIE) == ["▥ Rungs", "  Share: 2"]


def changed(block: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    found = copy.deepcopy(block)
    *way, last = path.split("/")
    place: Any = found
    for step in way:
        place = place[int(step) if step.isdecimal() else step]
    place[int(last) if last.isdecimal() else last] = value
    return found


@pytest.mark.parametrize(
    ("block", "path", "value"),
    [
        (BAR, "title", "x" * 51),
        (BAR, "title", ""),
        (BAR, "caption", "more"),
        (BAR, "chart", None),
        (BAR, "chart/type", "radar"),
        (BAR, "chart/series", []),
        (BAR, "chart/series", [BAR["chart"]["series"][0]] * 2),
        (BAR, "chart/series/0/name", "x" * 21),
        (BAR, "chart/series/0/data/0/label", "3 Mar"),
        (BAR, "chart/series/0/data/0/value", "3"),
        (BAR, "chart/axis_config", None),
        (BAR, "chart/axis_config/categories", []),
        (BAR, "chart/axis_config/categories", ["2 Mar", "2 Mar"]),
        (BAR, "chart/axis_config/x_label", "x" * 51),
        (PIE, "chart/segments", []),
        (PIE, "chart/segments/0/label", ""),
        (PIE, "chart/segments/0/value", 0),
    ],
)
def test_what_slack_does_not_take(block: dict[str, Any], path: str, value: Any) -> None:
    wrong = changed(block, path, value)
    assert list(chart_problems(wrong))
    with pytest.raises(SlackError):
        check_blocks([wrong])


def test_two_in_a_message_and_none_in_a_view() -> None:
    with pytest.raises(SlackError):
        check_blocks([BAR, BAR, BAR])
    with pytest.raises(SlackError):
        check_view({"type": "home", "blocks": [BAR]}, "home")
