"""The values that buttons carry: what was drawn comes back whole, and what was not is refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.errors import BotError
from bot.kit.ids import SEPARATOR, Action, Command, Form, Search, Shortcut, decode, encode
from tests.kit.foreign_texts import THOROUGH

ACTION_ID_LENGTH = 255
part = st.text(st.characters(exclude_characters=SEPARATOR), min_size=1, max_size=40)
parts = st.lists(part, min_size=1, max_size=5)


@given(parts)
@THOROUGH
def test_what_is_encoded_comes_back_whole(drawn: list[str]) -> None:
    assert decode(encode(*drawn), len(drawn)) == drawn


@given(parts, st.integers(1, 8))
@THOROUGH
def test_a_value_with_other_parts_than_expected_is_refused(drawn: list[str], expected: int) -> None:
    if expected == len(drawn):
        expected += 1
    with pytest.raises(BotError):
        decode(encode(*drawn), expected)


@given(st.text(max_size=200), st.integers(1, 4))
@THOROUGH
def test_any_value_is_decoded_or_refused_and_never_an_error(value: str, expected: int) -> None:
    try:
        found = decode(value, expected)
    except BotError:
        return
    assert len(found) == expected
    assert all(found)
    assert encode(*found) == value


@pytest.mark.parametrize("value", ["", "|", "up|", "|id", "up|id|more", "up"])
def test_a_foreign_value_is_refused_with_what_to_do(value: str) -> None:
    with pytest.raises(BotError) as refused:
        decode(value, 2)
    message = refused.value.user_message
    assert message == "That button is from an older message. Open the newest one and press it there."


def test_a_part_that_would_be_taken_apart_is_never_drawn() -> None:
    with pytest.raises(ValueError, match="a part of a button value is empty or holds"):
        encode("up", f"some{SEPARATOR}thing")


def test_an_empty_part_is_never_drawn() -> None:
    with pytest.raises(ValueError, match="part"):
        encode("up", "")


def test_no_two_ids_are_the_same() -> None:
    ids = [str(each) for names in (Action, Form, Search, Shortcut, Command) for each in names]
    assert len(set(ids)) == len(ids)
    assert all(0 < len(each) <= ACTION_ID_LENGTH for each in ids)
