"""Every kind of block that Slack documents, each valid, to be looked at."""

from tests.browser.forms import ELEMENTS
from tests.browser.pieces import PLACE, Json, button, items, mrkdwn, picture, plain, rich, section, words

WORDS: list[Json] = [
    {"type": "header", "text": plain("A header :tada:")},
    {
        "type": "section",
        "text": mrkdwn("*Bold*, _italic_, ~struck~, `code`, <https://a.example|a link>, :wave:"),
    },
    {
        "type": "section",
        "text": mrkdwn("<@U0ADA> and <#C0ALL>\n> a quote\n> of two lines\n• one\n• two\n```code\n  kept```"),
    },
    {
        "type": "section",
        "fields": [
            mrkdwn("*Customer*\nNordlicht Pay"),
            mrkdwn("*Needed by*\n20 March"),
            plain("One"),
            plain("Two"),
        ],
    },
    {"type": "section", "text": mrkdwn("With a button beside it"), "accessory": button("Look", value="1")},
    {
        "type": "section",
        "text": mrkdwn("With a picture beside it"),
        "accessory": picture("small", "A small picture"),
    },
    {"type": "divider"},
    {
        "type": "context",
        "elements": [
            picture("tiny", "A face"),
            mrkdwn("Asked by *Ada* <!date^1772600000^{date_pretty}|in March>"),
        ],
    },
    {
        "type": "image",
        "title": plain("A picture with a title"),
        "image_url": f"{PLACE}/wide.svg",
        "alt_text": "Hills",
    },
    {
        "type": "markdown",
        "text": "# Markdown\n**bold**, *italic*, ~~struck~~, `code` and [a link](https://a.example)\n\n"
        "1. first\n2. second\n   - within\n   - it\n\n- [x] done\n- [ ] open\n\n> a quote\n\n"
        "| Name | Count |\n|:--|--:|\n| One | 1 |\n| Two | 22 |\n\n```\ncode\n```\n---\nThe end.",
    },
]

RICH: list[Json] = [
    rich(
        section(
            words("Plain, "), words("bold", bold=True), words(", "), words("italic", italic=True), words(", "),
            words("struck", strike=True), words(", "), words("code", code=True), words(" and "),
            {"type": "link", "url": "https://a.example", "text": "a link"}, words(" for "),
            {"type": "user", "user_id": "U0ADA"}, words(" in "), {"type": "channel", "channel_id": "C0ALL"},
            words(" "), {"type": "emoji", "name": "wave"}, words(" "), {"type": "broadcast", "range": "here"},
            words(" on "),
            {"type": "date", "timestamp": 1772600000, "format": "{date_long}", "fallback": "4 March"},
            words(" "), {"type": "color", "value": "#0b6b57"},
        ),
        items("bullet", 0, "Outer", "Outer too"),
        items("bullet", 1, "Inner"),
        items("bullet", 2, "Innermost"),
        items("ordered", 0, "First", "Second"),
        items("ordered", 1, "Within the second"),
        {"type": "rich_text_quote", "elements": [words("Said once.\nAnd kept.")]},
        {"type": "rich_text_preformatted", "elements": [words("if kept:\n    indent()")]},
    ),
]  # fmt: skip

TABLE: Json = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "center"}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": text} for text in ("Customer", "Standing", "Asks")],
        [{"type": "raw_text", "text": "Nordlicht Pay, of Hamburg"}, rich(section(words("Rested", bold=True))),
         {"type": "raw_number", "value": 3, "text": "3"}],
        [{"type": "raw_text", "text": "Tallbacken"}, {"type": "raw_text", "text": "Free"},
         {"type": "raw_number", "value": 12, "text": "12"}],
    ],
}  # fmt: skip

DATA_TABLE: Json = {
    "type": "data_table",
    "caption": "Deals by value",
    "page_size": 4,
    "row_header_column_index": 0,
    "rows": [
        [{"type": "raw_text", "text": "Deal"}, {"type": "raw_text", "text": "Value in €"}],
        *[
            [
                {"type": "raw_text", "text": f"Deal {n:02}"},
                {"type": "raw_number", "value": n * 70 % 90, "text": f"{n * 70 % 90} k"},
            ]
            for n in range(1, 11)
        ],
    ],
}

