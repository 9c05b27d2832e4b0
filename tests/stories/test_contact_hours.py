"""Customers are asked in their own working hours only."""

from datetime import UTC, datetime

from models import account as accounts
from models.block import Block, BlockKind
from tests.world import World


async def approve_at(world: World, moment: datetime, *, needed_on: str = "2026-03-31") -> str:
    await world.until(moment)
    await world.request(world.tom, needed_on=needed_on)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")
    await world.quiet()
    return world.text(await world.see(world.tom, "Kestrel"))


async def test_an_approval_in_the_evening_asks_in_the_morning(world: World) -> None:
    line = await approve_at(world, datetime(2026, 3, 3, 15, 30, tzinfo=UTC))  # 16:30 in Berlin
    assert "Anna Schmidt agreed; they are asked on Wednesday 09:00, in their working hours" in line
    assert "You approved. They will be asked on Wednesday 09:00" in world.text(
        await world.see(world.anna, "May we ask")
    )
    await world.until(datetime(2026, 3, 4, 7, 59, tzinfo=UTC))
    assert not world.priya.dm
    await world.until(datetime(2026, 3, 4, 8, 1, tzinfo=UTC))
    await world.see(world.priya, "Would you help")


async def test_not_on_friday_afternoon(world: World) -> None:
    line = await approve_at(world, datetime(2026, 3, 6, 13, 30, tzinfo=UTC))  # Friday 14:30 in Berlin
    assert "asked on Monday 09:00" in line


async def test_not_on_a_holiday_of_their_country(world: World) -> None:
    """Good Friday and Easter Monday 2026 are 3 and 6 April."""
    line = await approve_at(world, datetime(2026, 4, 2, 14, 30, tzinfo=UTC), needed_on="2026-04-24")
    assert "asked on Tuesday 09:00" in line


async def test_a_block_that_comes_up_while_waiting_stops_the_ask(world: World) -> None:
    await approve_at(world, datetime(2026, 3, 3, 15, 30, tzinfo=UTC))
    await block_nordlicht(world)
    await world.until(datetime(2026, 3, 4, 9, 0, tzinfo=UTC))
    assert not world.priya.dm
    assert "Nordlicht Pay: no longer free" in world.text(await world.see(world.tom, "Kestrel"))
    assert "They are no longer free" in world.text(await world.see(world.anna, "Priya Raman"))
    await world.see(world.anna, "May we ask Marta Keller")


async def block_nordlicht(world: World) -> None:
    now = world.clock.business()
    async with world.rung.database.transaction() as session:
        account = (await accounts.by_key(session, world.program_id))["nordlicht pay"]
        session.add(
            Block(
                program_id=world.program_id,
                account_id=account.id,
                kind=BlockKind.INCIDENT,
                since=now,
                known_at=now,
                source="support desk",
            ),
        )
