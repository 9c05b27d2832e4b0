"""Where a programme lets the larger deal go first, the smaller one gives way until its question has been put."""

import asyncio

from models import program as programs
from tests.world import World


async def larger_first(world: World) -> None:
    async with world.rung.database.transaction() as session:
        (await programs.get(session, world.program_id)).larger_first = True


async def test_the_smaller_deal_gives_way_and_goes_on_with_the_next(world: World) -> None:
    await larger_first(world)
    await world.request(world.sofia, "Fjord")
    await world.see(world.anna, "May we ask Priya Raman")
    assert "1  Head of Finance Operations, Nordlicht Pay" in await world.shortlist(world.tom)

    await world.tom.submit()
    line = world.text(await world.see(world.sofia, "needed by"))
    assert "Nordlicht Pay: no longer free" in line
    first, second = [message for message in world.anna.dm if "Priya Raman" in world.text(message)]
    assert "Approve" not in world.text(first)
    assert "Kestrel" in world.text(second)

    await world.pass_time(minutes=1)
    assert "Director Accounting, Talerhaus: waiting for" in world.text(
        await world.see(world.sofia, "needed by")
    )


async def test_a_question_that_has_been_put_is_left_in_peace(world: World) -> None:
    await larger_first(world)
    await world.request(world.sofia, "Fjord")
    card = await world.ask(world.anna, world.priya)
    assert "Nordlicht Pay\nIs being asked" in await world.shortlist(world.tom)
    await world.priya.press_label(card, "Yes")
    assert "Found." in world.text(await world.see(world.sofia, "needed by"))


async def test_the_smaller_one_never_pushes_the_larger_away(world: World) -> None:
    await larger_first(world)
    await world.request(world.tom)
    assert "Nordlicht Pay\nIs being asked" in await world.shortlist(world.sofia, "Fjord")


async def test_without_the_rule_the_first_come_is_served(world: World) -> None:
    await world.request(world.sofia, "Fjord")
    assert "Nordlicht Pay\nIs being asked" in await world.shortlist(world.tom)


async def test_approved_and_pushed_away_at_once_the_customer_has_one_question(world: World) -> None:
    await larger_first(world)
    await world.request(world.sofia, "Fjord")
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.shortlist(world.tom)
    await asyncio.gather(world.tom.submit(), world.anna.press(card, "approve", stale=True))
    await world.pass_time(minutes=1)
    lines = [world.text(await world.see(seller, "needed by")) for seller in (world.tom, world.sofia)]
    assert sum("Nordlicht Pay: no longer free" in line for line in lines) == 1
    assert len([message for message in world.priya.dm if "Would you help" in world.text(message)]) <= 1
