"""One customer, two sellers: the cap holds, and the second learns when the customer is free again."""

import asyncio

import pytest

from tests.heard import TOLD_TWICE
from tests.world import World


async def test_the_second_seller_sees_why_not_and_when_again(world: World) -> None:
    await world.request(world.tom)
    waiting = await world.shortlist(world.sofia, "Fjord")
    reason = "Is being asked by a colleague right now; free on 16 March"
    assert f"Head of Finance Operations, Nordlicht Pay\n{reason}" in waiting
    await world.sofia.close()

    await world.ask(world.anna, world.priya)
    asked = await world.shortlist(world.sofia, "Fjord")
    assert f"Head of Finance Operations, Nordlicht Pay\n{reason}" in asked
    assert "1  Director Accounting, Talerhaus" in asked


async def test_both_start_at_once_and_the_customer_is_asked_once(world: World) -> None:
    await world.shortlist(world.tom)
    await world.shortlist(world.sofia, "Fjord")
    await asyncio.gather(world.tom.submit(), world.sofia.submit())
    await world.quiet()

    about_priya = [message for message in world.anna.dm if "Priya" in world.text(message)]
    assert len(about_priya) == 1
    lines = [world.text(await world.see(seller, "needed by")) for seller in (world.tom, world.sofia)]
    assert sum("Nordlicht Pay: no longer free" in line for line in lines) == 1


@pytest.mark.undisturbed("lost", because=TOLD_TWICE)
async def test_four_presses_at_once_are_one_approval(world: World) -> None:
    await world.shortlist(world.tom)
    await world.tom.submit()
    card = await world.see(world.anna, "May we ask Priya Raman")
    await asyncio.gather(*(world.anna.press(card, "approve", stale=True) for _ in range(4)))
    await world.quiet()
    assert len(world.priya.dm) == 1
    said = [answer.text for answer in world.anna.ephemerals]
    assert len(said) == 3
    assert all("settled in the meantime" in text for text in said)
