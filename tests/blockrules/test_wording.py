"""A fault is told in Slack's manner, where it is, and once."""

from typing import Any

import pytest

from sandbox.blockrules import faults, surface_of
from tests.blockrules.sample import BUTTON, IMAGE, SECTION, Json, acting, home, marked, modal, option, plain
from tests.blockrules.taken.tables import CELL, PIE

TOLD: list[tuple[Any, str]] = [
    (
        [{"type": "section", "text": marked("x" * 3001)}],
        "must be less than 3001 characters [json-pointer:/0/text/text]",
    ),
    ([{"type": "section", "text": marked("")}], "must be more than 0 characters [json-pointer:/0/text/text]"),
    ([{"type": "section"}], "must define `text` or `fields` [json-pointer:/0]"),
    ([{"type": "header"}], "missing required field: text [json-pointer:/0]"),
    ([{**SECTION, "color": "red"}], "invalid additional property: color [json-pointer:/0]"),
    ([{"type": "paragraph"}], "unsupported type: paragraph [json-pointer:/0/type]"),
    ([{"type": "header", "text": "Top"}], "must provide an object [json-pointer:/0/text]"),
    (
        [{"type": "header", "text": plain("Top"), "level": "1"}],
        "must provide an integer [json-pointer:/0/level]",
    ),
    ([{"type": "header", "text": plain("Top"), "level": 5}], "must be at most 4 [json-pointer:/0/level]"),
    ([{"type": "actions", "elements": []}], "no fewer than 1 items allowed [json-pointer:/0/elements]"),
    ([SECTION] * 51, "no more than 50 items allowed [json-pointer:]"),
    (home(*[SECTION] * 101).payload, "no more than 100 items allowed [json-pointer:/blocks]"),
    (
        acting({**BUTTON, "style": "blue"}).payload,
        "must be one of: primary, danger [json-pointer:/0/elements/0/style]",
    ),
    (
        acting({"type": "datepicker", "initial_date": "soon"}).payload,
        "must be a date as YYYY-MM-DD [json-pointer:/0/elements/0/initial_date]",
    ),
    (
        acting(*[{**BUTTON, "action_id": "a"}] * 2).payload,
        '`action_id` "a" already exists [json-pointer:/0/elements/1/action_id]',
    ),
    (
        [{**IMAGE, "slack_file": {"id": "F1"}}],
        "must define either `image_url` or `slack_file` [json-pointer:/0]",
    ),
    (
        [{**PIE, "chart": {"type": "pie", "segments": [{"label": "none", "value": 0}]}}],
        "must be more than 0 [json-pointer:/0/chart/segments/0/value]",
    ),
    (
        [{"type": "card", "body": plain("b"), "icon": IMAGE, "slack_icon": {"type": "icon", "name": "bug"}}],
        "must not define both `icon` and `slack_icon` [json-pointer:/0]",
    ),
    (
        [{"type": "table", "rows": [[CELL]], "column_settings": ["left"]}],
        "must provide an object or a null [json-pointer:/0/column_settings/0]",
    ),
    (
        modal({"type": "input", "label": plain("Say"), "element": {"type": "plain_text_input"}}).payload,
        "must define `submit` to use an `input` block in modals [json-pointer:/blocks/0/input]",
    ),
    (
        modal(SECTION, title=plain("x" * 25)).payload,
        "must be less than 25 characters [json-pointer:/title/text]",
    ),
    ({"type": "window", "blocks": []}, "must be one of: modal [json-pointer:/type]"),
]


@pytest.mark.parametrize(("payload", "said"), TOLD, ids=[said for _, said in TOLD])
def test_a_fault_is_told_as_slack_tells_it(payload: Any, said: str) -> None:
    assert [str(fault) for fault in faults(payload, surface_of(payload))] == [said]


def test_all_faults_are_told_at_once() -> None:
    payload: list[Json] = [
        {"type": "header", "text": marked("Top")},
        SECTION,
        {"type": "actions", "elements": [{"type": "button", "text": plain(""), "value": 7}]},
    ]
    assert [fault.pointer for fault in faults(payload, "message")] == [
        "/0/text/type",
        "/2/elements/0/text/text",
        "/2/elements/0/value",
    ]


def test_of_two_limits_of_one_text_the_stricter_is_told() -> None:
    payload = acting({**BUTTON, "text": plain("x" * 3001)}).payload
    assert [fault.message for fault in faults(payload, "message")] == ["must be less than 76 characters"]
    title = modal(SECTION, title=plain("x" * 3001)).payload
    assert [fault.message for fault in faults(title, "modal")] == ["must be less than 25 characters"]


def test_the_constraint_of_a_rule_is_told_with_it() -> None:
    payload = [{"type": "header", "text": plain("x" * 151)}, {"type": "divider", "x": 1}, {"type": "context"}]
    assert [fault.constraint for fault in faults(payload, "message")] == [
        {"type": "maxLength", "expected": 150},
        {"type": "additionalProperties", "expected": False},
        {"type": "required", "expected": "elements"},
    ]
    menu = {"type": "static_select", "options": [option("A", "a")], "initial_option": option("B", "b")}
    [fault] = faults(acting(menu).payload, "message")
    assert fault.constraint == {"type": "static_select: initial_option"}
