"""The rule of nudging, by hand: one person against whom nothing speaks, and each reason that turns it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.rules.hours import Week
from bot.rules.next_step import Own, Step, choose
from bot.rules.nudging import WORDS, Company, Last, NotNow, Person, Programme, Verdict, judge

NOW = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)  # a Tuesday
REVIEW, QUOTE = Step("review", 2, 30), Step("quote", 2, 30, for_deals=True)
BLOG, CASE = Step("blog", 3, 180), Step("case_study", 3, 240)
EVENT, VOTE = Step("event", 1, 60), Step("idea_vote", 1, 6)
CALL = Step("call", 4, 60, for_deals=True)
LADDER = (VOTE, EVENT, REVIEW, QUOTE, BLOG, CASE, CALL)
PROGRAMME = Programme(nudging=True, paused=False, renewal_days=60, lowest_nps=7, ladder=LADDER)
READY = Person(
    hours=Week("UTC"),
    company=Company(),
    own=Own(rung=2),
    last=Last(date(2025, 11, 3), good=True),
    given_on=date(2025, 11, 3),
    rest_until=NOW,
    nps=7,
)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def said(person: Person = READY, programme: Programme = PROGRAMME, **company: Any) -> Verdict:
    return judge(replace(person, company=Company(**company)) if company else person, programme, NOW)


def test_against_somebody_who_is_ready_nothing_speaks() -> None:
    verdict = said()
    assert verdict.chosen is not None
    assert verdict.reasons == {}


@pytest.mark.parametrize(
    ("reason", "changed"),
    [
        (NotNow.LEFT, {"left": True}),
        (NotNow.NEVER_JOINED, {"joined": False}),
        (NotNow.STOPPED, {"stopped": True}),
        (NotNow.STAYS, {"stays": True}),
        (NotNow.PAUSED, {"paused_until": ago(-1)}),
        (NotNow.SNOOZED, {"snoozed_until": ago(-1)}),
        (NotNow.HELD_OUT, {"held_out": True}),
        (NotNow.UNHAPPY, {"nps": 6}),
        (NotNow.NOT_REACHED, {"reached": False}),
        (NotNow.EXECUTIVE, {"executive": True, "nudged_in_year": 2}),
        (NotNow.EXECUTIVE, {"executive": True, "left_be_at": ago(89.9)}),
        (NotNow.OPEN_NUDGE, {"open_nudge": True}),
        (NotNow.RECENT_NUDGE, {"nudged_at": ago(13.9)}),
        (NotNow.OPEN_ASK, {"open_ask": True}),
        (NotNow.RESTING, {"rest_until": ago(-1)}),
        (NotNow.NO_SUCCESS, {"last": None}),
        (NotNow.NO_SUCCESS, {"last": Last(date(2025, 11, 3), good=False)}),
        (NotNow.NOTHING_GIVEN, {"given_on": None}),
        (NotNow.NOTHING_GIVEN, {"given_on": date(2025, 11, 2)}),
        (NotNow.BUDGET, {"contacted_before_at": ago(59.9)}),
        (NotNow.OUTSIDE_HOURS, {"hours": Week("UTC", opens=16, closes=12, closes_friday=12)}),
        (NotNow.NOTHING_FITS, {"own": Own(rung=2, all_forbidden=True)}),
        (NotNow.TROUBLE, {"company": Company(trouble=True)}),
        (NotNow.NOT_LIVE, {"company": Company(live_since=date(2026, 3, 4))}),
        (NotNow.RENEWAL, {"company": Company(renewal_on=date(2026, 3, 3), term_months=12)}),
        (NotNow.RENEWAL, {"company": Company(renewal_on=date(2026, 5, 2), term_months=12)}),
    ],
)
def test_each_reason_alone(reason: NotNow, changed: dict[str, Any]) -> None:
    verdict = said(replace(READY, **changed))
    assert set(verdict.reasons) == {reason}
    assert verdict.chosen is None


@pytest.mark.parametrize(
    "changed",
    [
        {"paused_until": NOW},
        {"snoozed_until": NOW},
        {"nps": None},
        {"nudged_at": ago(14)},
        {"contacted_before_at": ago(60)},
        {"executive": True, "nudged_in_year": 1, "reached": False, "contacted_before_at": ago(1)},
        {"executive": True, "nudged_in_year": 1, "left_be_at": ago(90)},
        {"left_be_at": ago(1)},
        {"company": Company(live_since=date(2026, 3, 3))},
        {"company": Company(renewal_on=date(2026, 3, 2), term_months=12)},
        {"company": Company(renewal_on=date(2026, 5, 3), term_months=12)},
        {"company": Company(renewal_on=date(2026, 4, 1), term_months=11)},
        {"company": Company(renewal_on=date(2026, 4, 1), term_months=12, renewal_signed=True)},
        {"company": Company(public_sector=True), "given_on": None},
    ],
)
def test_up_to_the_boundary_nothing_speaks_against_it(changed: dict[str, Any]) -> None:
    assert said(replace(READY, **changed)).reasons == {}


def test_the_programme_may_be_silent() -> None:
    assert set(said(programme=replace(PROGRAMME, nudging=False)).reasons) == {NotNow.OFF}
    assert set(said(programme=replace(PROGRAMME, paused=True)).reasons) == {NotNow.PAUSED_BY_RULE}


def test_every_reason_comes_with_its_day_the_gravest_first() -> None:
    person = replace(READY, rest_until=ago(-3), nudged_at=ago(4), paused_until=ago(-9), last=None)
    reasons = said(person).reasons
    assert list(reasons) == [NotNow.PAUSED, NotNow.RECENT_NUDGE, NotNow.RESTING, NotNow.NO_SUCCESS]
    assert list(reasons.values()) == [ago(-9), ago(-10), ago(-3), None]


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(NotNow)


def chosen(own: Own, *ladder: Step) -> str | None:
    found = choose(own, ladder or LADDER)
    return found.step.id if found else None


def test_what_is_needed_goes_before_what_is_agreed_to_most() -> None:
    liked, needed = replace(BLOG, yes=9, asked=10), replace(CASE, needed=1, yes=1, asked=10)
    assert chosen(Own(rung=2), liked, needed) == "case_study"
    assert chosen(Own(rung=2), liked, replace(needed, needed=0)) == "blog"


def test_among_equals_the_lightest_and_a_share_of_few_says_little() -> None:
    assert chosen(Own(rung=2), CASE, BLOG) == "blog"
    assert chosen(Own(rung=2), replace(CASE, yes=1, asked=1), replace(BLOG, yes=80, asked=100)) == "blog"


def test_the_first_step_is_the_easiest() -> None:
    liked = replace(EVENT, yes=99, asked=99, needed=3)
    assert chosen(Own(rung=0), VOTE, liked, REVIEW) == "idea_vote"
    assert chosen(Own(rung=0), REVIEW, BLOG) is None


def test_only_their_rung_and_the_next() -> None:
    assert chosen(Own(rung=1), BLOG, CASE, CALL) is None
    assert chosen(Own(rung=3), VOTE, EVENT, REVIEW, CALL) == "call"
    assert chosen(Own(rung=4), CALL) == "call"


def test_nobody_is_moved_past_what_they_refused() -> None:
    assert chosen(Own(rung=2, refused=frozenset({"quote"})), QUOTE, REVIEW, BLOG) == "review"
    assert chosen(Own(rung=2, refused=frozenset({"quote"})), QUOTE, BLOG) is None
    assert chosen(Own(rung=2, refused=frozenset({"case_study"})), CASE, BLOG) == "blog"
    assert chosen(Own(rung=2, refused=frozenset({"idea_vote"})), VOTE, BLOG) == "blog"


def test_what_is_no_step() -> None:
    for own in (
        Own(rung=2, forbidden=frozenset({"blog"})),
        Own(rung=2, asked=frozenset({"blog"})),
        Own(rung=2, done=frozenset({"blog"})),
        Own(rung=2, begun=frozenset({"blog"}), agreed=frozenset({"blog"})),
    ):
        assert chosen(own, BLOG) is None
    asked_and_agreed = Own(rung=2, asked=frozenset({"blog"}), agreed=frozenset({"blog"}))
    assert chosen(asked_and_agreed, BLOG) == "blog"
    agreed = Own(rung=3, agreed=frozenset({"call"}))
    assert chosen(agreed, CALL) is None
    assert chosen(agreed, replace(CALL, needed=1)) == "call"
