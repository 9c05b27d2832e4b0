"""Long text is cut on a word, names are folded for comparison, lists and numbers are said as people say them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.text import ELLIPSIS, cut, key, listed, plural, sentence, times
from tests.kit.foreign_texts import FAMILY, TEN_THOUSAND, THOROUGH, texts

JOINER = "\u200d"
LATIN_TO_CYRILLIC = st.characters(min_codepoint=0x20, max_codepoint=0x4FF)


@given(texts, st.integers(1, 300))
@THOROUGH
def test_a_cut_never_exceeds_the_limit(text: str, most: int) -> None:
    # Blanks in front have a test of their own.
    assert len(cut(text.lstrip(), most)) <= most


@given(texts, st.integers(0, 300))
@THOROUGH
def test_what_fits_is_left_as_it_is(text: str, room: int) -> None:
    assert cut(text, len(text) + room) == text


@given(texts, st.floats(0, 1))
@THOROUGH
def test_a_cut_keeps_the_beginning_and_says_that_more_followed(drawn: str, part: float) -> None:
    text = f"Acme {drawn}"
    kept = cut(text, 1 + int((len(text) - 2) * part))
    assert kept.endswith(ELLIPSIS)
    assert text.startswith(kept[:-1])
    assert kept[:-1] == kept[:-1].rstrip()


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=12, max_size=30), st.integers(22, 60))
@THOROUGH
def test_a_cut_falls_between_words(words: list[str], most: int) -> None:
    text = " ".join([*words, "and", "so", "on"] * 3)  # always longer than the limit
    kept = cut(text, most).removesuffix(ELLIPSIS)
    assert f"{text} ".startswith(f"{kept} ")


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("a friendly company", 12, "a friendly…"),
        ("a friendly company", 11, "a friendly…"),
        ("a friendly company", 18, "a friendly company"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("a Donaudampfschifffahrt", 12, "a Donaudamp…"),  # no more than half is given up for a whole word
        ("شركة صديقة جدا", 8, "شركة صد…"),
        ("x", 1, "x"),
        ("xy", 1, "…"),
    ],
)
def test_a_cut_by_hand(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short


@pytest.mark.parametrize("most", range(2, 8))
def test_a_family_is_never_cut_at_the_joint(most: int) -> None:
    short = cut(FAMILY * 3, most)
    assert JOINER not in short[-2:]
    assert short.encode().decode() == short


def test_ten_thousand_characters_are_cut_where_slack_wants_it() -> None:
    for most in (24, 75, 150, 2000, 3000):
        assert most / 2 < len(cut(TEN_THOUSAND, most)) <= most


@pytest.mark.parametrize("blanks", [" " * 20, "\n" * 20, "\t \t \t \t \t "])
def test_blanks_in_front_are_cut_like_any_text(blanks: str) -> None:
    assert len(cut(blanks + "word", 8)) <= 8


def test_with_no_room_nothing_is_left() -> None:
    assert cut("word", 0) == ""


@given(st.text(LATIN_TO_CYRILLIC, max_size=60))
@THOROUGH
def test_case_accents_and_spacing_do_not_count_in_a_key(name: str) -> None:
    folded = key(name)
    assert key(name.casefold()) == folded
    assert key(unicodedata.normalize("NFD", name)) == key(unicodedata.normalize("NFC", name)) == folded
    assert key(f"  {name.replace(' ', '  ')} ") == folded


@given(st.text())
@THOROUGH
def test_a_key_is_letters_and_digits_with_single_spaces(name: str) -> None:
    folded = key(name)
    assert len(folded) <= 200
    assert " ".join(folded.split()) == folded.rstrip()
    # Vowel signs of Indic scripts are marks, and part of the word.
    assert all(c.isalnum() or c == " " or unicodedata.category(c).startswith("M") for c in folded)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nordlicht AG", "NORDLICHT  ag"),
        ("Müller & Söhne", "Muller Sohne"),
        ("Straße", "STRASSE"),
        ("L'Oréal", "l oreal"),
        ("Ångström", "A\u030angstro\u0308m"),
        ("İstanbul", "istanbul"),
        ("Ｆｕｌｌ", "full"),
        ("Acme, Inc.", "acme inc"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
    ],
)
def test_two_ways_to_write_a_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


def test_different_names_have_different_keys() -> None:
    names = ["Acme", "Acme 2", "Acne", "東京", "大阪", "Акме"]
    assert len({key(name) for name in names}) == len(names)


@pytest.mark.parametrize(("one", "other"), [("Acme™", "AcmeTM"), ("𝐀𝐜𝐦𝐞", "acme"), ("ACME №1", "acme no1")])
def test_signs_that_stand_for_capitals_are_folded_too(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_vowel_signs_are_part_of_a_name() -> None:
    assert key("दिल") != key("दील")


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["Anna"], "Anna"),
        (["Anna", "Ben"], "Anna and Ben"),
        (["Anna", "Ben", "Maya"], "Anna, Ben and Maya"),
    ],
)
def test_a_list_is_said_aloud(items: list[str], said: str) -> None:
    assert listed(items) == said


def test_one_is_said_otherwise_than_many() -> None:
    assert [plural(count, "call") for count in (0, 1, 2)] == ["0 calls", "1 call", "2 calls"]
    assert [plural(count, "reply", "replies") for count in (1, 3)] == ["1 reply", "3 replies"]


def test_times_are_counted_in_words() -> None:
    assert [times(count) for count in (0, 1, 2, 3)] == ["never", "once", "twice", "3 times"]


def test_a_sentence_begins_with_a_capital_and_keeps_the_others() -> None:
    assert [sentence(words) for words in ("", "éclair", "asked by Anna")] == ["", "Éclair", "Asked by Anna"]
