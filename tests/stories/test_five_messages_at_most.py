"""Every story ends with this count; here is what it counts, and that it can fail."""

import pytest

from models.message import Message, MessageKind
from tests import heard
from tests.behind import rows
from tests.favours import agreed, moment, won
from tests.world import World, small_world


async def test_a_favour_from_the_question_to_the_outcome(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-11", 9, 30))
    await world.until(moment("2026-03-13", 9, 30))
    await world.tom.press_label(await world.see(world.tom, "how useful was it"), "5")
    await world.priya.press_label(await world.see(world.priya, "How was it"), "Gladly again")
    await won(world)
    await world.tom.open_home()
    await world.quiet()
    await world.tom.press_home("tell_outcome")
    await world.see(world.priya, "It helped")
    ((who, kinds),) = (await heard.of_favours(world)).items()
    assert who[0] == world.priya.id
    assert kinds == ["ask", "brief", "debrief", "outcome"]


async def test_a_sixth_message_about_a_favour_is_one_too_many(sqlite_url: str) -> None:
    async def again(world: World) -> None:
        """The same row once more, as if two workers had sent it."""
        (row,) = await rows(world, Message, kind=MessageKind.ASK)
        sent = {"event_type": "rung", "event_payload": {"message": row.id, "version": row.wanted}}
        world.team.post(world.team.dm(world.priya.id), user=world.team.bot_user_id, text="?", metadata=sent)

    async def too_much() -> None:
        async with small_world(sqlite_url) as world:
            await world.request(world.tom)
            await world.ask(world.anna, world.priya)
            for _ in range(4):
                await again(world)
            await heard.not_too_much(world)
            await again(world)

    with pytest.raises(AssertionError, match="U0PRIYA"):
        await too_much()
