"""Why not? Nobody has to say. Each reason has its one effect, once, and none is written where it can be read."""

import json

import pytest

from models.advocate import Advocate, NotTheirField
from models.ask import Ask, AskState, WhyNot
from models.audit import Audit
from models.block import Block, BlockKind
from models.task import Task, TaskKind
from sandbox.messages import Message
from tests.behind import rows
from tests.world import World

SENSITIVE = ("happy", "compet", "conflict", "allow", "forbid", "changed job", "busy", "field")


async def declined(world: World, label: str = "Not this one") -> Message:
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), label)
    return await world.see(world.priya, "Noted")


async def because(world: World, why_not: WhyNot) -> None:
    await world.priya.pick(await declined(world), "why_not", str(why_not))
    assert "Noted, thank you." in await world.only(world.priya)


async def kept(world: World) -> Ask:
    (ask,) = await rows(world, Ask, state=AskState.DECLINED)
    return ask


async def test_nobody_has_to_say_why(world: World) -> None:
    assert "Would you say why? (you need not)" in world.text(await declined(world))
    assert (await kept(world)).why_not is None


@pytest.mark.parametrize("why_not", sorted(WhyNot))
async def test_the_reason_is_kept_and_written_to_nobody(world: World, why_not: WhyNot) -> None:
    await because(world, why_not)
    assert (await kept(world)).why_not is why_not
    await world.quiet()
    (theirs,) = world.priya.dm
    line = await world.see(world.tom, "Kestrel")
    for message in (theirs, line):
        told = (world.text(message) + message.text + json.dumps(message.raw)).lower()
        assert [word for word in SENSITIVE if word in told] == []


async def test_said_once_it_stays_said(world: World) -> None:
    card = await declined(world)
    await world.priya.pick(card, "why_not", "not_said")
    await world.priya.pick(card, "why_not", "not_happy", stale=True)
    assert "There is nothing left to say about this one" in world.priya.ephemerals[-1].text
    assert (await kept(world)).why_not is WhyNot.NOT_SAID
    assert not await rows(world, Block)
    assert not await rows(world, Task)


async def test_only_who_was_asked_says_why(world: World) -> None:
    card = await declined(world)
    for person in (world.petra, world.anna, world.maya):
        await person.pick(card, "why_not", "not_happy", stale=True)
        assert "asked of somebody else" in person.ephemerals[-1].text
    assert (await kept(world)).why_not is None


async def test_too_busy_a_month_of_rest_is_offered(world: World) -> None:
    await because(world, WhyNot.TOO_BUSY)
    assert (await rows(world, Advocate, email="priya@nordlicht.example"))[0].paused_until is None
    card = await world.see(world.priya, "Rest me for a month")
    await world.priya.press_label(card, "Rest me for a month")
    promise = "Nobody at Brightwell will ask you before 1 April, and nobody can override that."
    assert promise in await world.only(world.priya)
    await world.priya.press(card, "rest_month", stale=True)
    assert "You rest already" in world.priya.ephemerals[-1].text

    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-30")
    assert "Head of Finance Operations, Nordlicht Pay\nAsked for a pause; free on 1 April" in shown


async def test_too_busy_until_a_day_of_their_own(world: World) -> None:
    await because(world, WhyNot.TOO_BUSY)
    card = await world.see(world.priya, "Rest me for a month")
    await world.priya.pick(card, "rest_until", "2026-03-02")
    assert "Choose a day from tomorrow on" in world.priya.ephemerals[-1].text
    await world.priya.pick(card, "rest_until", "2026-05-04")
    assert "Nobody at Brightwell will ask you before 4 May" in await world.only(world.priya)


async def test_only_who_is_too_busy_rests(world: World) -> None:
    await because(world, WhyNot.TOO_BUSY)
    card = await world.see(world.priya, "Rest me for a month")
    await world.petra.press(card, "rest_month", stale=True)
    assert "asked of somebody else" in world.petra.ephemerals[-1].text


async def test_not_their_field_is_noted_for_what_was_asked_about(world: World) -> None:
    await because(world, WhyNot.NOT_MY_FIELD)
    found = await rows(world, NotTheirField)
    assert {(row.kind, row.value) for row in found} == {
        ("product", "Ledger"),
        ("use_case", "Month-end close"),
    }


