"""What agents say: alerts, plans, tasks, feedback, connections to other services."""

from tests.blockrules.sample import (
    CONFIRM,
    DIVIDER,
    IMAGE,
    SECTION,
    Json,
    Samples,
    blocks,
    home,
    marked,
    modal,
    option,
    plain,
    rich,
    said,
)
from tests.blockrules.taken.pictures import CARD, VIDEO
from tests.blockrules.taken.tables import DATA, PIE, TABLE

TASK: Json = {
    "type": "task_card",
    "block_id": "task",
    "task_id": "1",
    "title": "Read the order",
    "details": rich(said("Order 12")),
    "output": rich(said("Two chairs")),
    "sources": [{"type": "url", "url": "https://shop.example/12", "text": "Order 12"}],
    "status": "complete",
}
PLAN: Json = {
    "type": "plan",
    "block_id": "plan",
    "title": "An order",
    "tasks": [TASK, {**TASK, "status": "pending"}],
}
FEEDBACK: Json = {
    "type": "feedback_buttons",
    "action_id": "thumbs",
    "positive_button": {"text": plain("Good"), "value": "+", "accessibility_label": "Mark as good"},
    "negative_button": {"text": plain("Bad"), "value": "-", "accessibility_label": "Mark as bad"},
}
ICON: Json = {
    "type": "icon_button",
    "action_id": "bin",
    "icon": "trash",
    "text": plain("Delete"),
    "value": "12",
    "accessibility_label": "Delete this answer",
    "visible_to_user_ids": ["U0ADA"],
    "confirm": CONFIRM,
}
PROVIDER: Json = {
    "type": "auth_provider",
    "block_id": "service",
    "value": "calendar",
    "name": plain("Calendar"),
    "is_connected": True,
    "description": plain("Your days"),
    "icon_url": "https://calendar.example/icon.png",
    "auth_url": "https://calendar.example/connect",
    "disconnect_url": "https://calendar.example/leave",
    "connected_identity": plain("ada@shop.example"),
    "connected_context": plain("Shop"),
    "accessory": {"type": "overflow", "options": [option("Leave", "leave")]},
    "fallback": [SECTION],
}

SAMPLES: Samples = {
    "alert": modal({"type": "alert", "block_id": "red", "text": marked("*Stop*"), "level": "error"}),
    "alert in a message": blocks({"type": "alert", "text": plain("Stop")}),
    "plan": blocks(PLAN),
    "plan of a title": blocks({"type": "plan", "title": "Soon"}),
    "plan of bare tasks": blocks(
        {"type": "plan", "title": "T", "tasks": [{"task_id": "1", "title": "A"}] * 50}
    ),
    "task": blocks(TASK),
    "task in progress": blocks(
        {"type": "task_card", "task_id": "2", "title": "Now", "status": "in_progress"}
    ),
    "feedback": blocks({"type": "context_actions", "block_id": "say", "elements": [FEEDBACK, ICON]}),
    "service": blocks(PROVIDER),
    "service whose fallback is a menu": blocks(
        {**PROVIDER, "fallback": [{**SECTION, "accessory": PROVIDER["accessory"]}]}
    ),
    "service in Home": home(PROVIDER),
    "service in a modal": modal({**PROVIDER, "is_connected": False}),
    "what stands in for a service": blocks(
        {
            "type": "auth_provider",
            "value": "v",
            "name": plain("N"),
            "is_connected": False,
            "fallback": [
                {"type": "actions", "elements": [{"type": "button", "text": plain("Go")}]},
                {"type": "alert", "text": plain("Stop")},
                {"type": "call", "call_id": "R1"},
                CARD,
                {"type": "carousel", "elements": [{"type": "card", "title": plain("T")}]},
                {"type": "container", "title": plain("Box"), "child_blocks": [DIVIDER]},
                {"type": "context", "elements": [plain("small")]},
                {"type": "context_actions", "elements": [FEEDBACK]},
                DIVIDER,
                {"type": "file", "external_id": "1", "source": "remote"},
                {"type": "header", "text": plain("Top")},
                IMAGE,
                {"type": "input", "label": plain("Say"), "element": {"type": "plain_text_input"}},
                {"type": "markdown", "text": "*a*"},
                {"type": "plan", "title": "Soon"},
                rich(said("text")),
                SECTION,
                {"type": "task_card", "task_id": "1", "title": "T"},
                VIDEO,
                PIE,
                TABLE,
            ],
        }
    ),
    "a data table in the place of a service": blocks(
        {"type": "auth_provider", "value": "v", "name": plain("N"), "is_connected": False, "fallback": [DATA]}
    ),
}
