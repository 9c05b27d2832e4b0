"""Whoever sets what is set already, on two screens or by a double click, has set it once."""

import asyncio

from sqlalchemy import func, select

from models.audit import Audit
from tests.world import World


async def noted(world: World, verb: str) -> int:
    async with world.rung.database.reading() as session:
        return (await session.scalars(select(func.count()).where(Audit.verb == verb))).one()


async def test_a_backup_is_chosen_twice(world: World) -> None:
    await world.anna.open_home()
    await world.quiet()
    await asyncio.gather(*(world.anna.pick_home("backup", "U0MAYA") for _ in range(2)))
    assert await noted(world, "backup") == 1
    await world.anna.pick_home("backup", "U0BEN")
    assert await noted(world, "backup") == 2


async def test_the_agreed_day_is_noted_twice(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Yes")
    line = await world.see(world.tom, "Find a time together")
    await asyncio.gather(*(world.tom.pick(line, "held_on", "2026-03-09") for _ in range(2)))
    assert await noted(world, "dated") == 1


async def test_a_colleague_gets_a_role_twice_at_once(world: World) -> None:
    """Two managers' forms at once: one new colleague, one entry."""
    await world.maya.command("/rung", "roles")
    await world.maya.pick(None, "role_person", "U0NOBODY")
    await world.maya.fill(roles=["seller"])
    form = world.maya
    await asyncio.gather(form.submit(), form.submit())
    assert await noted(world, "seller_given") == 1
