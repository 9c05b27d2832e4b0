"""More turns at once than there are places: everybody is answered in time, and Slack sends events again."""

import asyncio

import pytest

from handlers import places
from handlers.places import BusyError, Places
from sandbox.delivery import Answer
from sandbox.switches import Name
from tests.world import World, small_world

CROWD = 30
HOUSE_FULL = 2 + 2 * places.WAITING
BUSY = "Rung is very busy. Try again in a moment."
WITHIN = 3.0  # Slack's own


async def test_who_finds_no_place_is_told_at_once_and_who_finds_one_is_served() -> None:
    found = Places(2)
    free, served = asyncio.Event(), 0

    async def turn() -> None:
        nonlocal served
        async with found.taken():
            await free.wait()
            served += 1

    running = [asyncio.create_task(turn()) for _ in range(2 + 2 * places.WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        await turn()
    free.set()
    await asyncio.gather(*running)
    assert served == 2 + 2 * places.WAITING
    await turn()
    assert served == 3 + 2 * places.WAITING


async def test_nobody_waits_longer_than_slack_would() -> None:
    found, loop = Places(1), asyncio.get_running_loop()
    async with found.taken():
        begun = loop.time()
        with pytest.raises(BusyError):
            async with found.taken():
                pass
        assert places.PATIENCE <= loop.time() - begun < WITHIN
    async with found.taken():
        pass


async def test_a_crowd_while_slack_is_slow(settled_url: str) -> None:
    """Two places, thirty windows wanted at once, and Slack takes half a second for each."""
    async with small_world(settled_url, settled=True, turns_at_once=2) as world:
        slow(world, 0.5)
        loop = asyncio.get_running_loop()
        begun = loop.time()

        async def ask() -> tuple[Answer, float]:
            return await world.tom.command("/reference"), loop.time() - begun

        found = await asyncio.gather(*(ask() for _ in range(CROWD)))
        assert {answer.status for answer, _ in found} == {200}
        told = sorted(took for answer, took in found if (answer.body or {}).get("text") == BUSY)
        assert CROWD - HOUSE_FULL <= len(told) <= CROWD - 2
        assert all(took < WITHIN for took in told)
        assert turned_away(world, "command") == len(told)
        world.sandbox.switches.turn(Name.SLOW, on=False)
        assert await world.shortlist(world.tom)


async def test_an_event_that_found_no_place_comes_again(
    settled_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One place, and who has it waits for Slack until the event was turned away twice."""
    monkeypatch.setattr(places, "PATIENCE", 0.01)
    async with small_world(settled_url, settled=True, turns_at_once=1) as world:
        slow(world, 2.0)
        world.sandbox.delivery.retry_waits = (0.0, 3600.0, 3600.0)
        window = asyncio.create_task(world.tom.command("/reference"))
        await world.sandbox.wait_until(lambda: world.tom.modal)
        await world.nobody.say("Hello?")
        heard = [status for body, status, _ in world.sandbox.delivery.log if body.get("event")]
        assert heard == [503, 503]
        assert turned_away(world, "event") == 2
        assert (await window).status == 200
        world.sandbox.switches.turn(Name.SLOW, on=False)
        await world.sandbox.retry_events()
        assert len((await world.see(world.nobody, "Rung")).blocks) > 0


def slow(world: World, seconds: float) -> None:
    world.sandbox.switches.slowness = seconds
    world.sandbox.switches.turn(Name.SLOW, on=True)
    world.sandbox.switches.strike_all(Name.SLOW)


def turned_away(world: World, kind: str) -> int:
    return int(world.rung.metrics.turns.labels(kind, "busy")._value.get())
