"""*I'll ask them myself*: no message from Rung, and the answer counts like any other."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models import ask as asks
from models.ask import AskState, Road, WholeAsk
from models.audit import Audit
from tests.heard import TOLD_TWICE
from tests.world import World


async def the_ask(world: World, state: AskState) -> WholeAsk:
    async with world.rung.database.reading() as session:
        found = await session.scalars(
            select(asks.Ask.id).where(asks.Ask.state == state, asks.Ask.reference_id.is_not(None))
        )
        wholes = await asks.some(session, world.program_id, found.all())
    (whole,) = [each for each in wholes if each.seller.name == "Tom Reyes" and each.ask.decided_by]
    return whole


async def in_person(world: World) -> None:
    await world.request(world.tom)
    await world.anna.press_label(
        await world.see(world.anna, "May we ask Priya Raman"), "I'll ask them myself"
    )


async def test_the_customer_gets_no_message_and_the_owner_a_place_for_the_answer(world: World) -> None:
    await in_person(world)
    await world.see(world.anna, "You ask them yourself, until Tuesday 10:30.")
    task = world.text(await world.see(world.anna, "Ready to copy"))
    assert "You ask Priya Raman, Nordlicht Pay, yourself." in task
    assert "Kestrel" not in task
    assert "a fintech company in Germany with 200–999 people" in task
    assert not world.priya.dm
    whole = await the_ask(world, AskState.ASKED)
    assert whole.ask.road is Road.IN_PERSON
    assert whole.ask.asked_at is None
    await world.anna.press_label(await world.see(world.anna, "Ready to copy"), "I have asked them")
    assert (await the_ask(world, AskState.ASKED)).ask.asked_at is not None


async def test_a_recorded_yes_is_a_yes(world: World) -> None:
    await in_person(world)
    await world.anna.press_label(await world.see(world.anna, "Ready to copy"), "Record answer")
    await world.anna.fill(answer="accepted")
    await world.anna.submit()
    assert world.anna.modal is None
    line = world.text(await world.see(world.tom, "Found."))
    assert "Priya Raman" in line
    assert "said yes, thank you for asking (Anna Schmidt" in world.text(
        await world.see(world.anna, "thank you for asking")
    )
    assert "They said yes" in world.text(await world.see(world.anna, "Thank you for opening the door"))
    assert not world.priya.dm
    async with world.rung.database.reading() as session:
        verbs = (await session.scalars(select(Audit.verb).where(Audit.actor == "U0ANNA"))).all()
    assert set(verbs) == {"approved", "relay_accepted", "accepted"}


async def test_it_waits_for_the_customers_hours_like_any_other_ask(world: World) -> None:
    await world.until(datetime(2026, 3, 2, 15, 30, tzinfo=UTC))
    await in_person(world)
    await world.see(world.anna, "You ask them yourself. The card for it comes on Tuesday 09:00")
    await world.until(datetime(2026, 3, 3, 8, 1, tzinfo=UTC))
    await world.see(world.anna, "Ready to copy")
    assert not world.priya.dm


async def test_the_deadline_passes_and_the_task_settles_itself(world: World) -> None:
    await in_person(world)
    task = await world.see(world.anna, "Ready to copy")
    await world.anna.press_label(task, "I have asked them")
    await world.pass_time(days=2)
    assert "no answer came in time" in world.text(await world.see(world.anna, "no answer came in time"))
    await world.anna.press(task, "record_answer", stale=True)
    assert "This has settled itself in the meantime" in world.anna.ephemerals[-1].text
    await world.see(world.anna, "May we ask Lukas Brandt")


async def test_the_backup_may_record_and_others_may_not(world: World) -> None:
    await in_person(world)
    task = await world.see(world.anna, "Ready to copy")
    for person in (world.sofia, world.tom):
        await person.press(task, "record_answer", stale=True)
        assert "the owner of this customer's relationship" in person.ephemerals[-1].text
    await world.priya.press(task, "record_answer", stale=True)
    assert "Only the owner of this customer's relationship" in world.priya.ephemerals[-1].text
    await world.ben.press(task, "record_answer", stale=True)
    await world.ben.fill(answer="not_this")
    await world.ben.submit()
    closed = world.text(await world.see(world.anna, "said no to this one"))
    assert "(Ben Okafor" in closed
    await world.see(world.anna, "May we ask Lukas Brandt")


@pytest.mark.undisturbed("lost", because=TOLD_TWICE)
async def test_different_decisions_in_the_same_instant_have_one_outcome(world: World) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await asyncio.gather(
        world.anna.press(card, "ask_in_person", stale=True),
        world.ben.press(card, "approve", stale=True),
        world.maya.press(card, "refuse_now", stale=True),
        world.anna.press(card, "ask_in_person", stale=True),
    )
    await world.quiet()
    told = [said.text for person in (world.anna, world.ben, world.maya) for said in person.ephemerals]
    assert told == ["This has been settled in the meantime, so there is nothing left to do."] * 3
    seen = world.text(await world.see(world.anna, "May we ask Priya Raman"))
    outcomes = [
        "You ask them yourself" in seen and not world.priya.dm,
        "Ben Okafor approved" in seen and bool(world.priya.dm),
        "Maya Patel said “not now”" in seen and not world.priya.dm,
    ]
    assert outcomes.count(True) == 1