async def test_a_conflict_keeps_the_account_from_that_company(world: World) -> None:
    await because(world, WhyNot.CONFLICT)
    (block,) = await rows(world, Block)
    assert (block.kind, block.company_key, block.advocate_id) == (BlockKind.CONFLICT, "kestrel pay", None)
    (written,) = await rows(world, Audit, subject=block.id)
    (priya,) = await rows(world, Advocate, slack_user_id=world.priya.id)
    assert (written.verb, written.actor) == ("block_conflict", priya.id)
    assert not await rows(world, Task)


async def test_not_happy_nobody_there_is_asked_until_the_owner_clears_it(world: World) -> None:
    await because(world, WhyNot.NOT_HAPPY)
    task = await world.see(world.anna, "Priya Raman, Nordlicht Pay, is not happy with us at the moment.")
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    await world.pass_time(days=40)
    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-30")
    assert "Nordlicht" not in shown
    await world.sofia.close()

    await world.anna.press_label(task, "Clear it")
    assert "cleared, so that they can be asked again" in world.text(
        await world.see(world.anna, "Priya Raman:")
    )
    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-30")
    assert "Nordlicht Pay" in shown
    await world.anna.press(task, "customer_task:cleared", stale=True)
    assert "taken care of this in the meantime" in world.anna.ephemerals[-1].text


async def test_my_company_does_not_allow_it_blocks_that_kind_for_everybody_there(world: World) -> None:
    await because(world, WhyNot.COMPANY_FORBIDS)
    task = await world.see(world.anna, "their company does not allow it")
    assert "They were asked for a reference call." in world.text(task)
    (block,) = await rows(world, Block)
    (ask,) = await rows(world, Ask, state=AskState.DECLINED)
    assert (block.kind, block.activity_id) == (BlockKind.COMPANY_FORBIDS, ask.activity_id)
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    await world.pass_time(days=40)
    assert "Nordlicht" not in await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-30")
    await world.sofia.close()
    quotes = await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-30", activity="quote")
    assert "Nordlicht" in quotes
    await world.sofia.close()

    await world.anna.press_label(task, "They allow it again")
    assert "Nordlicht" in await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-30")


async def test_a_ban_that_is_noted_stays(world: World) -> None:
    await because(world, WhyNot.COMPANY_FORBIDS)
    await world.anna.press_label(await world.see(world.anna, "does not allow it"), "Noted")
    assert "their company is not asked for this kind" in world.text(
        await world.see(world.anna, "Priya Raman:")
    )
    (block,) = await rows(world, Block)
    assert block.until is None


async def test_who_changed_jobs_is_no_longer_asked_and_may_follow(world: World) -> None:
    await because(world, WhyNot.CHANGED_JOB)
    (priya,) = await rows(world, Advocate, email="priya@nordlicht.example")
    assert priya.left_on == world.clock.business().date()
    task = await world.see(world.anna, "Priya Raman, Nordlicht Pay, has changed jobs.")
    await world.anna.press_label(task, "They may follow")
    assert "they may follow to their new company" in world.text(await world.see(world.anna, "Priya Raman:"))
    await world.pass_time(days=60)
    assert "Head of Finance" not in await world.shortlist(world.sofia, "Fjord", needed_on="2026-06-30")


async def test_after_any_no_but_a_conflict_a_reason_may_be_given(world: World) -> None:
    card = await declined(world, "Never this kind")
    await world.priya.pick(card, "why_not", "company_forbids")
    assert "Nobody at Brightwell will ask you for a reference call again" in await world.only(world.priya)
    assert len(await rows(world, Task, kind=TaskKind.FORBIDDEN)) == 1


async def test_tasks_are_their_owners_and_stand_on_home(world: World) -> None:
    await because(world, WhyNot.NOT_HAPPY)
    task = await world.see(world.anna, "is not happy with us")
    for person, said in (
        (world.tom, "This is for the owner of this customer's relationship to decide."),
        (world.priya, "Only the owner of this customer's relationship"),
    ):
        await person.press(task, "customer_task:cleared", stale=True)
        assert said in person.ephemerals[-1].text
    await world.anna.open_home()
    await world.quiet()
    assert "is not happy with us" in json.dumps(world.anna.home)
    await world.ben.press(task, "customer_task:cleared", stale=True)
    assert "(Ben Okafor, 2 March)" in world.text(await world.see(world.anna, "Priya Raman:"))
