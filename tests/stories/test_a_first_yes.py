"""A seller needs a reference, and the first customer who is asked says yes."""

from tests.world import World


async def test_a_need_becomes_a_yes(world: World) -> None:
    line = await world.request(world.tom)
    assert "waiting for Anna Schmidt to agree" in world.text(line)

    card = await world.ask(world.anna, world.priya)
    assert "asked, an answer is due by Tuesday 10:30" in world.text(await world.see(world.tom, "Kestrel"))

    await world.priya.press_label(card, "Yes")
    assert "Meet Tom Reyes (@Tom Reyes)" in await world.only(world.priya)
    found = await world.see(world.tom, "Found.")
    assert "Priya Raman" in world.text(found)
    assert "priya@nordlicht.example" in world.text(found)
    assert found.ts == line.ts
