"""Which Monday is told, and when: holidays, Mondays that were missed, clock changes, other zones, new programmes."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot import programs
from bot.rules import countries
from models.digest import Digest
from models.program import Program
from models.workspace import Workspace
from tests.behind import rows, set_program
from tests.favours import moment
from tests.managing import choose
from tests.monday import EIGHT, posted, with_channel
from tests.world import World, second_replica


async def told(world: World) -> list[tuple[str, datetime]]:
    """Each week's Monday, and when its digest was taken."""
    return [(each.week.isoformat(), each.as_of) for each in await rows(world, Digest)]


async def mondays(world: World) -> list[str]:
    return [week for week, _ in await told(world)]


async def due_at(world: World) -> datetime | None:
    (program,) = await rows(world, Program)
    return program.digest_due_at


async def test_not_before_eight(world: World) -> None:
    await with_channel(world)
    await world.until(EIGHT - timedelta(minutes=1))
    assert not posted(world, world.maya)
    await world.until(EIGHT)
    assert len(posted(world, world.maya)) == 1


async def test_a_monday_that_is_a_holiday_is_told_on_the_next_working_day(world: World) -> None:
    await with_channel(world)
    await world.until(moment("2026-04-03", 12))
    before = await mondays(world)
    await world.until(moment("2026-04-06", 12))  # Easter Monday
    assert await mondays(world) == before
    await world.until(moment("2026-04-07", 7, 59))
    assert await mondays(world) == before
    await world.until(moment("2026-04-07", 8))
    assert await mondays(world) == [*before, "2026-04-06"]
    assert "Brightwell: Monday 6 April" in world.text(posted(world, world.maya)[-1])
    await world.until(moment("2026-04-13", 8))
    assert (await mondays(world))[-1] == "2026-04-13"


async def test_what_waited_for_an_opening_is_no_news_once_the_next_monday_has_come(world: World) -> None:
    await with_channel(world)
    await world.until(moment("2026-03-10", 22))  # taken at night: it waits for the morning
    assert await mondays(world) == ["2026-03-09"]
    async with world.rung.ticks._running:  # the tick that takes the new digest has not begun
        world.clock.set_business(moment("2026-03-16", 8))
        world.rung.outbox.wake()
        await world.quiet()
        assert not posted(world, world.maya)
    await world.until(moment("2026-03-16", 8))
    (told_,) = posted(world, world.maya)
    assert "Brightwell: Monday 16 March" in world.text(told_)


async def test_of_mondays_that_were_missed_only_the_latest_is_told(world: World) -> None:
    await with_channel(world)
    await world.until(moment("2026-03-26", 11))  # nothing ran for three weeks
    assert await mondays(world) == ["2026-03-23"]
    (digest,) = posted(world, world.maya)
    assert "The week of 16 March; in brackets the week before" in world.text(digest)
    assert await due_at(world) == moment("2026-03-30", 8)


async def test_what_could_not_be_posted_for_weeks_is_not_made_up_for(world: World) -> None:
    await with_channel(world)
    async with world.rung.database.transaction() as session:
        await session.execute(update(Workspace).values(paused_at=world.clock.business(), paused_reason="x"))
    for day in ("2026-03-09", "2026-03-16", "2026-03-23"):
        await world.until(moment(day, 8))
    assert not posted(world, world.maya)
    async with second_replica(world) as other:  # Rung is connected again
        await other.outbox.settled()
    await world.quiet()
    (digest,) = posted(world, world.maya)
    assert "Monday 23 March" in world.text(digest)
    assert await mondays(world) == ["2026-03-09", "2026-03-16", "2026-03-23"]


async def test_eight_is_eight_before_and_after_the_clocks_change(world: World) -> None:
    await with_channel(world)
    for day in ("2026-03-23", "2026-03-30", "2026-10-19", "2026-10-26"):
        await world.until(moment(day, 8))
    assert [as_of.astimezone(UTC).hour for _, as_of in await told(world)] == [7, 6, 6, 7]
    assert await mondays(world) == ["2026-03-23", "2026-03-30", "2026-10-19", "2026-10-26"]


async def change(world: World, **values: str) -> None:
    await world.maya.command("/rung", "settings")
    await choose(world.maya, "Where and when", "Change")
    await world.maya.fill(**values)
    await world.maya.submit()


async def test_the_country_is_the_zones_until_a_manager_says_otherwise(world: World) -> None:
    await world.maya.command("/rung", "settings")
    assert "those of Europe/Berlin, with the holidays of Germany." in world.modal(world.maya)
    await change(world, country="XX")
    assert "Two letters, like DE or US." in world.maya.errors["country"]
    await world.maya.fill(country="ch")
    await world.maya.submit()
    assert "with the holidays of Switzerland." in world.modal(world.maya)
    await change(world, country="")
    assert "are those of Europe/Berlin.\n" in world.modal(world.maya)
    await with_channel(world)
    await world.until(moment("2026-04-06", 8))  # Easter Monday is a day like any other now
    assert (await mondays(world))[-1] == "2026-04-06"


async def test_another_zone_or_country_moves_the_monday_that_is_planned(world: World) -> None:
    assert await due_at(world) == EIGHT
    await change(world, zone="America/New_York")
    assert await due_at(world) == datetime(2026, 3, 9, 12, tzinfo=UTC)
    await change(world, zone="Asia/Tokyo", country="JP")
    assert await due_at(world) == datetime(2026, 3, 8, 23, tzinfo=UTC)


async def test_no_week_is_told_twice_because_the_zone_was_moved(world: World) -> None:
    await with_channel(world)
    await world.until(EIGHT)
    await set_program(world, digest_due_at=EIGHT + timedelta(hours=1))
    await world.until(EIGHT + timedelta(hours=2))
    assert await mondays(world) == ["2026-03-09"]
    assert len(posted(world, world.maya)) == 1


async def test_a_programme_of_before_gets_its_first_monday(world: World) -> None:
    await set_program(world, digest_due_at=None, country=None, zone="Europe/Zurich")
    await world.rung.ticks.tick()
    (program,) = await rows(world, Program)
    assert (program.digest_due_at, program.country) == (EIGHT, "CH")
    assert not await mondays(world)


@pytest.mark.parametrize(
    ("zone", "made", "first"),
    [
        ("Europe/Berlin", moment("2026-03-02", 9, 30), moment("2026-03-09", 8)),
        ("Europe/Berlin", moment("2026-03-02", 7, 59), moment("2026-03-02", 8)),
        ("Europe/Berlin", moment("2026-04-04", 12), moment("2026-04-07", 8)),
        ("UTC", moment("2026-04-04", 12), datetime(2026, 4, 6, 8, tzinfo=UTC)),
    ],
)
async def test_a_new_programme_gets_its_first_monday(
    world: World, zone: str, made: datetime, first: datetime
) -> None:
    async with world.rung.database.transaction() as session:
        program = await programs.create(session, name="Another", zone=zone, now=made)
        assert program.digest_due_at == first
        assert program.country == countries.of_zone(zone)
