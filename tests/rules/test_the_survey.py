"""What of a survey's answers can be taken, what is drafted of it, and what a promoter starts with."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.nps import first_step, is_low
from bot.rules.survey import ASKED, FIELDS, MOST, NUMBERED, is_story, number, paragraphs, words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("11", "11"),
        (" 1.5 ", "1.5"),
        ("1,5", "1.5"),
        ("0.25", "0.25"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("+3", "3"),
        ("1500", "1500"),
        ("0.1234", "0.1234"),
    ],
)
def test_a_number_is_kept_with_a_point(typed: str, kept: str) -> None:
    assert number(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "about 3 days", "1,500", "1.500", "1 500", "1e3", "1.2.3", ".", "-", "5%", "٣", "9" * 13, "1\n2"],
)
def test_what_is_none_or_could_mean_two_things_is_refused(typed: str) -> None:
    assert number(typed) is None


@given(st.text(max_size=30))
def test_whatever_is_taken_is_a_number(typed: str) -> None:
    kept = number(typed)
    assert kept is None or (float(kept) is not None and len(kept) <= 20)


@given(name=st.sampled_from(sorted(MOST)), typed=st.text(max_size=3000))
def test_words_are_never_longer_than_there_is_room_for(name: str, typed: str) -> None:
    assert len(words(name, typed)) <= MOST[name]


def test_there_are_nine_questions() -> None:
    numbers = [each for step in ASKED for each in NUMBERED[step].split(", ")]
    assert numbers == [str(n) for n in range(1, 10)]
    assert set(FIELDS) >= set(ASKED)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, ()),
        ({"goal", "before", "after"}, ()),  # nothing to quote
        ({"most_useful"}, ("draft_useful",)),
        ({"most_useful", "before"}, ("draft_useful",)),
        ({"most_useful", "before", "after"}, ("draft_useful", "draft_numbers")),
        ({"most_useful", "goal"}, ("draft_useful",)),
        ({"most_useful", "goal", "before", "after"}, ("draft_goal", "draft_useful", "draft_numbers")),
        (
            {"most_useful", "goal", "before", "after", "time_to_value"},
            ("draft_goal", "draft_useful", "draft_numbers", "draft_time"),
        ),
    ],
)
def test_what_a_draft_is_made_of(said: set[str], found: tuple[str, ...]) -> None:
    assert paragraphs(dict.fromkeys(said, "x")) == found
    assert is_story(found) == ("draft_goal" in found)


@dataclass(frozen=True)
class Kind:
    id: str
    key: str
    rung: int
    minutes: int
    name: str = "A kind"
    retired_on: date | None = None


def test_the_lowest_and_shortest_step_that_was_not_refused() -> None:
    vote, news, quote = Kind("1", "idea_vote", 1, 6), Kind("2", "news", 1, 60), Kind("3", "quote", 2, 3)
    gone, survey = Kind("4", "gone", 1, 1, retired_on=date(2026, 1, 1)), Kind("5", "survey", 1, 2)
    ladder = [quote, news, gone, survey, vote]
    assert first_step(ladder, set()) is vote
    assert first_step(ladder, {"1"}) is news
    assert first_step(ladder, {"1", "2"}) is quote
    assert first_step(ladder, {"1", "2", "3"}) is None


def test_the_cuts() -> None:
    assert [is_low(score) for score in (0, 6, 7, 9, 10)] == [True, True, False, False, False]
