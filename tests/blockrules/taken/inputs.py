"""What is typed, ticked or picked."""

from tests.blockrules.sample import (
    CONFIRM,
    DISPATCH,
    Json,
    Samples,
    acting,
    asking,
    beside,
    blocks,
    home,
    marked,
    modal,
    option,
    plain,
    rich,
    said,
)

BOXES: Json = {
    "type": "checkboxes",
    "action_id": "ticks",
    "confirm": CONFIRM,
    "focus_on_load": True,
    "options": [
        {"text": marked("*First*"), "value": "1", "description": marked("_best_")},
        {"text": plain("Second"), "value": "2", "description": plain("good")},
    ],
    "initial_options": [{"text": plain("Second"), "value": "2", "description": plain("good")}],
}
RADIO: Json = {
    "type": "radio_buttons",
    "action_id": "round",
    "confirm": CONFIRM,
    "focus_on_load": False,
    "options": [option("Yes", "y"), {"text": marked("*No*"), "value": "n"}],
    "initial_option": option("Yes", "y"),
}
DATE: Json = {
    "type": "datepicker",
    "action_id": "day",
    "confirm": CONFIRM,
    "focus_on_load": True,
    "placeholder": plain("Choose a day"),
    "initial_date": "2026-02-28",
}
TIME: Json = {
    "type": "timepicker",
    "action_id": "hour",
    "confirm": CONFIRM,
    "focus_on_load": True,
    "placeholder": plain("Choose a time"),
    "initial_time": "23:59",
    "timezone": "Europe/Berlin",
}
MOMENT: Json = {
    "type": "datetimepicker",
    "action_id": "moment",
    "confirm": CONFIRM,
    "focus_on_load": True,
    "initial_date_time": 1628633820,
}
TYPED: Json = {
    "action_id": "typed",
    "focus_on_load": True,
    "placeholder": plain("Type"),
    "dispatch_action_config": DISPATCH,
}
LINE: Json = {
    **TYPED,
    "type": "plain_text_input",
    "initial_value": "Hello",
    "multiline": True,
    "min_length": 2,
    "max_length": 3000,
}
RICH: Json = {
    **TYPED,
    "type": "rich_text_input",
    "initial_value": rich(said("Hello")),
    "min_lines": 2,
    "max_lines": 100,
}

SAMPLES: Samples = {
    "plain text input": asking(
        LINE, block_id="q", hint=plain("In a few words"), optional=True, dispatch_action=True
    ),
    "bare plain text input": asking({"type": "plain_text_input"}),
    "e-mail input": asking({**TYPED, "type": "email_text_input", "initial_value": "ada@shop.example"}),
    "address input": asking({**TYPED, "type": "url_text_input", "initial_value": "https://shop.example"}),
    "number input": asking(
        {
            **TYPED,
            "type": "number_input",
            "is_decimal_allowed": True,
            "initial_value": "2.5",
            "min_value": "-1",
            "max_value": "10",
        }
    ),
    "rich text input": asking(RICH),
    "bare rich text input": asking({"type": "rich_text_input"}),
    "rich text input in actions": acting(RICH),
    "file input": asking(
        {"type": "file_input", "action_id": "files", "filetypes": ["png", "pdf"], "max_files": 10}
    ),
    "checkboxes": asking(BOXES),
    "checkboxes in actions": acting(BOXES),
    "checkboxes beside a section": beside(BOXES),
    "radio buttons": asking(RADIO),
    "radio buttons in actions": acting(RADIO),
    "radio buttons beside a section": beside(RADIO),
    "date picker": asking(DATE),
    "date picker in actions": acting(DATE),
    "date picker beside a section": beside(DATE),
    "time picker": asking(TIME),
    "time picker in actions": acting(TIME),
    "time picker beside a section": beside(TIME),
    "date and time picker": asking(MOMENT),
    "date and time picker in actions": acting(MOMENT),
    "input in a message": blocks(
        {"type": "input", "label": plain("Say"), "element": {"type": "plain_text_input"}}
    ),
    "input in Home": home({"type": "input", "label": plain("Say"), "element": DATE}),
    "input in a container": blocks(
        {
            "type": "container",
            "title": plain("Ask"),
            "child_blocks": [{"type": "input", "label": plain("Day"), "element": DATE}],
        }
    ),
    "a form of two questions": modal(
        {"type": "input", "block_id": "a", "label": plain("Name"), "element": {"type": "plain_text_input"}},
        {"type": "input", "block_id": "b", "label": plain("Day"), "element": {"type": "datepicker"}},
        submit=plain("Send"),
    ),
}
