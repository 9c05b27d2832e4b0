"""The deal is won: the seller lets the customer know, once, and names nobody who is not to be named."""

import asyncio

import pytest
from inline_snapshot import snapshot
from sqlalchemy import update

from models.advocate import Advocate
from models.reference import Reference
from sandbox.as_text import message_as_text
from tests.favours import agreed, kinds_of, moment, won
from tests.world import World


async def held(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-11", 9, 30))
    await world.until(moment("2026-03-13", 9, 30))
    await world.tom.press_label(await world.see(world.tom, "how useful was it"), "5")
    await world.priya.press_label(await world.see(world.priya, "How was it"), "Gladly again")
    await world.quiet()


async def home(world: World) -> str:
    await world.tom.open_home()
    await world.quiet()
    assert world.tom.home is not None
    return "\n".join(message_as_text(world.tom.home["blocks"], {}))


LABEL = "Tell Head of Finance Operations, Nordlicht Pay what came of it"


async def test_told_once_when_the_seller_says_so(world: World) -> None:
    await held(world)
    assert LABEL not in await home(world)
    await won(world)
    assert LABEL in await home(world)
    await world.until(moment("2026-04-14", 10, 0))
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief"]  # nothing goes by itself

    await home(world)
    stale = world.tom.home
    await world.tom.press_home("tell_outcome")
    news = world.text(await world.see(world.priya, "It helped"))
    assert news == snapshot("""\
Anna Schmidt, your contact at Brightwell, has good news.
In March you gave us a reference call. It helped: they signed. Thank you.\
""")
    assert "Kestrel" not in news
    assert LABEL not in await home(world)
    assert "They know what came of it." in await home(world)
    assert stale is not None
    world.team.homes[world.tom.id] = stale
    await world.tom.press_home("tell_outcome")
    assert "They know already." in world.modal(world.tom)
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief", "outcome"]


@pytest.mark.parametrize("named", [False, True])
async def test_the_prospect_is_named_only_where_the_seller_allowed_it(world: World, named: bool) -> None:  # noqa: FBT001
    await agreed(world, None)
    async with world.rung.database.transaction() as session:
        await session.execute(update(Reference).where(Reference.seller_id.is_not(None)).values(named=named))
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-12")
    await world.until(moment("2026-03-11", 9, 30))
    brief = world.text(await world.see(world.priya, "with a few lines before"))
    assert ("for Kestrel Pay" in brief) is named
    await world.until(moment("2026-03-12", 18, 0))
    await world.until(moment("2026-03-17", 9, 30))
    await won(world)
    await home(world)
    await world.tom.press_home("tell_outcome")
    news = world.text(await world.see(world.priya, "It helped"))
    assert ("Kestrel Pay signed" in news) is named
    assert ("they signed" in news) is not named


async def test_pressed_at_once_twice_and_by_others(world: World) -> None:
    await held(world)
    await won(world)
    await home(world)
    await asyncio.gather(*(world.tom.press_home("tell_outcome") for _ in range(2)))
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief", "outcome"]


async def test_a_customer_outside_slack_is_told_by_their_contact(world: World) -> None:
    await held(world)
    await won(world)
    await home(world)
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Advocate).where(Advocate.slack_user_id == "U0PRIYA").values(dm_error="user_disabled")
        )
    await world.tom.press_home("tell_outcome")
    assert "Anna Schmidt knows them, and can tell them." in world.modal(world.tom)
    assert LABEL not in await home(world)
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief"]
