"""*Block account until …*: nobody there is asked before that day, by anybody."""

from sqlalchemy import func, select

from models.audit import Audit
from models.block import Block, BlockKind
from tests.world import World


async def held(world: World, day: str = "2026-04-01") -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.menu(world.anna, card, "Block account until …")
    await world.anna.fill(until=day)
    await world.anna.submit()


async def test_the_ask_ends_and_the_next_account_is_tried(world: World) -> None:
    await held(world)
    assert world.anna.modal is None
    card = world.text(await world.see(world.anna, "You said “not now”"))
    assert "Nordlicht Pay is kept free until 1 April." in card
    assert "Nordlicht Pay: kept free by their owner" in world.text(await world.see(world.tom, "Kestrel"))
    await world.see(world.anna, "May we ask Lukas Brandt")
    async with world.rung.database.reading() as session:
        (block,) = await session.scalars(select(Block))
        verbs = (await session.scalars(select(Audit.verb).where(Audit.actor == "U0ANNA"))).all()
    assert (block.kind, block.advocate_id, block.source) == (BlockKind.HELD_BACK, None, "owner")
    assert block.until is not None
    assert block.until.isoformat() == "2026-03-31T22:00:00+00:00"
    assert set(verbs) == {"held_back", "refused"}


async def test_nobody_there_is_offered_before_that_day(world: World) -> None:
    await held(world)
    said = await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-20")
    offered, not_now = said.split("Not now, and why")
    assert "Nordlicht" not in offered
    assert not_now.count("Nordlicht Pay\nIs kept free by their owner; free on 1 April") == 1
    await world.pass_time(days=31)
    assert "Nordlicht Pay" in await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-20")


async def test_a_day_that_has_passed_changes_nothing(world: World) -> None:
    await held(world, "2026-03-02")
    assert world.anna.errors == {"until": "Choose a day from tomorrow on."}
    await world.anna.close()
    assert "Approve" in world.text(await world.see(world.anna, "May we ask Priya Raman"))
    async with world.rung.database.reading() as session:
        assert (await session.scalars(select(func.count()).select_from(Block))).one() == 0


async def test_whoever_comes_second_is_told(world: World) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.menu(world.anna, card, "Block account until …")
    await world.ben.press(card, "approve", stale=True)
    await world.anna.fill(until="2026-04-01")
    await world.anna.submit()
    assert "settled in the meantime" in world.modal(world.anna)
    async with world.rung.database.reading() as session:
        assert (await session.scalars(select(func.count()).select_from(Block))).one() == 0
