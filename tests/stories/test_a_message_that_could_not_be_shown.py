"""Slack refuses what was drawn: managers see it on Home, and say what becomes of it."""

from datetime import timedelta

import pytest

from bot import upkeep as doing
from bot.kit.errors import BotError
from models import upkeep
from models.message import Message
from sandbox.faults import Fault
from tests.stories.test_home import home
from tests.world import MONDAY, World

CARD = "May we ask Priya Raman"


async def refused(world: World) -> Message:
    """The owner's card is one that Slack does not take."""
    fault = Fault("chat.postMessage", error="invalid_blocks", for_user="U0ANNA")
    world.sandbox.faults.add(fault)
    await world.request(world.tom)
    await world.quiet()
    (row,), total = await aside(world)
    assert total == 1
    return row


async def aside(world: World) -> tuple[list[Message], int]:
    async with world.rung.database.reading() as session:
        rows, total = await upkeep.stuck(session, world.program_id, most=10)
    return list(rows), total


async def test_a_manager_tries_again_and_it_arrives(world: World) -> None:
    await refused(world)
    shown = await home(world, world.maya)
    assert "1 message could not be shown" in shown
    assert "A card to approve an ask, for @Anna Schmidt, since 2 March 08:30." in shown
    assert "Slack does not take it: invalid_blocks." in shown
    assert world.anna.dm == []
    await world.maya.press_home("try_message_again")
    await world.see(world.anna, CARD)
    assert "could not be shown" not in await home(world, world.maya)
    assert await aside(world) == ([], 0)


async def test_a_manager_lets_it_go_and_a_change_is_shown_again(world: World) -> None:
    row = await refused(world)
    await home(world, world.maya)
    await world.maya.press_home("let_message_go")
    await world.quiet()
    assert world.anna.dm == []
    assert await aside(world) == ([], 0)
    async with world.rung.database.transaction() as session:
        with pytest.raises(BotError, match="Somebody has seen to that already"):
            await doing.try_again(session, world.program_id, [row.id], by="U0MAYA", now=row.due_at)


async def test_the_digest_says_where_to_find_it(world: World) -> None:
    await refused(world)
    await world.until(MONDAY + timedelta(days=7))
    digest = await world.see(world.maya, "1 message could not be shown.")
    assert "The longest waits since 2 March." in world.text(digest)


async def test_only_managers_see_it(world: World) -> None:
    await refused(world)
    assert "could not be shown" not in await home(world, world.anna)


async def test_a_home_that_was_refused_is_tried_whenever_it_is_opened(world: World) -> None:
    world.sandbox.faults.add(Fault("views.publish", error="invalid_blocks", for_user="U0TOM"))
    await world.tom.open_home()
    await world.quiet()
    assert world.tom.home is None
    assert "Home, for @Tom Reyes" in await home(world, world.maya)
    assert "Your references" in await home(world, world.tom)
    assert "could not be shown" not in await home(world, world.maya)
