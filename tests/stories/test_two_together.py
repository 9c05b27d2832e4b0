"""Under three working days two customers are asked at once; the first yes is used, a second one is thanked."""

import asyncio

import pytest

from models.ask import Ask, AskState
from sandbox.messages import Message
from tests.behind import rows, set_program
from tests.world import World

SOON = "2026-03-04"  # Wednesday: 23.5 of 24 working hours are left


async def both(world: World, **need: str) -> tuple[Message, Message]:
    """Priya's and Lukas' cards."""
    await world.shortlist(world.tom, needed_on=SOON, **need)
    await world.tom.submit()
    return await world.ask(world.anna, world.priya), await world.ask(world.anna, world.lukas)


async def test_two_are_asked_at_once_and_no_third(world: World) -> None:
    await world.request(world.tom, needed_on=SOON)
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree" in line
    assert "Director Accounting, Talerhaus: waiting for Anna Schmidt to agree" in line
    assert "Edelgrat" not in line
    await world.ask(world.anna, world.priya)
    await world.ask(world.anna, world.lukas)
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert line.count("asked, an answer is due by") == 2
    assert not world.ben.dm


async def test_each_owner_is_named_for_their_own(world: World) -> None:
    await world.request(world.tom, needed_on=SOON)
    await world.anna.press_label(await world.see(world.anna, "May we ask Lukas Brandt"), "Not now")
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Nordlicht Pay: waiting for Anna Schmidt to agree" in line
    assert "Edelgrat Finanz: waiting for Ben Okafor to agree" in line


@pytest.mark.parametrize(("day", "two"), [("2026-03-05", False), (SOON, True)])
async def test_with_three_working_days_left_it_is_one(world: World, day: str, two: bool) -> None:  # noqa: FBT001
    await world.request(world.tom, needed_on=day)
    assert len(await rows(world, Ask, state=AskState.APPROVING)) == (2 if two else 1)


async def test_a_programme_may_want_one_at_a_time(world: World) -> None:
    await set_program(world, two_together=False)
    await world.request(world.tom, needed_on=SOON)
    assert len(await rows(world, Ask, state=AskState.APPROVING)) == 1


async def test_as_time_runs_short_a_second_one_joins(world: World) -> None:
    await world.request(world.tom, needed_on="2026-03-05")
    await world.pass_time(days=1)
    assert len(await rows(world, Ask, state=AskState.APPROVING)) == 2


async def test_the_first_yes_retires_the_other_card_and_a_second_one_is_thanked(world: World) -> None:
    priyas, lukas = await both(world)
    await world.priya.press_label(priyas, "Yes")
    assert "settled in the meantime" in await world.only(world.lukas)
    await world.lukas.press(lukas, "accept", stale=True)
    said = await world.only(world.lukas)
    assert "Thank you for saying yes. Somebody else was a moment quicker" in said
    found = world.text(await world.see(world.tom, "Found."))
    assert "Priya Raman" in found
    assert "Lukas" not in found
    await world.lukas.press(lukas, "accept", stale=True)
    assert "You have answered this already" in world.lukas.ephemerals[-1].text


async def test_two_yeses_in_the_same_instant_are_one_and_a_spare_one(world: World) -> None:
    priyas, lukas = await both(world)
    await asyncio.gather(
        world.priya.press(priyas, "accept", stale=True), world.lukas.press(lukas, "accept", stale=True)
    )
    await world.quiet()
    states = sorted(
        ask.state for ask in await rows(world, Ask) if ask.answered_at and ask.state != "declined"
    )
    assert [state for state in states if state in {"accepted", "spare"}][-2:] == ["accepted", "spare"]
    line = world.text(await world.see(world.tom, "Found."))
    assert ("Priya Raman" in line) is not ("Lukas Brandt" in line)


async def test_a_spare_yes_is_no_favour(world: World) -> None:
    priyas, lukas = await both(world)
    await world.priya.press_label(priyas, "Yes")
    await world.lukas.press(lukas, "accept", stale=True)
    await world.pass_time(days=15)
    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-10")
    assert "Director Accounting, Talerhaus" in shown.split("Not now, and why")[0]


async def test_one_no_leaves_the_other_running_and_brings_the_third(world: World) -> None:
    priyas, lukas = await both(world)
    await world.priya.press_label(priyas, "Not this one")
    assert "Would you help" in await world.only(world.lukas)
    await world.see(world.ben, "May we ask Elena Fischer")
    await world.lukas.press_label(lukas, "Yes")
    assert "No longer needed" in world.text(await world.see(world.ben, "Elena Fischer"))
    assert not world.elena.dm


async def test_a_colleague_waits_while_somebody_of_theirs_is_asked(world: World) -> None:
    """Two of one company are never asked at once: the colleague comes when the place is free."""
    priyas, lukas = await both(world)
    await world.priya.press_label(priyas, "Ask my colleague")
    await world.see(world.anna, "May we ask Petra Lang")
    await world.lukas.press_label(lukas, "Not this one")
    await world.see(world.ben, "May we ask Elena Fischer")
    running = await rows(world, Ask, state=AskState.APPROVING)
    assert len({ask.account_id for ask in running}) == len(running) == 2


async def test_where_two_are_wanted_both_yeses_are_used(world: World) -> None:
    priyas, lukas = await both(world, wanted="2")
    await world.priya.press_label(priyas, "Yes")
    assert "Would you help" in await world.only(world.lukas)
    await world.see(world.ben, "May we ask Elena Fischer")
    await world.lukas.press_label(lukas, "Yes")
    found = world.text(await world.see(world.tom, "Found."))
    assert "Priya Raman" in found
    assert "Lukas Brandt" in found
    assert "No longer needed" in world.text(await world.see(world.ben, "Elena Fischer"))


async def test_a_yes_after_fewer_are_wanted_is_a_spare_one(world: World) -> None:
    priyas, lukas = await both(world, wanted="2")
    await world.priya.press_label(priyas, "Yes")
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Change")
    await world.tom.fill(wanted="1")
    await world.tom.submit()
    await world.lukas.press(lukas, "accept", stale=True)
    assert "Somebody else was a moment quicker" in await world.only(world.lukas)
    assert "Lukas" not in world.text(await world.see(world.tom, "Found."))


async def test_after_a_cancel_a_yes_stays_settled(world: World) -> None:
    priyas, _ = await both(world)
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    await world.priya.press(priyas, "accept", stale=True)
    assert "settled in the meantime" in world.priya.ephemerals[-1].text
    assert not await rows(world, Ask, state=AskState.SPARE)
