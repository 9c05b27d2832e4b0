"""What customers said or are: nobody overrides these."""

from datetime import datetime

import pytest

from models.advocate import PausedBy
from models.ask import AskState
from models.base import FOREVER
from models.consent import Consented
from tests.eligibility.builder import CALL, NOW, QUOTE, SECOND, Customers, ago, ahead, day

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.mark.parametrize("left", [0, -100])
async def test_who_has_left_is_not_asked(here: Customers, left: int) -> None:
    here.ada.left_on = day(left)
    assert await here.against() == {"left": FOREVER}


async def test_who_leaves_tomorrow_may_be_asked_today(here: Customers) -> None:
    here.ada.left_on = day(1)
    assert await here.against() == {}


async def test_who_never_joined_is_not_asked(here: Customers) -> None:
    here.ada.joined_on = None
    assert await here.against() == {"not_joined": FOREVER}


async def test_who_joins_tomorrow_is_not_asked_today(here: Customers) -> None:
    here.ada.joined_on = day(1)
    assert set(await here.against()) == {"not_joined"}


async def test_who_joined_today_may_be_asked(here: Customers) -> None:
    here.ada.joined_on = day(0)
    assert await here.against() == {}


async def test_who_is_not_in_slack_may_be_asked_by_their_owner(here: Customers) -> None:
    here.ada.slack_user_id = None
    assert await here.against() == {}


@pytest.mark.parametrize(("active", "reasons"), [(True, {"colleague"}), (False, set())])
async def test_who_works_with_us_is_not_asked(here: Customers, *, active: bool, reasons: set[str]) -> None:
    here.colleague(here.ada, active=active)
    assert await here.against() == dict.fromkeys(reasons, FOREVER)


async def test_somebody_else_of_ours_is_not_them(here: Customers) -> None:
    here.colleague(here.advocate(here.acme))
    assert await here.against() == {}


@pytest.mark.parametrize(("until", "reasons"), [(NOW + SECOND, {"paused"}), (NOW, set()), (ago(9), set())])
async def test_a_pause_lasts_until_its_instant(here: Customers, until: datetime, reasons: set[str]) -> None:
    here.ada.paused_until = until
    standing = await here.standing()
    assert standing.until == dict.fromkeys(reasons, until)
    assert standing.free_at == (until if reasons else None)


@pytest.mark.parametrize(
    ("by", "reason"),
    [(None, "paused"), (PausedBy.THEMSELVES, "paused"), (PausedBy.SILENCE, "silent_twice")],
)
async def test_a_pause_by_silence_is_told_as_that(here: Customers, by: PausedBy | None, reason: str) -> None:
    here.ada.paused_until, here.ada.paused_by = NOW + SECOND, by
    assert await here.against() == {reason: NOW + SECOND}
    assert await here.against(now=NOW + SECOND) == {}


@pytest.mark.parametrize(
    ("nps", "reasons"), [(0, {"unhappy"}), (6, {"unhappy"}), (7, set()), (10, set()), (None, set())]
)
async def test_six_or_less_is_unhappy(here: Customers, nps: int | None, reasons: set[str]) -> None:
    here.ada.nps = nps
    assert await here.against() == dict.fromkeys(reasons, FOREVER)


async def test_never_this_kind_is_forever(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, Consented.NO)
    assert await here.against(person) == {"never_this_kind": FOREVER}


async def test_never_this_kind_leaves_the_other_kinds(here: Customers) -> None:
    person = here.advocate(here.acme)
    here.consent(person, QUOTE, Consented.NO)
    assert await here.against(person) == {}
    assert await here.against(person, here.need(QUOTE)) == {"never_this_kind": FOREVER}


@pytest.mark.parametrize(("until", "reasons"), [(NOW + SECOND, {"never_this_kind"}), (NOW, set())])
async def test_a_no_can_have_an_end(here: Customers, until: datetime, reasons: set[str]) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, Consented.NO, until=until)
    assert set(await here.against(person)) == reasons


async def test_what_was_not_asked_yet_may_be_asked_once(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    assert await here.against(person) == {}
    here.ask(person, asked=ago(200))
    assert await here.against(person) == {"not_consented": FOREVER}


@pytest.mark.parametrize("state", [AskState.DECLINED, AskState.SILENT])
async def test_whoever_agreed_may_be_asked_again(here: Customers, state: AskState) -> None:
    here.ask(asked=ago(200), state=state)
    assert await here.against() == {}


async def test_having_been_asked_for_another_kind_does_not_matter(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.ask(person, asked=ago(200), kind=QUOTE)
    assert await here.against(person) == {}
    assert await here.against(person, here.need(QUOTE)) == {"not_consented": FOREVER}


async def test_a_yes_to_the_first_ask_is_consent_to_the_next(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.yes(person, answered=ago(200))
    assert await here.against(person) == {}


async def test_an_ask_that_never_reached_them_has_not_asked_for_consent(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.ask(person, state=AskState.REFUSED)
    assert await here.against(person) == {}


@pytest.mark.parametrize("state", [AskState.SILENT, AskState.DECLINED, AskState.PASSED_ON])
async def test_who_was_asked_once_and_did_not_agree_is_not_asked_again(
    here: Customers, state: AskState
) -> None:
    person = here.advocate(here.acme, agreed=())
    here.ask(person, asked=ago(200), state=state)
    assert await here.against(person) == {"not_consented": FOREVER}


@pytest.mark.parametrize(
    "state", [AskState.ACCEPTED, AskState.SPARE, AskState.BACKED_OUT, AskState.NOT_HELD, AskState.WITHDRAWN]
)
async def test_who_said_yes_or_had_no_time_to_may_be_asked_again(here: Customers, state: AskState) -> None:
    person = here.advocate(here.acme, agreed=())
    here.ask(person, asked=ago(200), answered_at=ago(200), state=state, held_on=day(-190))
    assert await here.against(person) == {}


async def test_a_yes_once_outlasts_a_no_to_one_ask(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.yes(person, answered=ago(300))
    here.ask(person, asked=ago(200))
    assert await here.against(person) == {}


@pytest.mark.parametrize("state", [Consented.YES, Consented.NO])
async def test_consent_that_has_ended_leaves_them_not_asked_yet(here: Customers, state: Consented) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, state, until=ago(150))
    here.ask(person, asked=ago(150) - SECOND)
    assert await here.against(person) == {}
    here.ask(person, asked=ago(150))
    assert await here.against(person) == {"not_consented": FOREVER}


async def test_a_yes_does_not_outlast_the_consent_under_which_it_was_given(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, until=ago(150))
    here.yes(person, answered=ago(300))
    assert await here.against(person) == {}
    here.ask(person, asked=ago(100))
    assert await here.against(person) == {"not_consented": FOREVER}


async def test_an_ask_before_the_end_is_covered_until_it(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, until=NOW + SECOND)
    here.ask(person, asked=ago(200))
    assert await here.against(person) == {}


async def test_consent_that_has_ended_before_anybody_asked_leaves_the_first_ask(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, until=ago(1))
    assert await here.against(person) == {}


async def test_a_colleagues_words_are_not_ones_own(here: Customers) -> None:
    colleague = here.advocate(
        here.acme, agreed=(), left_on=day(-1), paused_until=ahead(9), nps=0, joined_on=None
    )
    here.consent(colleague, CALL, Consented.NO)
    assert await here.against() == {}
    assert set(await here.against(colleague)) == {
        "left",
        "paused",
        "unhappy",
        "not_joined",
        "never_this_kind",
    }
