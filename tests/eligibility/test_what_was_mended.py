"""Edges at which a limit, a group or a date was once told wrongly."""

import pytest

from models.ask import AskState
from models.base import FOREVER
from models.consent import Consented
from tests.eligibility.builder import CALL, NOW, Customers, ago, ahead, day

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_limit_of_no_asks_at_all_is_kept(here: Customers) -> None:
    here.ada.asks_in_year = 0
    assert set(await here.against()) == {"own_limit"}


async def test_a_company_that_allows_no_asks_gets_none(here: Customers) -> None:
    here.acme.asks_in_30_days = 0
    here.acme.accepted_in_90_days = 0
    assert set(await here.against()) == {"account_asked_lately", "account_favours"}


async def test_the_head_of_a_group_does_not_vouch_for_a_deal_with_its_subsidiary(here: Customers) -> None:
    assert await here.against(need=here.for_prospect("acme uk", "acme")) == {"same_company": FOREVER}


async def test_an_open_first_ask_is_not_told_as_a_refusal(here: Customers) -> None:
    person = here.advocate(here.account(), agreed=())
    here.ask(person, asked=ago(0.1), state=AskState.ASKED)
    assert "not_consented" not in await here.against(person)


async def test_nobody_is_free_again_in_the_past(here: Customers) -> None:
    here.ask(asked=ago(15), state=AskState.ASKED, due_at=ago(1))
    standing = await here.standing()
    assert standing.free_at is not None
    assert standing.free_at > NOW


async def test_a_no_with_an_end_names_it(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, Consented.NO, until=ahead(40))
    assert await here.against(person) == {"never_this_kind": ahead(40)}


async def test_an_executive_is_never_asked_more_than_the_programme_allows_anybody(here: Customers) -> None:
    here.program.accepted_in_year = 1
    here.ada.seniority = 2
    here.yes(answered=ago(200))
    assert set(await here.against()) == {"favours_in_year"}


async def test_who_joins_on_a_day_is_free_then(here: Customers) -> None:
    here.ada.joined_on = day(3)
    assert (await here.standing()).free_at != FOREVER
