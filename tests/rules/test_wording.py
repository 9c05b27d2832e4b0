"""What customers read can be written anew, and nothing that a programme writes can break a card."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import wording
from bot.rules.wording import LONGEST, Wording, defaults, problem


def values(key: str) -> dict[str, str]:
    return dict.fromkeys(defaults()[key].may, "somebody")


@pytest.mark.parametrize("key", defaults())
def test_every_text_of_our_own_can_be_said_and_would_be_taken(key: str) -> None:
    assert Wording().say(key, **values(key))
    assert problem(key, defaults()[key].text) is None
    assert defaults()[key].about


def test_a_text_of_the_programme_stands_in_place_of_ours() -> None:
    german = Wording("de", {"yes": "Ja", "ask_why": "Warum Sie: {reasons}."})
    assert german.label("yes") == "Ja"
    assert german.say("ask_why", reasons="gleiche Branche") == "Warum Sie: gleiche Branche."
    assert german.label("not_this") == defaults()["not_this"].text


def test_what_a_manager_writes_can_mention_nobody() -> None:
    own = Wording("en", {"noted": "Noted <!channel> & thanks <@U0TOM>"})
    assert own.say("noted") == "Noted &lt;!channel&gt; &amp; thanks &lt;@U0TOM&gt;"


@pytest.mark.parametrize(
    ("key", "written", "said"),
    [
        ("yes", "  ", "Write a text, or go back to Rung's own."),
        ("yes", "x" * (LONGEST + 1), "That is too long: 1000 characters at most."),
        ("noted_until", "Not before {day", "A brace stands alone. Names are written like {company}, with both braces."),
        ("noted_until", "Not before day}", "A brace stands alone. Names are written like {company}, with both braces."),
        ("noted_until", "{day!r}", "A brace stands alone. Names are written like {company}, with both braces."),
        ("noted_until", "{day:>1000000}", "A brace stands alone. Names are written like {company}, with both braces."),
        ("noted_until", "{}", "{} is not known here. This text may use {company} and {day}."),
        ("noted_until", "{owner}", "{owner} is not known here. This text may use {company} and {day}."),
        ("noted_until", "{day.year}", "{day.year} is not known here. This text may use {company} and {day}."),
        ("yes", "Yes, {owner}", "{owner} is not known here. This text may use no names at all."),
    ],
)  # fmt: skip
def test_what_can_not_be_taken_is_refused_in_a_sentence(key: str, written: str, said: str) -> None:
    assert problem(key, written) == said


@given(key=st.sampled_from(list(defaults())), written=st.text(alphabet=string.printable, max_size=60))
def test_whatever_is_taken_can_be_said(key: str, written: str) -> None:
    if wording.problem(key, written) is None:
        said = Wording("en", {key: written}).say(key, **values(key))
        assert "<" not in said
