"""Foreign text mentions nobody, links nowhere and changes no style, whatever it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.text import ELLIPSIS, escape, foreign, foreign_lines, linked, mail, plain, unescaped
from tests.kit.foreign_texts import (
    CONTROLS,
    DIRECTIONS,
    FAMILY,
    TEN_THOUSAND,
    THOROUGH,
    styles,
    texts,
    unsafe_characters,
)

SECTION = 3000  # the longest text that Slack takes in a section
CONTROL_SEQUENCE = re.compile(r"<|>|&(?!amp;|lt;|gt;)")


@given(texts)
@THOROUGH
def test_slacks_control_characters_are_escaped_and_nothing_is_lost(text: str) -> None:
    safe = escape(text)
    assert not CONTROL_SEQUENCE.search(safe)
    assert unescaped(safe) == text


@given(texts, st.integers(1, 400))
@THOROUGH
def test_foreign_text_is_one_harmless_line(text: str, most: int) -> None:
    safe = foreign(text, most)
    assert safe
    assert not CONTROL_SEQUENCE.search(safe)
    assert not unsafe_characters(safe)
    assert not styles(unescaped(safe))
    assert "\n" not in safe
    assert len(safe) <= most


@given(texts)
@THOROUGH
def test_foreign_lines_are_harmless_quotes(text: str) -> None:
    safe = foreign_lines(text)
    lines = safe.split("\n") if safe else []
    assert all(line.startswith("> ") for line in lines)
    said = "\n".join(line.removeprefix("> ") for line in lines)
    assert not CONTROL_SEQUENCE.search(said)
    assert not unsafe_characters(said.replace("\t", " "))
    assert not any(styles(unescaped(line)) for line in said.split("\n"))


@given(texts, st.integers(1, 200))
@THOROUGH
def test_plain_text_is_one_line_that_is_never_empty(text: str, most: int) -> None:
    said = plain(text, most)
    assert 1 <= len(said) <= most
    assert not unsafe_characters(said)
    assert " ".join(said.split()) == said
    assert plain(said, most) == said


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Brightwell & Söhne", "Brightwell &amp; Söhne"),
        ("<!channel> free lunch", "&lt;!channel&gt; free lunch"),
        ("<@U0TOM>", "&lt;@U0TOM&gt;"),
        ("<https://evil.example|contract>", "&lt;https://evil.example|contract&gt;"),
        ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
        ("*big* _news_ ~old~ `code`", "∗big∗ ˍnewsˍ ∼old∼ ˋcodeˋ"),
        ("snake_case and 2*3*4", "snake_case and 2*3*4"),
        ("5 * 3", "5 ∗ 3"),
        ("two\nlines\r\nand\ta tab", "two lines and a tab"),
        ("", ELLIPSIS),
        (" \n\t ", ELLIPSIS),
        (FAMILY, FAMILY),
        ("שלום עולם", "שלום עולם"),
    ],
)
def test_foreign_text_reads_as_it_was_meant(text: str, safe: str) -> None:
    assert foreign(text) == safe


@pytest.mark.parametrize("character", [*CONTROLS, *DIRECTIONS, "\ufeff"])
def test_unseen_characters_are_taken_out(character: str) -> None:
    assert character not in foreign(f"Acme{character}Inc")
    assert character not in foreign_lines(f"Acme{character}Inc")
    assert character not in plain(f"Acme{character}Inc")


def test_a_file_name_that_reads_backwards_is_set_right() -> None:
    assert foreign("invoice\u202efdp.exe") == "invoicefdp.exe"


def test_ten_thousand_characters_are_cut() -> None:
    assert len(TEN_THOUSAND) > 10_000
    assert 150 < len(foreign(TEN_THOUSAND)) <= 300
    assert foreign(TEN_THOUSAND).endswith(ELLIPSIS)
    assert foreign_lines(TEN_THOUSAND).endswith(ELLIPSIS)
    assert len(plain(TEN_THOUSAND)) <= 150


def test_each_line_of_several_is_quoted_and_empty_ones_are_left_out() -> None:
    assert foreign_lines("How long?\n\n  \n*Who* <@U1>?") == "> How long?\n> ∗Who∗ &lt;@U1&gt;?"
    assert foreign_lines("") == ""


@pytest.mark.parametrize("text", ["_*x*_", "_~x~_", "a _*b*_ c"])
def test_marks_inside_marks_lose_their_style_too(text: str) -> None:
    assert not set("*_~") & set(foreign(text))


@pytest.mark.parametrize(
    "character", ["\x80", "\x9b", "\x9f", "\u061c", "\u200b", "\u2060", "\u180e", "\ufffa"]
)
def test_the_rarer_unseen_characters_are_taken_out(character: str) -> None:
    assert character not in foreign(f"Acme{character}Inc")


def test_half_a_character_is_taken_out() -> None:
    assert foreign("Acme \ud83d Inc").encode()


@pytest.mark.parametrize("text", ["<" * 1500, "&" * 10_000, "Q&A\n" * 300, "a *b* c\n" * 100])
def test_foreign_lines_fit_into_a_section(text: str) -> None:
    assert len(foreign_lines(text)) <= SECTION


def test_a_text_that_begins_with_many_blanks_is_cut() -> None:
    assert len(foreign_lines(" " * 1600 + "What does it cost?")) <= 1600


@pytest.mark.timeout(2)
def test_more_lines_than_there_is_room_for_are_cut() -> None:
    assert len(foreign_lines("Why?\n" * 400)) <= SECTION


@given(texts, texts)
@THOROUGH
def test_a_link_leads_to_its_address_or_nowhere(url: str, label: str) -> None:
    assert not CONTROL_SEQUENCE.search(linked(url, label)) or linked(url, label).startswith("<http")
    found = linked("https://brightwell.example/?a=1&b=2", label)
    assert found.startswith("<https://brightwell.example/?a=1&amp;b=2|")
    assert found.endswith(">")
    assert not CONTROL_SEQUENCE.search(found[1:-1])


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/story", "<https://a.example/story|A story>"),
        ("javascript:alert(1)", "A story"),
        ("https://a.example|<!channel>", "A story"),
        ("https://a.example/with a blank", "A story"),
        ("", "A story"),
    ],
)
def test_only_the_address_of_a_page_is_linked(url: str, shown: str) -> None:
    assert linked(url, "A story") == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("priya@nordlicht.example", "<mailto:priya@nordlicht.example|priya@nordlicht.example>"),
        ("<!channel>@a.example", "&lt;!channel&gt;@a.example"),
        ("a|b@a.example", "a|b@a.example"),
        ("nobody", "nobody"),
    ],
)
def test_only_an_address_can_be_written_to(address: str, shown: str) -> None:
    assert mail(address) == shown
