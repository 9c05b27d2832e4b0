"""The main story once more, through the other door."""

from tests.world import small_world


async def test_a_need_becomes_a_yes_over_socket_mode(database_url: str) -> None:
    async with small_world(database_url, socket=True) as world:
        await world.request(world.tom)
        card = await world.ask(world.anna, world.priya)
        await world.priya.press_label(card, "Yes")
        assert "priya@nordlicht.example" in world.text(await world.see(world.tom, "Found."))
