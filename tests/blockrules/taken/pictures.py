"""Images, files, videos, cards and carousels."""

from tests.blockrules.sample import (
    BUTTON,
    IMAGE,
    SLACK_IMAGE,
    Json,
    Sample,
    Samples,
    beside,
    blocks,
    home,
    marked,
    modal,
    plain,
)

VIDEO: Json = {
    "type": "video",
    "block_id": "film",
    "title": plain("How it works"),
    "title_url": "https://videos.example/watch/1",
    "description": plain("In three minutes"),
    "video_url": "https://videos.example/embed/1",
    "thumbnail_url": "https://videos.example/1.png",
    "alt_text": "A film of the shop",
    "author_name": "Ada",
    "provider_name": "Videos",
    "provider_icon_url": "https://videos.example/icon.png",
}
CARD: Json = {
    "type": "card",
    "block_id": "card",
    "hero_image": IMAGE,
    "icon": SLACK_IMAGE,
    "title": marked("*Chair*"),
    "subtitle": plain("Oak"),
    "body": marked("It has four legs."),
    "subtext": plain("In stock"),
    "actions": [
        {**BUTTON, "action_id": "buy"},
        {**BUTTON, "action_id": "keep"},
        {**BUTTON, "action_id": "more"},
    ],
}

SAMPLES: Samples = {
    "image by address": blocks({**IMAGE, "block_id": "picture", "title": plain("Our cat")}),
    "image by file id": blocks(SLACK_IMAGE),
    "image by file address": blocks(
        {
            "type": "image",
            "slack_file": {"url": "https://files.slack.com/files-pri/T1-F1/cat.png"},
            "alt_text": "A cat",
        }
    ),
    "section beside a file's picture": beside(SLACK_IMAGE),
    "remote file": blocks({"type": "file", "block_id": "f", "external_id": "ABCD1", "source": "remote"}),
    "video": blocks(VIDEO),
    "video in a modal": modal({key: value for key, value in VIDEO.items() if key != "title_url"}),
    "video in Home": home(VIDEO),
    "video in a container": blocks({"type": "container", "title": plain("Film"), "child_blocks": [VIDEO]}),
    "card": blocks(CARD),
    "card with an icon of Slack's": blocks(
        {"type": "card", "title": plain("Bug"), "slack_icon": {"type": "icon", "name": "bug"}}
    ),
    "card of an image": blocks({"type": "card", "hero_image": IMAGE}),
    "card of a body": blocks({"type": "card", "body": plain("Only words"), "subtext": marked("_small_")}),
    "card of a button": blocks({"type": "card", "actions": [BUTTON]}),
    "card with plain title and marked subtitle": blocks(
        {"type": "card", "title": plain("T"), "subtitle": marked("_S_"), "body": plain("B")}
    ),
    "carousel": blocks({"type": "carousel", "block_id": "wheel", "elements": [{**CARD, "block_id": "c"}]}),
    "carousel of ten": blocks(
        {
            "type": "carousel",
            "elements": [{"type": "card", "title": plain(str(number))} for number in range(10)],
        }
    ),
    "card in Home": home(CARD),
    "card in a modal": modal(CARD),
    "carousel in Home": home({"type": "carousel", "elements": [CARD]}),
    "container in Home": home({"type": "container", "title": plain("Box"), "child_blocks": [SLACK_IMAGE]}),
    "the longest picture": Sample(
        [
            {
                **IMAGE,
                "image_url": "https://p.example/" + "x" * 2982,
                "alt_text": "x" * 2000,
                "title": plain("x" * 2000),
            }
        ]
    ),
}