CHARTS: list[Json] = [
    {
        "type": "data_visualization",
        "title": "Answers",
        "chart": {"type": "pie", "segments": [{"label": "Yes", "value": 6}, {"label": "No", "value": 2}]},
    },
    {
        "type": "data_visualization",
        "title": "Asks a week",
        "chart": {
            "type": "bar",
            "series": [
                {"name": "Asked", "data": [{"label": "2 Feb", "value": 9}, {"label": "9 Feb", "value": 12}]}
            ],
            "axis_config": {"categories": ["2 Feb", "9 Feb"], "x_label": "Week of"},
        },
    },
]

CARD: Json = {
    "type": "card",
    "hero_image": picture("wide", "Hills"),
    "icon": picture("tiny", "A mark"),
    "title": mrkdwn("Nordlicht Pay"),
    "subtitle": mrkdwn("Finance · Hamburg"),
    "body": mrkdwn("Gave *two* reference calls last year."),
    "actions": [button("Ask", style="primary", value="1"), button("Later", value="1")],
}
SMALL_CARDS = [
    {
        "type": "card",
        "title": mrkdwn(f"Card {n}"),
        "body": mrkdwn("Words in a card."),
        "actions": [button(f"Open {n}")],
    }
    for n in range(1, 6)
]

BOXES: list[Json] = [
    CARD,
    {"type": "carousel", "elements": SMALL_CARDS},
    *[
        {"type": "alert", "level": level, "text": mrkdwn(f"An alert of level *{level}*.")}
        for level in ("default", "info", "warning", "error", "success")
    ],
    {
        "type": "container",
        "title": plain("A container that folds"),
        "subtitle": mrkdwn("Two records"),
        "is_collapsible": True,
        "child_blocks": [
            {"type": "section", "block_id": "in-1", "text": mrkdwn("One"), "accessory": button("Change one")},
            {"type": "divider", "block_id": "in-2"},
            {"type": "section", "block_id": "in-3", "text": mrkdwn("Two")},
        ],
    },
    {
        "type": "container",
        "title": plain("A folded one"),
        "is_collapsible": True,
        "default_collapsed": True,
        "width": "narrow",
        "child_blocks": [{"type": "section", "block_id": "in-4", "text": mrkdwn("Hidden at first")}],
    },
]  # fmt: skip

STEPS: list[Json] = [
    {
        "type": "plan",
        "title": "Finding a customer",
        "tasks": [
            {"type": "task_card", "task_id": "1", "title": "Read the deal", "status": "complete",
             "output": rich(section(words("Kestrel, in finance"))),
             "sources": [{"type": "url", "url": "https://crm.example/1", "text": "CRM"}]},
            {"type": "task_card", "task_id": "2", "title": "Compare customers", "status": "in_progress"},
            {"type": "task_card", "task_id": "3", "title": "Ask the owner", "status": "pending"},
            {"type": "task_card", "task_id": "4", "title": "Look at the calendar", "status": "error",
             "details": rich(section(words("No access")))},
        ],
    },
    {"type": "task_card", "task_id": "5", "title": "A task alone", "status": "complete"},
    {
        "type": "video",
        "title": plain("How a reference call goes"),
        "title_url": f"{PLACE}/film",
        "video_url": f"{PLACE}/embed",
        "thumbnail_url": f"{PLACE}/wide.svg",
        "alt_text": "Two people talking",
        "author_name": "Maya",
        "provider_name": "Films",
        "description": plain("Three minutes."),
    },
    {"type": "file", "external_id": "contract-7", "source": "remote"},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "look",
                "positive_button": {"text": plain("Good answer"), "value": "good"},
                "negative_button": {"text": plain("Bad answer"), "value": "bad"},
            },
            {"type": "icon_button", "action_id": "remove", "icon": "trash", "text": plain("Remove")},
        ],
    },
]  # fmt: skip

MESSAGES = {
    "Words": WORDS,
    "Rich text": RICH,
    "A table": [TABLE],
    "A data table": [DATA_TABLE],
    "Charts": CHARTS,
    "Boxes": BOXES,
    "Steps": STEPS,
    "Elements": ELEMENTS,
}
