"""A customer who does not answer is left alone, and the next one is asked."""

from tests.behind import set_program
from tests.world import World


async def test_no_answer_by_the_deadline_retires_the_card_and_asks_the_next(world: World) -> None:
    await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    await world.pass_time(days=1, minutes=59)
    assert "Would you help" in await world.only(world.priya)

    await world.pass_time(minutes=2)

    assert "This one has moved on" in await world.only(world.priya)
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Nordlicht Pay: did not answer" in line
    assert "Director Accounting, Talerhaus: waiting for Anna Schmidt to agree" in line
    await world.see(world.anna, "May we ask Lukas Brandt")


async def test_a_late_yes_is_thanked_and_changes_nothing(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.pass_time(days=1, hours=2)

    await world.priya.press(card, "accept", stale=True)

    assert "settled in the meantime" in world.priya.ephemerals[-1].text
    assert "did not answer" in world.text(await world.see(world.tom, "Kestrel"))


async def test_when_everybody_stayed_silent_the_seller_is_told(world: World) -> None:
    await world.request(world.tom, needed_on="2026-03-31")
    for owner, customer in (
        (world.anna, world.priya),
        (world.anna, world.lukas),
        (world.ben, world.elena),
    ):
        await world.ask(owner, customer)
        await world.pass_time(days=4)
    assert "Nobody we asked can help this time" in world.text(await world.see(world.tom, "Kestrel"))
    assert len(world.tom.dm) == 1


async def test_time_left_shortens_the_deadline_and_ends_the_asking(world: World) -> None:
    """Needed by Wednesday evening: 22 working hours are left on Monday 10:30, so the deadline stays 9 hours."""
    await set_program(world, two_together=False)
    await world.request(world.tom, needed_on="2026-03-04")
    await world.ask(world.anna, world.priya)
    await world.pass_time(days=1, hours=2)  # Tuesday 11:30: 13.5 hours left, half of it is 6.75
    await world.ask(world.anna, world.lukas)
    assert "due by Wednesday 10:15" in world.text(await world.see(world.tom, "Kestrel"))
    await world.pass_time(days=1)  # Wednesday 11:30: 5.5 hours left, nobody new is asked
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Edelgrat Finanz: too late to ask politely" in line
    assert "Nobody we asked can help this time" in line
    assert not world.elena.dm
