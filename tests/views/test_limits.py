"""Slack's limits, and names that try to be more than names, on every surface."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest

from bot.homes import TABS
from bot.kit.text import UNSEEN
from tests.views.gallery import everything
from tests.views.gallery.surface import Surface
from tests.views.people import Names, all_named
from tests.views.slack_rules import ENTITY, STYLE, TOKEN, marked_up, problems, texts

USUAL = {surface.name: surface for surface in everything(Names())}
HOSTILE = {
    "mention": "<!channel> <!here> <@U0TOM> <#C1|general> <!subteam^S1>",
    "link": "<https://evil.example|Brightwell>",
    "entities": "&lt;!channel&gt; &amp;lt; R&D",
    "bold": "*bold* **bolder** ***boldest***",
    "italic": "_italic_ __italic__",
    "struck": "~struck~ ~~struck~~",
    "code": "`code` ```\ncode\n```",
    "nested": "_*bold*_ *_italic_* ~_struck_~ _~struck~_",
    "lines": "one\n*two*\r\n> three\u2028four\n- five",
    "long": "x" * 10_000,
    "long_words": "word " * 2_000,
    "long_ampersands": "&" * 10_000,
    "long_tags": "<!channel>" * 1_000,
    "emoji": "\U0001f469\u200d\U0001f4bb\U0001f44d\U0001f3fd" * 500,
    "right_to_left": "\u202eevil\u202c \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u2067x\u2069\u200f",
    "unseen": "a\x00b\x07c\ufeffd",
    "blank": " \t\n ",
    "quotes": "\"'“”‘’|{}[]()\\",
}


@cache
def drawn(text: str) -> list[Surface]:
    names = all_named(text)
    return everything(names if text.strip() else replace(names, questions="A question"))


def refused(surfaces: Iterable[Surface]) -> dict[str, list[str]]:
    found = {surface.name: problems(surface) for surface in surfaces}
    return {name: bad for name, bad in found.items() if bad}


@pytest.mark.parametrize("name", USUAL)
def test_slack_takes_every_surface_as_it_is(name: str) -> None:
    assert problems(USUAL[name]) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_name_breaks_a_limit(text: str) -> None:
    assert refused(drawn(text)) == refused(USUAL.values())


def test_names_that_are_missing_leave_no_empty_text() -> None:
    assert refused(everything(all_named(""))) == refused(USUAL.values())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_name_mentions_links_or_ends_in_half_an_entity(text: str) -> None:
    for surface in drawn(text):
        tokens = [TOKEN.findall(each) for each in marked_up(surface)]
        usual = [TOKEN.findall(each) for each in marked_up(USUAL[surface.name])]
        ours = [[token.split("|")[0] for token in found] for found in tokens]
        known = [[token.split("|")[0] for token in found] for found in usual]
        # None of the hostile texts is an address of mail.
        assert ours == [[t for t in found if not t.startswith("<mailto:")] for found in known], surface.name
        for each in marked_up(surface):
            assert ENTITY.search(each) is None, (surface.name, each[-60:])
            assert re.search("[<>]", TOKEN.sub("", re.sub("(?m)^> ", "", each))) is None, (surface.name, each)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_name_changes_a_style(text: str) -> None:
    for surface in drawn(text):
        marks = [Counter(STYLE.findall(each)) for each in marked_up(surface)]
        usual = [Counter(STYLE.findall(each)) for each in marked_up(USUAL[surface.name])]
        assert [count - known for count, known in zip(marks, usual, strict=True)] == [Counter()] * len(marks)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_name_starts_a_line_of_its_own_or_turns_the_reading_direction(text: str) -> None:
    for surface in drawn(text):
        lines = [len(_unquoted(each)) for each in marked_up(surface)]
        usual = [len(_unquoted(each)) for each in marked_up(USUAL[surface.name])]
        assert all(count <= known for count, known in zip(lines, usual, strict=True)), surface.name
        assert not any(UNSEEN.search(each["text"]) for each in texts(surface.blocks)), surface.name


def _unquoted(text: str) -> list[str]:
    return [line for line in text.split("\n") if not line.startswith("> ")]


def test_what_only_looks_like_a_link_or_a_channel_stays_text() -> None:
    """Slack turns "evil.example" and "#general" in a mrkdwn object into links, unless it is told to leave them."""
    bare = {
        surface.name
        for surface in USUAL.values()
        for text in texts(surface.blocks)
        if text["type"] == "mrkdwn" and text.get("verbatim") is not True
    }
    assert bare == set()


def test_every_tab_of_a_home_filled_to_the_brim_fits() -> None:
    homes = [surface for surface in USUAL.values() if surface.kind == "home"]
    assert {surface.name for surface in homes} == {"home: nobody", *(f"home: {tab}" for tab in TABS)}
    assert refused(homes) == {}
