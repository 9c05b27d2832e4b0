"""Texts as strangers may write them: markup, mentions, controls, other directions, emoji."""

import unicodedata

from hypothesis import settings
from hypothesis import strategies as st

THOROUGH = settings(max_examples=300, deadline=None)

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
TEN_THOUSAND = "Brightwell & Söhne <GmbH> *bold* " * 304
CONTROLS = [chr(code) for code in [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F]]
DIRECTIONS = list("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MARKS = "*_~`"

PIECES = [
    "<!channel>",
    "<!here|here>",
    "<@U0TOM>",
    "<#C0SALES|sales>",
    "<https://evil.example|our contract>",
    "<mailto:a@b.example|mail>",
    "&lt;!channel&gt;",
    "&amp;",
    "```",
    "snake_case_name",
    "*bold*",
    "_slanted_",
    "~struck~",
    "> quoted",
    "שלום עולם",
    "مرحبا",
    "東京",
    "👍🏽",
    "🇩🇪",
    FAMILY,
    "e\u0301",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u2028",
    "\ufeff",
    *CONTROLS[:4],
    *DIRECTIONS,
]
# C1 controls and the Arabic letter mark have a test of their own.
letters = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u061c"), max_size=20)
anything = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(list(MARKS)), letters), max_size=30)
texts = anything.map("".join)


def unsafe_characters(text: str) -> list[str]:
    return [c for c in text if c in DIRECTIONS or (unicodedata.category(c) == "Cc" and c != "\n")]


def styles(text: str) -> list[int]:
    """The places where Slack would begin or end a style: a mark that is not between two letters."""
    return [place for place, c in enumerate(text) if c == "`" or (c in "*_~" and not _inside(text, place))]


def _inside(text: str, place: int) -> bool:
    around = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    return all(c.isalnum() for c in around)
