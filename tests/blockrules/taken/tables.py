"""Tables, data tables and charts."""

from tests.blockrules.sample import BUTTON, Json, Samples, blocks, home, rich, said

CELL: Json = {"type": "raw_text", "text": "cell"}
NUMBER: Json = {"type": "raw_number", "value": 12.5, "text": "12.50 €"}
ACTION: Json = {"type": "action", "element": BUTTON, "fallback": CELL}
TABLE: Json = {
    "type": "table",
    "block_id": "plain",
    "rows": [[CELL, CELL], [NUMBER, rich(said("rich"))]],
    "column_settings": [{"align": "right", "is_wrapped": True}, None],
}
DATA: Json = {
    "type": "data_table",
    "block_id": "data",
    "caption": "Orders of the week",
    "page_size": 10,
    "row_header_column_index": 1,
    "rows": [[CELL] * 4, [CELL, NUMBER, rich(said("rich")), ACTION]],
}
PIE: Json = {
    "type": "data_visualization",
    "block_id": "pie",
    "title": "By colour",
    "chart": {
        "type": "pie",
        "segments": [{"label": "red", "value": 1}, {"label": "blue", "value": 0.5}],
    },
}


def chart(kind: str) -> Json:
    return {
        "type": "data_visualization",
        "title": "By week",
        "chart": {
            "type": kind,
            "series": [
                {"name": "Asked", "data": [{"label": "2 Mar", "value": 3}, {"label": "9 Mar", "value": 0}]},
                {"name": "Done", "data": [{"label": "2 Mar", "value": -1}, {"label": "9 Mar", "value": 0.5}]},
            ],
            "axis_config": {"categories": ["2 Mar", "9 Mar"], "x_label": "Week", "y_label": "Orders"},
        },
    }


SAMPLES: Samples = {
    "table": blocks(TABLE),
    "table of a hundred rows": blocks({"type": "table", "rows": [[CELL] * 20] * 100}),
    "table in Home": home(TABLE),
    "data table": blocks(DATA),
    "data table of 201 rows": blocks({"type": "data_table", "caption": "Many", "rows": [[CELL]] * 201}),
    "data table whose button has a number behind it": blocks(
        {
            "type": "data_table",
            "caption": "One",
            "rows": [[CELL], [{"type": "action", "element": BUTTON, "fallback": NUMBER}]],
        }
    ),
    "data table of 20,000 characters": blocks(
        {"type": "data_table", "caption": "Long", "rows": [[{**CELL, "text": "x" * 10_000}]] * 2}
    ),
    "data table in Home": home(DATA),
    "pie": blocks(PIE),
    "bars": blocks(chart("bar")),
    "lines": blocks(chart("line")),
    "areas": blocks(chart("area")),
    "two charts": blocks(PIE, chart("bar")),
}
