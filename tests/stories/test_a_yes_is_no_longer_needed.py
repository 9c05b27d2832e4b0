"""After the yes a seller lets a customer go: they are thanked, and it counts for nothing."""

from sqlalchemy import select

from models.debrief import Debrief
from sandbox.messages import Message
from tests.stories.test_a_need_changes import reference_of
from tests.world import World


async def found(world: World) -> Message:
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    return await world.see(world.tom, "Found.")


async def test_the_customer_is_thanked_and_the_line_says_so(world: World) -> None:
    line = await found(world)
    await world.tom.pick(line, "line_more", f"give_up|{reference_of(line)}")
    assert "Priya Raman said yes." in world.modal(world.tom)
    await world.tom.submit()
    assert "Thank you for saying yes. It has settled itself" in await world.only(world.priya)
    line = await world.see(world.tom, "No longer needed.")
    assert "[" not in world.text(line)
    assert "Priya" not in world.text(line)
    assert "No longer needed" in world.text(await world.see(world.anna, "Priya Raman"))


async def test_it_does_not_rest_them_as_a_favour_would(world: World) -> None:
    line = await found(world)
    await world.tom.pick(line, "line_more", f"give_up|{reference_of(line)}")
    await world.tom.submit()
    await world.pass_time(days=15)
    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-10")
    assert "Head of Finance Operations, Nordlicht Pay" in shown.split("Not now")[0]


async def test_after_the_agreed_day_nothing_is_taken_back(world: World) -> None:
    line = await found(world)
    await world.tom.pick(line, "held_on", "2026-03-12")
    await world.until(world.clock.business().replace(day=13))
    await world.tom.pick(await world.see(world.tom, "Found."), "line_more", f"give_up|{reference_of(line)}")
    assert "can't be taken back" in world.tom.ephemerals[-1].text
    assert world.tom.modal is None


async def test_nobody_is_asked_how_it_went_and_nothing_is_owed(world: World) -> None:
    line = await found(world)
    await world.tom.pick(line, "held_on", "2026-03-12")
    await world.tom.pick(await world.see(world.tom, "Found."), "line_more", f"give_up|{reference_of(line)}")
    await world.tom.submit()
    async with world.rung.database.reading() as session:
        waits = await session.scalars(select(Debrief.due_at).where(Debrief.program_id == world.program_id))
        assert set(waits) == {None}
    await world.pass_time(days=14)
    assert "It has settled itself" in await world.only(world.priya)
    await world.tom.command("/reference")
    assert world.tom.modal is not None
    assert world.tom.modal["callback_id"] == "need"


async def test_given_up_twice_is_given_up_once(world: World) -> None:
    line = await found(world)
    await world.tom.pick(line, "line_more", f"give_up|{reference_of(line)}")
    await world.tom.submit()
    await world.tom.pick(line, "line_more", f"give_up|{reference_of(line)}", stale=True)
    assert "nothing to give up" in world.tom.ephemerals[-1].text
