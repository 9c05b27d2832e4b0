"""What the samples are made of."""

from dataclasses import dataclass
from typing import Any

from sandbox.blockrules import Surface


@dataclass(frozen=True)
class Sample:
    """A list of blocks, or a view, on its surface."""

    payload: Any
    surface: Surface = "message"


Samples = dict[str, Sample]
Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(label: str, value: str) -> Json:
    return {"text": plain(label), "value": value}


def blocks(*each: Json) -> Sample:
    return Sample(list(each))


def acting(*elements: Json) -> Sample:
    """In an actions block of a message."""
    return blocks({"type": "actions", "elements": list(elements)})


def beside(element: Json) -> Sample:
    """At the side of a section."""
    return blocks({"type": "section", "text": marked("Choose"), "accessory": element})


def asking(element: Json, **more: Any) -> Sample:
    """In an input of a modal."""
    return modal(
        {"type": "input", "label": plain("Answer"), "element": element, **more}, submit=plain("Send")
    )


def modal(*each: Json, **more: Any) -> Sample:
    return Sample({"type": "modal", "title": plain("Window"), "blocks": list(each), **more}, "modal")


def home(*each: Json, **more: Any) -> Sample:
    return Sample({"type": "home", "blocks": list(each), **more}, "home")


CONFIRM: Json = {
    "title": plain("Sure?"),
    "text": marked("It *cannot* be undone."),
    "confirm": plain("Do it"),
    "deny": plain("Leave it"),
    "style": "danger",
}
DISPATCH: Json = {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}
DIVIDER: Json = {"type": "divider"}
IMAGE: Json = {"type": "image", "image_url": "https://pictures.example/cat.png", "alt_text": "A cat"}
SLACK_IMAGE: Json = {"type": "image", "slack_file": {"id": "F0123456"}, "alt_text": "A drawing"}
SECTION: Json = {"type": "section", "text": marked("Hello")}
BUTTON: Json = {"type": "button", "text": plain("Press")}


def rich(*leaves: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(leaves)}]}


def said(text: str) -> Json:
    return {"type": "text", "text": text}
