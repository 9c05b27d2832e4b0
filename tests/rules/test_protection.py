"""Why a customer is not asked: a word for every reason, and the one that is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.protection import (
    OVERRIDABLE,
    WORDS,
    Exclusion,
    Reason,
    exclusion,
    health_warning,
    may_be_excepted,
)
from models.base import FOREVER
from models.eligibility.everybody import everybody
from models.eligibility.given import parameters
from tests.rules.calendars import THOROUGH

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SOON, LATER = NOW + timedelta(days=3), NOW + timedelta(days=30)

ends = st.sampled_from([SOON, LATER, FOREVER])
standings = st.dictionaries(st.sampled_from([reason.value for reason in Reason]), ends, min_size=1)


def test_every_reason_that_the_statement_finds_can_be_told_and_no_other() -> None:
    _, against = everybody(parameters(frozenset({"program_id", "deal_id", "prospect_key", "activity_id"})))
    assert set(against) == {reason.value for reason in Reason}


def test_only_the_programmes_own_caps_can_be_passed() -> None:
    own_words = {"left", "not_joined", "paused", "never_this_kind", "not_consented", "own_gap", "own_limit"}
    assert {reason.value for reason in OVERRIDABLE} == {
        "asked_lately",
        "resting",
        "favours_in_quarter",
        "favours_in_year",
        "account_asked_lately",
        "account_favours",
    }
    assert not OVERRIDABLE & (own_words | {"open_ask", "account_open_ask"})


@pytest.mark.parametrize(
    ("reasons", "may"),
    [
        (set(), False),
        ({"resting"}, True),
        ({"resting", "asked_lately", "account_favours"}, True),
        ({"resting", "own_gap"}, False),
        ({"open_ask"}, False),
        ({"conflict"}, False),
    ],
)
def test_an_exception_helps_only_where_caps_alone_stand_in_the_way(*, reasons: set[str], may: bool) -> None:
    assert may_be_excepted(dict.fromkeys(reasons, LATER)) is may


def test_an_own_gap_as_long_as_the_programmes_is_told_as_the_programmes() -> None:
    until = {"own_gap": LATER, "asked_lately": LATER}
    assert exclusion(until, FOREVER) == Exclusion("was asked recently", LATER)


def test_every_reason_has_words_of_its_own() -> None:
    assert set(WORDS) == set(Reason)
    assert len(set(WORDS.values())) == len(WORDS)
    assert all(words.strip() and not words.endswith(".") for words in WORDS.values())


def test_the_longest_reason_is_told_and_not_the_gravest() -> None:
    until = {"unhappy": SOON, "resting": LATER, "paused": SOON}
    assert exclusion(until, FOREVER) == Exclusion("is resting after a favour", LATER)


def test_of_equally_long_ones_the_gravest_is_told() -> None:
    until = {"account_favours": LATER, "paused": LATER, "renewal": LATER}
    assert exclusion(until, FOREVER) == Exclusion("is about to renew", LATER)


def test_who_has_left_has_left_whatever_else_is_true() -> None:
    everything = dict.fromkeys((reason.value for reason in Reason), FOREVER)
    assert exclusion(everything, FOREVER) == Exclusion("has left the programme", None)


def test_what_lasts_for_ever_has_no_date() -> None:
    until = {"red_health": FOREVER, "resting": LATER}
    assert exclusion(until, FOREVER) == Exclusion("account health is red", None)


@given(standings)
@THOROUGH
def test_the_told_reason_is_one_of_the_longest_and_none_of_those_is_graver(
    until: dict[str, datetime],
) -> None:
    told = exclusion(until, FOREVER)
    longest = max(until.values())
    reason = next(reason for reason in Reason if WORDS[reason] == told.words)
    order = list(Reason)
    assert until[reason.value] == longest
    assert all(order.index(reason) <= order.index(Reason(n)) for n, end in until.items() if end == longest)
    assert told.until == (None if longest == FOREVER else longest)


@pytest.mark.parametrize(
    ("health", "as_of", "warning"),
    [
        (None, None, "Account health is not known."),
        (None, date(2026, 3, 2), "Account health is not known."),
        ("green", None, "Account health is green; nobody noted when."),
        ("green", date(2026, 3, 2), None),
        ("green", date(2026, 1, 1), None),  # 60 days ago: 30 in January, 28 in February, 2 in March
        ("green", date(2025, 12, 31), "Account health was last checked 61 days ago."),
        ("yellow", date(2025, 3, 2), "Account health was last checked 365 days ago."),
    ],
)
def test_what_is_not_known_of_an_accounts_health_warns_with_its_age(
    health: str | None, as_of: date | None, warning: str | None
) -> None:
    assert health_warning(health, as_of, date(2026, 3, 2)) == warning
