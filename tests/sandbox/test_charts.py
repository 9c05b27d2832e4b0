"""Charts that Slack draws itself, as text."""

from typing import Any

from sandbox.charts import chart_as_text

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


def test_a_chart_is_told_in_lines() -> None:
    assert chart_as_text(BAR) == ["▥ Asks a week", "  Asked: 2 Mar 3 · 9 Mar 0"]
    assert chart_as_text(PIE) == ["▥ Rungs", "  Share: 2"]
