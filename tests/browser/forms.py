"""Every element that is typed into, chosen from or pressed, in a message and in a form."""

from typing import Any

from tests.browser.pieces import MANY, SIZES, Json, button, mrkdwn, option, plain

SURE: Json = {
    "title": plain("Delete it?"),
    "text": plain("It can't be brought back."),
    "confirm": plain("Delete"),
}
SURE |= {"deny": plain("Keep it"), "style": "danger"}

ELEMENTS: list[Json] = [
    {
        "type": "actions",
        "elements": [
            button("Approve", style="primary", value="1"),
            button("Delete", style="danger", confirm=SURE, value="1"),
            button("Read more", url="https://a.example"),
            {"type": "overflow", "action_id": "more", "options": [option("Later"), option("Never")]},
        ],
    },
    {
        "type": "actions",
        "elements": [
            {"type": "static_select", "action_id": "size", "placeholder": plain("A size"), "options": SIZES},
            {"type": "multi_static_select", "action_id": "many", "placeholder": plain("Several"), "options": MANY,
             "initial_options": MANY[:2]},
            {"type": "users_select", "action_id": "who", "placeholder": plain("Somebody")},
            {"type": "channels_select", "action_id": "where", "placeholder": plain("A channel")},
            {"type": "external_select", "action_id": "find", "placeholder": plain("A shelf"), "min_query_length": 1},
        ],
    },
    {
        "type": "actions",
        "elements": [
            {"type": "datepicker", "action_id": "day", "placeholder": plain("A day")},
            {"type": "timepicker", "action_id": "hour", "initial_time": "09:30", "placeholder": plain("A time")},
            {"type": "datetimepicker", "action_id": "moment", "initial_date_time": 1772600000},
        ],
    },
    {
        "type": "section",
        "text": mrkdwn("Ticks and rounds"),
        "accessory": {"type": "checkboxes", "action_id": "ticks", "options": SIZES, "initial_options": SIZES[:1]},
    },
    {
        "type": "actions",
        "elements": [
            {"type": "radio_buttons", "action_id": "rounds", "options": SIZES, "initial_option": SIZES[1]}
        ],
    },
]  # fmt: skip


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    named = {"action_id": f"{block_id}_in", **element}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": named, **more}


def maybe(block_id: str, label: str, element: Json) -> Json:
    return field(block_id, label, element, optional=True)


TYPED = [
    field(
        "line",
        "A line",
        {"type": "plain_text_input", "max_length": 20},
        hint=plain("Twenty letters at most."),
    ),
    maybe(
        "lines",
        "Several lines",
        {"type": "plain_text_input", "multiline": True, "placeholder": plain("Write")},
    ),
    maybe("rich", "Rich text", {"type": "rich_text_input"}),
    maybe("number", "A number", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
    maybe("mail", "An address", {"type": "email_text_input"}),
    maybe("link", "A link", {"type": "url_text_input"}),
]
CHOSEN = [
    maybe("day", "A day", {"type": "datepicker"}),
    maybe("hour", "A time", {"type": "timepicker"}),
    maybe("moment", "A moment", {"type": "datetimepicker"}),
    maybe("one", "One of them", {"type": "static_select", "options": SIZES}),
    maybe("some", "Some of them", {"type": "multi_static_select", "options": MANY, "max_selected_items": 3}),
    maybe("person", "A person", {"type": "users_select"}),
    maybe("people", "People", {"type": "multi_users_select"}),
    maybe("place", "A place", {"type": "conversations_select"}),
    maybe("ticks", "Ticks", {"type": "checkboxes", "options": SIZES}),
    maybe("round", "Rounds", {"type": "radio_buttons", "options": SIZES}),
    maybe("files", "Files", {"type": "file_input", "filetypes": ["txt"], "max_files": 2}),
]
FORM: Json = {
    "type": "modal",
    "callback_id": "order",
    "title": plain("Every input"),
    "submit": plain("Send"),
    "close": plain("Cancel"),
    "blocks": [*TYPED, *CHOSEN],
}
