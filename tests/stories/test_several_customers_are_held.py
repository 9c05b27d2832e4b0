"""Steps that look at several companies hold them in one order, so that none waits for another in a circle."""

import asyncio

from bot.asks import course
from models import account as accounts
from models.account import Account
from models.ask import Ask, AskState
from models.reference import Reference, ReferenceState
from tests.behind import rows
from tests.world import World

SOON = "2026-03-04"  # two are asked together
MOMENT = 0.3  # seconds in which whoever waits for a lock has come to it


async def test_who_holds_one_company_gets_the_next_while_another_step_waits_for_the_first(
    world: World,
) -> None:
    await world.shortlist(world.tom, needed_on=SOON)
    await world.tom.submit()
    (reference,) = await rows(world, Reference, state=ReferenceState.LOOKING)
    listed = {ask.account_id for ask in await rows(world, Ask, reference_id=reference.id)}
    first, *others = sorted(listed)

    async def step() -> None:
        async with world.rung.database.transaction() as session:
            await course.advance(session, world.program_id, reference.id, now=world.clock.business())

    async with world.rung.database.transaction() as session:
        await accounts.lock(session, world.program_id, [first])
        waiting = asyncio.create_task(step())
        await asyncio.sleep(MOMENT)
        assert not waiting.done()
        async with asyncio.timeout(MOMENT):
            await accounts.lock(session, world.program_id, others)
    await waiting


async def test_two_needs_for_the_same_companies_go_on_side_by_side(world: World) -> None:
    """Each list in the other's order: both are answered, and each company is asked once."""
    for seller, deal in ((world.tom, "Kestrel"), (world.sofia, "Fjord")):
        await world.shortlist(seller, deal, needed_on=SOON)
    second = world.sofia.modal
    assert second is not None
    menus = [
        block for block in second["blocks"] if block.get("accessory", {}).get("action_id") == "candidate"
    ]
    up = next(each["value"] for each in menus[1]["accessory"]["options"] if each["value"].startswith("up"))
    await world.sofia.pick(None, "candidate", up, block_id=menus[1]["block_id"])
    await asyncio.gather(world.tom.submit(), world.sofia.submit())
    await world.quiet()
    running = await rows(world, Ask, state=AskState.APPROVING)
    assert len({ask.account_id for ask in running}) == len(running) >= 3
    assert len(await rows(world, Account)) > len(running)
    assert world.tom.modal is None
    assert world.sofia.modal is None
