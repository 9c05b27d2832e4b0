"""Rich text: its four parts and ten leaves."""

from tests.blockrules.sample import Json, Samples, blocks, home, modal, rich, said

STYLE: Json = {
    "bold": True,
    "italic": True,
    "strike": False,
    "underline": True,
    "code": False,
    "highlight": True,
    "client_highlight": False,
    "unlink": True,
}
LEAVES: dict[str, Json] = {
    "text": {**said("Hello"), "style": {"bold": True, "code": True}},
    "link": {
        "type": "link",
        "url": "https://shop.example",
        "text": "the shop",
        "unsafe": False,
        "style": {"italic": True},
    },
    "user": {"type": "user", "user_id": "U0ADA", "style": STYLE},
    "user group": {"type": "usergroup", "usergroup_id": "S0OWNERS", "style": {"bold": True}},
    "channel": {"type": "channel", "channel_id": "C0ALL", "style": {"strike": True}},
    "team": {"type": "team", "team_id": "T0SHOP", "style": {"bold": False}},
    "emoji": {
        "type": "emoji",
        "name": "wave",
        "unicode": "1f44b",
        "skin_tone": 2,
        "url": "https://emoji.example/wave.png",
        "style": {"bold": True},
    },
    "broadcast": {"type": "broadcast", "range": "here", "style": {"bold": True}},
    "colour": {"type": "color", "value": "#F405B3", "style": {"bold": True}},
    "date": {
        "type": "date",
        "timestamp": 1720710212,
        "format": "{date_num} at {time}",
        "url": "https://shop.example",
        "fallback": "in July",
        "style": {"bold": True},
    },
}
ITEM: Json = {"type": "rich_text_section", "elements": [said("one")]}
PARTS: dict[str, Json] = {
    "list": {
        "type": "rich_text_list",
        "style": "ordered",
        "indent": 8,
        "offset": 1,
        "border": 1,
        "elements": [ITEM, ITEM],
    },
    "quote": {"type": "rich_text_quote", "border": 0, "elements": [said("to be"), LEAVES["link"]]},
    "preformatted": {
        "type": "rich_text_preformatted",
        "border": 0,
        "language": "python",
        "elements": [said("x = 1"), LEAVES["link"]],
    },
}

SAMPLES: Samples = {
    **{f"rich text with {name}": blocks({**rich(leaf), "block_id": "rich"}) for name, leaf in LEAVES.items()},
    **{f"rich {name}": blocks({"type": "rich_text", "elements": [part]}) for name, part in PARTS.items()},
    "rich text of nothing": blocks({"type": "rich_text", "elements": []}),
    "an empty rich section": blocks(rich()),
    "all leaves in one": blocks(rich(*LEAVES.values())),
    "rich text in Home": home(rich(said("Hello"))),
    "rich text in a modal": modal(rich(said("Hello"))),
}
