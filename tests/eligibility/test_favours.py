"""What customers did already: the rest after it, and how much is enough."""

from datetime import datetime, timedelta

import pytest

from models.ask import AskState
from models.participation import ParticipationState
from tests.eligibility.builder import NOW, QUOTE, SECOND, Customers, ago, ahead, day, midnight

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.mark.parametrize(("now", "reasons"), [(midnight(0) - SECOND, {"resting"}), (midnight(0), set())])
async def test_the_rest_starts_when_the_favour_was_done(
    here: Customers, now: datetime, reasons: set[str]
) -> None:
    here.yes(answered=ago(40), held_on=day(-14), needed_on=day(-1))
    assert await here.against(now=now) == dict.fromkeys(reasons, midnight(0))


async def test_until_the_day_is_known_the_rest_counts_from_the_day_it_is_needed(here: Customers) -> None:
    here.yes(answered=ago(20), held_on=None, needed_on=day(10))
    assert await here.against() == {"resting": midnight(24)}


@pytest.mark.parametrize(
    ("kind", "rest"), [("quote", 60), ("blog", 60), ("case_study", 90), ("peer_answer", 3)]
)
async def test_each_activity_has_its_own_rest(here: Customers, kind: str, rest: int) -> None:
    here.yes(answered=ago(20), held_on=day(-1), kind=kind)
    assert await here.against() == {"resting": midnight(rest - 1)}


async def test_an_activity_without_rest_needs_none(here: Customers) -> None:
    here.favour(done_on=day(0), kind="idea_vote")
    assert await here.against() == {}


@pytest.mark.parametrize("state", [AskState.SILENT, AskState.DECLINED, AskState.WITHDRAWN])
async def test_only_a_yes_is_rested_from(here: Customers, state: AskState) -> None:
    here.ask(asked=ago(20), answered_at=ago(20), state=state, held_on=day(-1))
    assert await here.against() == {}


@pytest.mark.parametrize(
    "state", [ParticipationState.CLAIMED, ParticipationState.VERIFIED, ParticipationState.CORRECTED]
)
async def test_a_favour_outside_rung_is_rested_from(here: Customers, state: ParticipationState) -> None:
    here.favour(done_on=day(-3), state=state)
    assert await here.against() == {"resting": midnight(11)}


async def test_what_is_void_is_not(here: Customers) -> None:
    for done_on in (day(-3), day(-30), day(-40)):
        here.favour(done_on=done_on, state=ParticipationState.VOID)
    assert await here.against() == {}


async def test_the_longest_rest_counts(here: Customers) -> None:
    here.favour(done_on=day(-50), kind="case_study")
    here.favour(done_on=day(-3))
    here.yes(answered=ago(60), held_on=day(-30), kind="peer_answer")
    assert (await here.against())["resting"] == midnight(40)


async def test_a_colleagues_rest_is_not_ones_own(here: Customers) -> None:
    here.favour(here.advocate(here.acme), done_on=day(-3))
    assert await here.against() == {}


@pytest.mark.parametrize(
    ("oldest", "reasons"), [(ago(90) + SECOND, {"favours_in_quarter"}), (ago(90), set())]
)
async def test_two_favours_in_ninety_days_are_enough(
    here: Customers, oldest: datetime, reasons: set[str]
) -> None:
    here.yes(answered=ago(50))
    here.yes(answered=oldest)
    assert await here.against() == dict.fromkeys(reasons, NOW + SECOND)


async def test_of_three_favours_the_second_newest_frees(here: Customers) -> None:
    for days in (30, 50, 70):
        here.yes(answered=ago(days))
    assert await here.against() == {"favours_in_quarter": ahead(40)}


@pytest.mark.parametrize(("done", "reasons"), [(day(-89), {"favours_in_quarter"}), (day(-90), set())])
async def test_favours_outside_rung_count_by_their_day(
    here: Customers, done: object, reasons: set[str]
) -> None:
    here.yes(answered=ago(50))
    here.favour(done_on=done)  # type: ignore[arg-type]
    assert await here.against() == dict.fromkeys(reasons, midnight(1))


async def test_a_favour_recorded_for_an_ask_is_not_counted_twice(here: Customers) -> None:
    here.favour(done_on=day(-48), ask=here.yes(answered=ago(50), held_on=day(-48)))
    assert await here.against() == {}


