"""What somebody is shown that they could do next: what the rule that proposes steps would choose from."""

from datetime import timedelta

from bot import standings
from bot.nudges import ahead as next_steps
from bot.nudges import looking
from bot.rules.next_step import choose
from bot.views.advocate.climb import Next
from models import steps
from models.account import Account
from models.advocate import Advocate
from models.block import BlockKind
from models.consent import Consented
from models.nudge import Nudge
from models.participation import Participation, ParticipationState
from models.reference import Reference, ReferenceState
from models.steps import Impact
from tests.eligibility.builder import NOW, TODAY, Customers, ahead

THREE = 3
LONG_AGO = TODAY - timedelta(days=700)


async def next_of(here: Customers, person: Advocate, *, most: int = THREE) -> list[str]:
    await here.save()
    found = await next_steps.of(here.session, here.program, person, now=NOW, most=most)
    return [each.phrase for each in found]


def settled(here: Customers, rung: int, **values: object) -> Advocate:
    return here.advocate(here.acme, agreed=(), rung=rung, **values)


def phrases(here: Customers, *keys: str) -> list[str]:
    return [here.kinds[key].phrase for key in keys]


async def test_their_own_rung_and_the_next_and_no_other(here: Customers) -> None:
    found = await next_of(here, settled(here, 3), most=50)
    assert set(found) == {kind.phrase for kind in here.kinds.values() if kind.rung in {3, 4}}


async def test_whoever_has_settled_nowhere_begins_on_the_first(here: Customers) -> None:
    found = await next_of(here, settled(here, 0), most=50)
    assert set(found) == {kind.phrase for kind in here.kinds.values() if kind.rung == 1}


async def test_whoever_likes_it_where_they_are_sees_their_own_rung_alone(here: Customers) -> None:
    found = await next_of(here, settled(here, 3, stays_since=TODAY), most=50)
    assert set(found) == {kind.phrase for kind in here.kinds.values() if kind.rung == 3}


async def test_what_is_needed_comes_first(here: Customers) -> None:
    person = settled(here, 3)
    here.consent(person, "podcast")
    for kind, days in (("podcast", 1), ("blog", 100)):
        ask = here.ask(here.ada, kind=kind)
        await here.save()
        reference = await here.session.get_one(Reference, (here.program.id, ask.reference_id))
        reference.state, reference.created_at = ReferenceState.UNFILLED, NOW - timedelta(days=days)
    await here.save()
    found = await next_steps.of(here.session, here.program, person, now=NOW, most=THREE)
    assert found[0] == Next(here.kinds["podcast"].phrase, 120, proposed=False, agreed=True)


async def test_nothing_that_they_or_their_company_refused_and_nothing_retired(here: Customers) -> None:
    person = settled(here, 3)
    here.consent(person, "blog", Consented.NO, until=NOW - timedelta(days=1))  # no longer in force
    here.block(BlockKind.COMPANY_FORBIDS, activity="case_study")
    here.block(BlockKind.COMPANY_FORBIDS, activity="video", until=NOW - timedelta(days=1))
    here.kinds["whitepaper"].retired_on = TODAY
    found = await next_of(here, person, most=50)
    assert not set(phrases(here, "case_study", "whitepaper")) & set(found)
    assert set(phrases(here, "blog", "video")) <= set(found)


async def test_never_past_something_that_they_refused(here: Customers) -> None:
    person = settled(here, 3)
    here.consent(person, "podcast", Consented.NO)
    found = await next_of(here, person, most=50)
    assert set(found) == {
        kind.phrase for kind in here.kinds.values() if kind.rung == 3 and kind.key != "podcast"
    }


async def test_nothing_that_they_did_lately_or_serve_in(here: Customers) -> None:
    person = settled(here, 5)
    done = {"program_id": here.program.id, "advocate_id": person.id, "account_id": person.account_id}
    state = ParticipationState.VERIFIED
    for key, day in (("talk", TODAY), ("award", TODAY - timedelta(days=200)), ("advisory_board", LONG_AGO)):
        kind = here.kinds[key].id
        here.add(Participation, **done, activity_id=kind, state=state, done_on=day, source="CRM")
    found = await next_of(here, person, most=50)
    assert not set(phrases(here, "talk", "advisory_board")) & set(found)
    assert set(phrases(here, "award")) <= set(found)


async def test_it_begins_with_what_would_be_proposed(here: Customers) -> None:
    person = settled(here, 3)
    here.consent(person, "podcast")
    await here.save()
    seen = await looking.some_one(here.session, here.program, person.id, now=NOW)
    assert seen is not None
    chosen = choose(seen.person.own, looking.programme_of(here.program, here.kinds.values(), {}).ladder)
    assert chosen is not None
    (first, *_) = await next_of(here, person)
    assert first == next(kind.phrase for kind in here.kinds.values() if kind.id == chosen.step.id)


async def test_nothing_where_the_contract_forbids_it(here: Customers) -> None:
    other: Account = here.account(name="Other")
    here.block(BlockKind.CONTRACT_FORBIDS)
    assert await next_of(here, settled(here, 3)) == []
    assert await next_of(here, here.advocate(other, agreed=(), rung=3)) != []


async def test_what_is_proposed_stands_first(here: Customers) -> None:
    person = settled(here, 3)
    await here.save()
    here.add(
        Nudge,
        advocate_id=person.id,
        account_id=person.account_id,
        activity_id=here.kinds["analyst_call"].id,
        state_at=NOW,
        made_at=NOW,
        due_at=ahead(30),
    )
    await here.save()
    found = await next_steps.of(here.session, here.program, person, now=NOW, most=2)
    assert found[0] == Next(here.kinds["analyst_call"].phrase, 60, proposed=True)
    assert not found[1].proposed


async def test_nothing_came_of_nothing(here: Customers) -> None:
    await here.save()
    assert await steps.impact(here.session, here.program.id, here.ada.id) == Impact(0, 0)
    assert (await standings.names(here.session, here.program.id))[0] == "rung 0"
