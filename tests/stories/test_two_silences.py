"""Who did not answer twice in a row is left in peace until their owner has checked in."""

from models.advocate import Advocate, PausedBy
from models.audit import Audit
from models.task import Task
from sandbox.messages import Message
from sandbox.person import Person
from tests.behind import rows
from tests.world import World


async def ask_priya(world: World, seller: Person, deal: str, needed_on: str) -> Message:
    await world.request_of(seller, "Nordlicht", deal, needed_on=needed_on)
    return await world.ask(world.anna, world.priya)


async def silent(world: World, needed_on: str) -> None:
    await ask_priya(world, world.tom, "Kestrel", needed_on)
    await world.pass_time(days=4)
    assert "This one has moved on" in await world.only(world.priya)


async def twice(world: World) -> Message:
    await silent(world, "2026-03-31")
    assert not await rows(world, Task)
    await world.pass_time(days=17)
    await ask_priya(world, world.sofia, "Fjord", "2026-04-30")
    await world.pass_time(days=4)
    return await world.see(world.anna, "did not answer two questions in a row")


async def priya(world: World) -> Advocate:
    (found,) = await rows(world, Advocate, email="priya@nordlicht.example")
    return found


async def test_the_second_silence_pauses_and_the_owner_checks_in(world: World) -> None:
    task = await twice(world)
    assert (await priya(world)).paused_by is PausedBy.SILENCE
    assert len(await rows(world, Audit, verb="paused_for_silence")) == 1
    assert "This one has moved on" in world.text(world.priya.dm[-1])
    await world.pass_time(days=60)
    assert "Head of Finance" not in await world.shortlist(world.tom, "Talerhaus", needed_on="2026-07-31")
    await world.tom.close()

    await world.anna.press_label(task, "They are fine to be asked")
    assert (await priya(world)).paused_until is None
    assert "fine to be asked again" in world.text(await world.see(world.anna, "Priya Raman:"))
    assert "Head of Finance" in await world.shortlist(world.tom, "Talerhaus", needed_on="2026-07-31")


async def test_left_in_peace_they_stay_paused(world: World) -> None:
    await world.anna.press_label(await twice(world), "Leave them in peace")
    assert (await priya(world)).paused_by is PausedBy.SILENCE
    assert "left in peace" in world.text(await world.see(world.anna, "Priya Raman:"))


async def test_an_answer_between_two_silences_breaks_the_row(world: World) -> None:
    await silent(world, "2026-03-31")
    await world.pass_time(days=17)
    card = await ask_priya(world, world.sofia, "Fjord", "2026-04-30")
    await world.priya.press_label(card, "Not this one")
    await world.pass_time(days=21)
    await ask_priya(world, world.tom, "Talerhaus: more", "2026-05-29")
    await world.pass_time(days=4)
    assert not await rows(world, Task)
    assert (await priya(world)).paused_until is None


async def test_their_own_pause_is_neither_replaced_nor_ended(world: World) -> None:
    await silent(world, "2026-03-31")
    await world.pass_time(days=17)
    await ask_priya(world, world.sofia, "Fjord", "2026-04-30")
    until = world.clock.business().replace(year=2027)
    async with world.rung.database.transaction() as session:
        found = await session.get_one(Advocate, (world.program_id, (await priya(world)).id))
        found.paused_until, found.paused_by = until, PausedBy.THEMSELVES
    await world.pass_time(days=4)
    assert not await rows(world, Task)
    assert (await priya(world)).paused_until == until


async def test_who_resumes_themselves_leaves_the_owner_nothing_to_check(world: World) -> None:
    task = await twice(world)
    await world.priya.command("/advocate", "resume")
    assert (await priya(world)).paused_until is None
    settled = await world.see(world.anna, "came back themselves")
    assert settled.ts == task.ts
    assert "They are fine to be asked" not in world.text(settled)
    assert [each.outcome for each in await rows(world, Task)] == ["came_back"]


async def test_who_leaves_is_not_checked_in_with(world: World) -> None:
    await twice(world)
    await world.priya.command("/advocate", "leave")
    assert "left the programme" in world.text(await world.see(world.anna, "left the programme"))
