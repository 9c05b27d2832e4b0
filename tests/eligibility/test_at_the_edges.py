"""The very instant at which something begins or ends, several kinds at once, and numbers that two programmes share."""

from datetime import timedelta

import pytest

from models.activity import Activity
from models.advocate import PausedBy
from models.ask import AskState
from models.base import FOREVER
from models.block import BlockKind
from models.consent import Consented
from models.eligibility import known, obstacles
from tests.eligibility.builder import CALL, NOW, QUOTE, SECOND, Customers, ago, ahead, day, midnight

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def free(here: Customers, *kinds: str) -> set[str]:
    """For which of these kinds somebody may be asked."""
    await here.save()
    ids = [here.kinds[kind].id for kind in kinds]
    found = await obstacles.free_for(here.session, here.need(), ids, now=NOW)
    return {kind for kind in kinds if found.get(here.kinds[kind].id)}


async def beside_another(here: Customers) -> Customers:
    """A programme with the same numbers of everything, activities too, made before anything is asked here."""
    other = await Customers.begin(here.session)
    for kind in (CALL, QUOTE):
        values = {each.key: getattr(here.kinds[kind], each.key) for each in Activity.__table__.columns}
        other.kinds[kind] = other.add(
            Activity, **values | {"program_id": other.program.id, "key": f"same {kind}"}
        )
    return other


async def test_who_joins_today_may_be_asked_from_its_first_instant(here: Customers) -> None:
    here.ada.joined_on = day(0)
    assert await here.against(now=midnight(0)) == {}
    assert set(await here.against(now=midnight(0) - SECOND)) == {"not_joined"}


async def test_who_leaves_today_is_not_asked_from_its_first_instant(here: Customers) -> None:
    here.ada.left_on = day(0)
    assert await here.against(now=midnight(0)) == {"left": FOREVER}
    assert await here.against(now=midnight(0) - SECOND) == {}


async def test_who_is_live_today_may_be_asked_from_its_first_instant(here: Customers) -> None:
    here.acme.live_since = day(0)
    assert await here.against(now=midnight(0)) == {}
    assert set(await here.against(now=midnight(0) - SECOND)) == {"not_live"}


async def test_the_quiet_before_a_renewal_ends_with_its_day(here: Customers) -> None:
    here.acme.term_months, here.acme.renewal_on = 12, day(0)
    assert await here.against(now=midnight(1)) == {}
    assert set(await here.against(now=midnight(1) - SECOND)) == {"renewal"}


async def test_a_pause_by_silence_that_is_over_is_no_reason(here: Customers) -> None:
    here.ada.paused_until, here.ada.paused_by = ago(1), PausedBy.SILENCE
    assert await here.against() == {}


async def test_an_ask_that_is_due_now_is_taken_to_go_on_for_a_while(here: Customers) -> None:
    colleague = here.advocate(here.acme)
    here.ask(asked=ago(20), state=AskState.ASKED, due_at=NOW)
    assert await here.against(colleague) == {"account_open_ask": ahead(2)}


async def test_an_ask_without_a_deadline_is_taken_to_go_on_for_a_while(here: Customers) -> None:
    colleague = here.advocate(here.acme)
    here.ask(asked=ago(20), state=AskState.ASKED, due_at=None)
    assert await here.against(colleague) == {"account_open_ask": ahead(2)}


async def test_of_two_open_asks_of_a_company_the_later_one_counts(here: Customers) -> None:
    one, another = here.advocate(here.acme), here.advocate(here.acme)
    here.ask(one, asked=ago(1), state=AskState.ASKED, due_at=ahead(3))
    here.ask(another, state=AskState.APPROVING)
    assert await here.against() == {"account_open_ask": ahead(3)}


async def test_of_a_consent_that_ends_now_only_what_was_asked_since_counts(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, until=NOW)
    here.ask(person, asked=ago(200))
    assert await here.against(person) == {}
    here.ask(person, asked=NOW)
    assert set(await here.against(person)) == {"not_consented", "asked_lately"}


async def test_a_yes_in_the_instant_in_which_consent_ends_is_one_since(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, until=ago(150))
    here.yes(person, answered=ago(150))
    here.ask(person, asked=ago(100))
    assert await here.against(person) == {}