async def test_favours_of_the_lower_rungs_are_not_counted(here: Customers) -> None:
    here.yes(answered=ago(70), kind=QUOTE)
    for _ in range(3):
        here.favour(done_on=day(-70), kind="review")
    here.yes(answered=ago(50))
    assert await here.against() == {}


async def test_the_third_rung_is_counted(here: Customers) -> None:
    for days in (70, 80):
        here.yes(answered=ago(days), kind="podcast")
    assert await here.against() == {"favours_in_quarter": ahead(10)}


async def test_for_a_small_favour_the_caps_do_not_matter(here: Customers) -> None:
    for days in (16, 17, 18, 19, 20, 21, 22):
        here.yes(answered=ago(days))
    assert set(await here.against()) == {
        "favours_in_quarter",
        "favours_in_year",
        "account_favours",
        "account_asked_lately",
    }
    assert set(await here.against(need=here.need(QUOTE))) == {"account_asked_lately"}


@pytest.mark.parametrize(("oldest", "reasons"), [(SECOND, {"favours_in_year"}), (timedelta(0), set())])
async def test_six_favours_in_a_year_are_enough(
    here: Customers, oldest: timedelta, reasons: set[str]
) -> None:
    for answered in (*map(ago, (95, 150, 200, 250, 300)), ago(365) + oldest):
        here.yes(answered=answered)
    assert await here.against() == dict.fromkeys(reasons, NOW + SECOND)


@pytest.mark.parametrize(("oldest", "reasons"), [(SECOND, {"favours_in_year"}), (timedelta(0), set())])
async def test_two_in_a_year_are_enough_for_an_executive(
    here: Customers, oldest: timedelta, reasons: set[str]
) -> None:
    here.ada.seniority = 2
    for answered in (ago(200), ago(365) + oldest):
        here.yes(answered=answered)
    assert await here.against() == dict.fromkeys(reasons, NOW + SECOND)


@pytest.mark.parametrize("seniority", [0, 1, None])
async def test_two_in_a_year_are_not_enough_for_anybody_else(here: Customers, seniority: int | None) -> None:
    here.ada.seniority = seniority
    for days in (200, 300):
        here.yes(answered=ago(days))
    assert await here.against() == {}


@pytest.mark.parametrize(("oldest", "reasons"), [(SECOND, {"account_favours"}), (timedelta(0), set())])
async def test_four_favours_of_a_company_in_ninety_days_are_enough(
    here: Customers, oldest: timedelta, reasons: set[str]
) -> None:
    for answered in (*map(ago, (40, 50, 60)), ago(90) + oldest):
        here.yes(here.advocate(here.acme), answered=answered)
    assert await here.against() == dict.fromkeys(reasons, NOW + SECOND)


async def test_a_companys_favours_outside_rung_count(here: Customers) -> None:
    for days in (40, 50, 60, 70):
        here.favour(here.advocate(here.acme), done_on=day(-days))
    assert await here.against() == {"account_favours": midnight(20)}


@pytest.mark.parametrize(("own", "until"), [(1, 50), (2, 40), (4, 20), (9, 20), (None, 20)])
async def test_a_companys_own_cap_on_favours_only_tightens(
    here: Customers, own: int | None, until: int
) -> None:
    here.acme.accepted_in_90_days = own
    for days in (40, 50, 60, 70):
        here.yes(here.advocate(here.acme), answered=ago(days))
    assert await here.against() == {"account_favours": ahead(until)}


async def test_the_programme_can_change_its_caps(here: Customers) -> None:
    here.program.accepted_in_90_days = 1
    here.program.accepted_in_year = 2
    here.program.account_accepted_in_90_days = 1
    for days in (80, 120):
        here.yes(answered=ago(days))
    assert await here.against() == {
        "favours_in_quarter": ahead(10),
        "favours_in_year": ahead(245),
        "account_favours": ahead(10),
    }


async def test_they_are_free_when_the_last_of_the_reasons_ends(here: Customers) -> None:
    here.yes(answered=ago(10), held_on=day(-8))
    here.yes(answered=ago(40))
    here.ada.paused_until = ahead(5)
    standing = await here.standing()
    assert standing.until == {
        "asked_lately": ahead(4),
        "paused": ahead(5),
        "resting": midnight(6),
        "favours_in_quarter": ahead(50),
    }
    assert (standing.eligible, standing.free_at) == (False, ahead(50))
