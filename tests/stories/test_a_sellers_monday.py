"""On Monday morning a seller hears what moved for them, one line a need, and only if something did."""

from inline_snapshot import snapshot
from sqlalchemy import update

from models.member import Member
from sandbox.messages import Message
from sandbox.person import Person
from tests.favours import moment
from tests.world import World


def told(world: World, person: Person) -> list[Message]:
    return [each for each in person.dm if "What moved for you" in world.text(each)]


async def lives_in(world: World, email: str, zone: str, country: str | None = None) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Member)
            .where(Member.email == f"{email}@brightwell.example")
            .values(zone=zone, country=country)
        )


async def moved(world: World) -> None:
    """A no and a yes for Tom's Kestrel, a silence for his Fjord; for Sofia nothing."""
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Not this one")
    await world.lukas.press_label(await world.ask(world.anna, world.lukas), "Yes")
    await world.quiet()


async def test_one_line_for_each_need_for_which_something_moved(world: World) -> None:
    await moved(world)
    await world.until(moment("2026-03-09", 7, 59))
    assert not told(world, world.tom)
    await world.until(moment("2026-03-09", 8))
    (note,) = told(world, world.tom)
    assert world.text(note) == snapshot("""\
What moved for you in the last week: 1 reference
Kestrel Pay: Ledger rollout: 2 asked, 1 said yes and 1 said no. Found. Needed by Friday 20 March.
  References on Home shows each as it stands now.\
""")
    assert note.text == "What moved for you in the last week: 1 reference."
    for hour in (9, 12, 18):
        await world.until(moment("2026-03-09", hour))
    assert len(told(world, world.tom)) == 1
    assert not told(world, world.sofia)


async def test_nothing_moved_nothing_is_said(world: World) -> None:
    await moved(world)
    await world.until(moment("2026-03-09", 8))
    await world.until(moment("2026-03-16", 8))
    await world.until(moment("2026-03-16", 12))
    assert len(told(world, world.tom)) == 1


async def test_a_need_of_this_morning_is_no_news(world: World) -> None:
    await world.until(moment("2026-03-09", 7))
    await world.request(world.tom)
    await world.until(moment("2026-03-09", 9))
    assert not told(world, world.tom)


async def test_in_their_own_monday_morning(world: World) -> None:
    await world.until(moment("2026-03-02", 14))
    await moved(world)
    await lives_in(world, "tom", "America/New_York", "US")
    await world.until(moment("2026-03-09", 12))
    assert not told(world, world.tom)
    await world.until(moment("2026-03-09", 13))  # eight in New York, where the clocks have changed already
    assert len(told(world, world.tom)) == 1


async def test_far_in_the_east_monday_comes_before_the_programmes(world: World) -> None:
    await moved(world)
    await lives_in(world, "tom", "Asia/Tokyo", "JP")
    await world.until(moment("2026-03-09", 0))  # eight in Tokyo
    assert len(told(world, world.tom)) == 1


async def test_a_holiday_of_theirs_is_kept(world: World) -> None:
    await lives_in(world, "tom", "Asia/Tokyo", "JP")
    await world.until(moment("2026-04-30", 10))
    await world.request(world.tom, needed_on="2026-05-29")
    await world.ask(world.anna, world.priya)
    await world.until(moment("2026-05-04", 3))  # Greenery Day, and two more follow
    assert not told(world, world.tom)
    await world.until(moment("2026-05-07", 1))
    (note,) = told(world, world.tom)
    assert "Kestrel Pay: Ledger rollout: 1 asked" in world.text(note)


async def test_after_a_monday_on_which_nothing_ran_it_is_no_news_any_more(world: World) -> None:
    await moved(world)
    await world.until(moment("2026-03-10", 12))
    assert not told(world, world.tom)