async def test_a_yes_and_a_no_of_before_are_no_reason_whatever_came_first(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    for days, state in ((300, AskState.SILENT), (200, AskState.ACCEPTED), (150, AskState.DECLINED)):
        here.ask(person, asked=ago(days), answered_at=ago(days), state=state, held_on=day(-199))
    assert await here.against(person) == {}
    here.consent(person, CALL, until=ago(160))
    assert await here.against(person) == {"not_consented": FOREVER}


async def test_of_several_yeses_the_last_one_counts(here: Customers) -> None:
    person = here.advocate(here.acme, agreed=())
    here.consent(person, CALL, until=ago(150))
    for days in (300, 120):
        here.yes(person, answered=ago(days))
    here.ask(person, asked=ago(100))
    assert await here.against(person) == {}


@pytest.mark.parametrize("state", [AskState.ACCEPTED, AskState.SPARE, AskState.BACKED_OUT, AskState.NOT_HELD])
async def test_who_said_yes_once_may_be_asked_whatever_came_of_it(here: Customers, state: AskState) -> None:
    person = here.advocate(here.acme, agreed=())
    here.ask(person, asked=ago(300), answered_at=ago(300), state=state, held_on=day(-299))
    here.ask(person, asked=ago(200))
    assert await here.against(person) == {}


async def test_the_caps_hold_for_activities_of_the_third_rung_too(here: Customers) -> None:
    for days in (70, 80):
        here.yes(answered=ago(days))
    assert set(await here.against(need=here.need("podcast"))) == {"favours_in_quarter"}


async def test_who_refused_two_kinds_is_free_for_neither(here: Customers) -> None:
    here.ada.left_on = day(-1)
    person = here.advocate(here.account(), agreed=())
    here.ask(person, asked=ago(300), kind=CALL)
    here.ask(person, asked=ago(200), kind=QUOTE)
    assert await free(here, CALL, QUOTE, "review") == {"review"}


async def test_a_block_of_one_kind_leaves_the_others(here: Customers) -> None:
    here.block(BlockKind.CONTRACT_FORBIDS, activity=QUOTE)
    assert await free(here, CALL, QUOTE, "review") == {CALL, "review"}
    here.block(BlockKind.CONTRACT_FORBIDS, activity=CALL)
    assert await free(here, CALL, QUOTE, "review") == {"review"}


async def test_only_one_companys_people_can_be_asked_about(here: Customers) -> None:
    colleague = here.advocate(here.acme)
    here.advocate(here.account())
    found = await here.standings(account_id=here.acme.id)
    assert {each.advocate_id for each in found} == {here.ada.id, colleague.id}


async def test_a_company_is_looked_at_by_its_best_fit(here: Customers) -> None:
    """Not by whoever was known first; the others come after each company's best."""
    here.acme.industry = "banking"
    other = here.advocate(here.account(industry="banking"), language="de")
    best = here.advocate(here.acme, language="de")
    found = await here.standings(here.need(industry="banking", language="de"), most=2)
    assert {each.advocate_id for each in found} == {best.id, other.id}


async def test_the_last_favour_is_told_whichever_rests_longest(here: Customers) -> None:
    here.favour(done_on=day(-200), kind="case_study")
    here.favour(done_on=day(-100))
    assert (await here.standing()).last_favour_on == day(-100)


async def test_one_day_is_told_for_who_may_be_asked_then(here: Customers) -> None:
    """Whoever never may again, and whoever may now, is not who is waited for."""
    here.advocate(here.acme, nps=0)
    await here.save()
    assert (await obstacles.obstacles(here.session, here.need(), now=NOW)).free_at is None
    here.advocate(here.acme, paused_until=ahead(9))
    here.advocate(here.acme, paused_until=ahead(4))
    await here.save()
    assert (await obstacles.obstacles(here.session, here.need(), now=NOW)).free_at == ahead(4)


async def test_two_programmes_with_the_same_numbers_count_each_for_itself(here: Customers) -> None:
    other = await beside_another(here)
    other.ada.asks_in_year = 1
    other.favour(done_on=day(-3))
    other.yes(answered=ago(40), needed_on=day(20), held_on=None)
    await other.save()
    here.yes(answered=ago(50), needed_on=day(-40), held_on=None)
    here.favour(done_on=day(-200))
    (mine,) = await here.standings()
    assert dict(mine.until) == {}
    assert (mine.last_asked_at, mine.last_favour_on) == (ago(50), ago(50).date())
    found = await obstacles.obstacles(here.session, here.need(), now=NOW)
    assert (found.advocates, found.free) == (1, 1)


async def test_a_favour_outside_rung_counts_once_beside_another_programme(here: Customers) -> None:
    other = await beside_another(here)
    await other.save()
    here.favour(done_on=day(-60))
    assert await here.against() == {}


async def test_a_block_is_of_its_own_programmes_people(here: Customers) -> None:
    """Who has somebody's number in another programme, at the company with this one's number, is not them."""
    other = await beside_another(here)
    theirs, mine = other.advocate(other.acme), here.advocate(here.account())
    assert theirs.id == mine.id
    await other.save()
    here.block(BlockKind.DISPUTE)
    assert await here.against(mine) == {}


async def test_a_smaller_deal_is_one_of_its_own_programme(here: Customers) -> None:
    other = await beside_another(here)
    smaller = here.deal_of(99)
    assert other.deal_of(None).id == smaller.id
    await other.save()
    here.program.larger_first, here.kestrel.amount = True, 100
    here.ask(here.advocate(here.acme), state=AskState.APPROVING, deal=smaller)
    assert await here.against() == {}


async def test_what_somebody_did_is_told_with_its_days(here: Customers) -> None:
    other = await beside_another(here)
    other.favour(done_on=day(-1))
    await other.save()
    here.favour(done_on=day(-400), kind="case_study")
    here.favour(done_on=day(-30))
    here.yes(answered=ago(10), held_on=day(-8))
    idle, stranger = here.advocate(here.acme), here.advocate(here.acme)
    here.favour(stranger, done_on=day(-2))
    await here.save()
    found = await known.favours(here.session, here.program.id, [here.ada.id, idle.id], now=NOW)
    assert found == {here.ada.id: known.Favours(2, ago(10).date(), midnight(6))}


async def test_what_each_of_several_did_is_told_apart(here: Customers) -> None:
    colleague = here.advocate(here.acme)
    here.yes(answered=ago(10), held_on=day(-8))
    here.favour(colleague, done_on=day(-400), kind="case_study")
    here.favour(colleague, done_on=day(-20))
    here.favour(colleague, done_on=day(-30))
    await here.save()
    found = await known.favours(here.session, here.program.id, [here.ada.id, colleague.id], now=NOW)
    assert {id_: (each.in_year, each.last_on) for id_, each in found.items()} == {
        here.ada.id: (1, ago(10).date()),
        colleague.id: (2, day(-20)),
    }


@pytest.mark.parametrize(("since", "in_year"), [(timedelta(0), 0), (SECOND, 1)])
async def test_a_year_ago_to_the_second_is_more_than_a_year(
    here: Customers, since: timedelta, in_year: int
) -> None:
    here.yes(answered=ago(365) + since)
    await here.save()
    found = await known.favours(here.session, here.program.id, [here.ada.id], now=NOW)
    assert found[here.ada.id].in_year == in_year


async def test_what_somebody_said_to_a_kind_is_told_of_them_and_that_kind(here: Customers) -> None:
    other = await beside_another(here)
    other.consent(other.ada, CALL)
    await other.save()
    colleague = here.advocate(here.acme, agreed=(CALL, QUOTE))
    here.consent(here.ada, QUOTE, Consented.NO)
    await here.save()
    call, quote = here.kinds[CALL].id, here.kinds[QUOTE].id
    found = await known.consents(here.session, here.program.id, [here.ada.id], [quote])
    assert {key: each.state for key, each in found.items()} == {(here.ada.id, quote): Consented.NO}
    both = await known.consents(here.session, here.program.id, [here.ada.id, colleague.id], [call])
    assert set(both) == {(here.ada.id, call), (colleague.id, call)}
    assert {each.program_id for each in both.values()} == {here.program.id}
    theirs = await known.consents(here.session, other.program.id, [other.ada.id], [other.kinds[CALL].id])
    assert {each.program_id for each in theirs.values()} == {other.program.id}
