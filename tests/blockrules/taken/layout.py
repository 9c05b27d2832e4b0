"""Sections, headers, contexts, actions and what is pressed in them."""

from tests.blockrules.sample import (
    BUTTON,
    CONFIRM,
    DIVIDER,
    IMAGE,
    SECTION,
    SLACK_IMAGE,
    Json,
    Samples,
    acting,
    beside,
    blocks,
    marked,
    plain,
    rich,
    said,
)

WORKFLOW: Json = {
    "type": "workflow_button",
    "action_id": "start",
    "text": plain("Start"),
    "style": "primary",
    "accessibility_label": "Start the workflow",
    "confirm": CONFIRM,
    "workflow": {
        "trigger": {
            "url": "https://slack.com/shortcuts/Ft0123ABC456/321",
            "customizable_input_parameters": [{"name": "colour", "value": "red"}],
        }
    },
}

SAMPLES: Samples = {
    "section of mrkdwn": blocks(
        {
            "type": "section",
            "block_id": "one",
            "text": {**marked("*Hello*"), "verbatim": True},
            "expand": True,
        }
    ),
    "section of plain text": blocks(
        {"type": "section", "text": {"type": "plain_text", "text": "Hello :wave:", "emoji": True}}
    ),
    "section of fields": blocks({"type": "section", "fields": [marked("*Name*"), plain("Ada")]}),
    "section with a button": beside(
        {
            **BUTTON,
            "action_id": "press",
            "value": "1",
            "url": "https://shop.example",
            "style": "danger",
            "confirm": CONFIRM,
            "accessibility_label": "Press to order",
            "agent_prompt": "Order it again",
            "agent_prompt_display": "Order",
        }
    ),
    "section with an image": beside(IMAGE),
    "section with a workflow": beside(WORKFLOW),
    "header": blocks({"type": "header", "block_id": "top", "text": plain("Orders"), "level": 2}),
    "divider": blocks({"type": "divider", "block_id": "line"}),
    "context": blocks(
        {"type": "context", "block_id": "small", "elements": [IMAGE, marked("*by* Ada"), plain("today")]}
    ),
    "actions": blocks(
        {
            "type": "actions",
            "block_id": "does",
            "elements": [{**BUTTON, "action_id": "a"}, {**BUTTON, "action_id": "b"}],
        }
    ),
    "actions that start a workflow": acting(WORKFLOW),
    "overflow": acting(
        {
            "type": "overflow",
            "action_id": "more",
            "confirm": CONFIRM,
            "options": [
                {"text": plain("Open"), "value": "open", "url": "https://shop.example"},
                {"text": plain("Delete"), "value": "delete", "description": plain("For good")},
            ],
        }
    ),
    "a confirmation of its text alone": acting({**BUTTON, "confirm": {"text": plain("Really?")}}),
    "markdown": blocks({"type": "markdown", "block_id": "md", "text": "# Title\n\n**bold**"}),
    "call": blocks(
        {
            "type": "call",
            "block_id": "ring",
            "call_id": "R0123",
            "api_decoration_available": False,
            "call": {"v1": {"id": "R0123", "name": "Weekly"}},
        }
    ),
    "container": blocks(
        {
            "type": "container",
            "block_id": "box",
            "title": plain("Order 12"),
            "subtitle": marked("*two* items"),
            "icon": IMAGE,
            "width": "wide",
            "is_collapsible": True,
            "default_collapsed": True,
            "child_blocks": [SECTION, DIVIDER, {"type": "actions", "elements": [BUTTON]}],
        }
    ),
    "container with a rich title": blocks(
        {
            "type": "container",
            "rich_text_title": rich(said("Order 13")),
            "subtitle": plain("one item"),
            "has_header_divider": True,
            "child_blocks": [
                {"type": "context", "elements": [plain("small")]},
                {"type": "file", "external_id": "F-1", "source": "remote"},
                {"type": "header", "text": plain("Inside")},
                SLACK_IMAGE,
                rich(said("text")),
                {"type": "table", "rows": [[{"type": "raw_text", "text": "cell"}]]},
            ],
        }
    ),
    "ten blocks in a container": blocks(
        {"type": "container", "title": plain("Many"), "child_blocks": [SECTION] * 10}
    ),
    "the longest texts": blocks(
        {"type": "section", "text": marked("x" * 3000)},
        {"type": "section", "fields": [plain("x" * 2000)] * 10},
        {"type": "header", "text": plain("x" * 150)},
        {"type": "context", "elements": [plain("x" * 3000)] * 10},
        {"type": "actions", "elements": [{**BUTTON, "text": plain("x" * 75), "value": "x" * 2000}] * 25},
    ),
    "fifty blocks": blocks(*[SECTION] * 50),
    "the same action in two blocks": blocks(
        *[{"type": "actions", "elements": [{**BUTTON, "action_id": "same"}]} for _ in range(2)]
    ),
}
