"""The small pieces that blocks of Slack's are made of."""

from typing import Any

Json = dict[str, Any]
PLACE = "https://pictures.example"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, about: str = "") -> Json:
    described = {"description": plain(about)} if about else {}
    return {"text": plain(text), "value": text.lower().replace(" ", "_"), **described}


def picture(name: str, words: str) -> Json:
    return {"type": "image", "image_url": f"{PLACE}/{name}.svg", "alt_text": words}


def button(label: str, **more: Any) -> Json:
    return {"type": "button", "action_id": label.lower().replace(" ", "_"), "text": plain(label), **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def words(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def section(*pieces: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(pieces)}


def items(style: str, indent: int, *texts: str) -> Json:
    lines = [section(words(text)) for text in texts]
    return {"type": "rich_text_list", "style": style, "indent": indent, "elements": lines}


SIZES = [option("Small", "for one"), option("Medium"), option("Large", "for a whole team")]
MANY = [option(f"Choice {number}") for number in range(1, 31)]

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><rect width="400" height="200" fill="#bcd9e8"/>
<path d="M0 200L120 70l70 80 60-50 150 100z" fill="#4b8b6f"/><circle cx="320" cy="50" r="24" fill="#f0c75e"/></svg>"""
