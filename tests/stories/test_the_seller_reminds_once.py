"""A seller has the approvers reminded, once; each of them gets one reminder at most, and customers none."""

import asyncio

import pytest

from sandbox.person import Person
from tests.heard import TOLD_TWICE
from tests.world import World


async def reminders(world: World, person: Person) -> int:
    await world.quiet()
    return sum("A reminder:" in world.text(message) for message in person.dm)


async def test_the_owner_is_reminded_now_and_the_chain_goes_on_from_there(world: World) -> None:
    line = await world.request(world.tom)
    assert "a reminder follows today 11:30" in world.text(line)
    await world.pass_time(minutes=30)
    await world.tom.press_label(line, "Remind once")
    assert "Reminded: Anna Schmidt." in world.tom.ephemerals[-1].text
    assert "Tom Reyes is waiting for your decision" in world.text(await world.see(world.anna, "A reminder:"))
    line = await world.see(world.tom, "Kestrel")
    assert "their backup joins today 12:00" in world.text(line)
    assert "[Remind once]" not in world.text(line)

    await world.pass_time(hours=2)  # 12:00: the backup, where the clock alone would have said 13:30
    assert await reminders(world, world.anna) == 1
    await world.see(world.ben, "May we ask Priya Raman")
    assert "[Remind once]" not in world.text(await world.see(world.tom, "Kestrel"))


@pytest.mark.undisturbed("lost", because=TOLD_TWICE)
async def test_pressed_twice_it_reminds_once(world: World) -> None:
    line = await world.request(world.tom)
    await asyncio.gather(*(world.tom.press(line, "remind", stale=True) for _ in range(3)))
    said = [answer.text for answer in world.tom.ephemerals]
    assert sum("Reminded: Anna Schmidt." in each for each in said) == 1
    assert sum("nobody to remind right now" in each for each in said) == 2
    assert await reminders(world, world.anna) == 1


async def test_after_the_clocks_own_reminder_only_who_joined_since_gets_one(world: World) -> None:
    await world.request(world.tom)
    await world.pass_time(hours=2)
    line = await world.see(world.tom, "Kestrel")
    assert "[Remind once]" not in world.text(line)
    await world.pass_time(hours=2)
    assert "Anna Schmidt or Ben Okafor" in world.text(await world.see(world.tom, "Kestrel"))
    await world.tom.press_label(line, "Remind once")
    assert "Reminded: Anna Schmidt and Ben Okafor." in world.tom.ephemerals[-1].text
    assert (await reminders(world, world.anna), await reminders(world, world.ben)) == (1, 1)


async def test_a_customer_is_never_reminded(world: World) -> None:
    line = await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    assert "[Remind once]" not in world.text(await world.see(world.tom, "Kestrel"))
    await world.tom.press(line, "remind", stale=True)
    assert "nobody to remind right now" in world.tom.ephemerals[-1].text
    assert len(world.priya.dm) == 1


async def test_only_the_seller_and_managers_remind(world: World) -> None:
    line = await world.request(world.tom)
    await world.sofia.press(line, "remind", stale=True)
    assert "This is another seller's" in world.sofia.ephemerals[-1].text
    await world.anna.press(line, "remind", stale=True)
    assert "Requesting references is for the sellers" in world.anna.ephemerals[-1].text
    await world.maya.press(line, "remind", stale=True)
    assert await reminders(world, world.anna) == 1


async def test_a_reminder_waits_for_the_working_day(world: World) -> None:
    await world.pass_time(hours=10)  # Monday 19:30
    line = await world.request(world.tom)
    await world.tom.press_label(line, "Remind once")
    assert not world.anna.dm
    await world.pass_time(hours=14)
    assert len(world.anna.dm) == 2
