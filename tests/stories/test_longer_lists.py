"""However long a list is, it is read with the same number of statements."""

from tests import lists, plenty
from tests.lists import LISTS, STEADY
from tests.statements import counted
from tests.world import World


async def look(world: World) -> dict[str, tuple[int, int]]:
    """For each list: how long what it shows is, and the number of statements that it takes."""
    found = {}
    for name, read in LISTS.items():
        async with world.rung.database.transaction() as session:  # some write, to ask what would be
            at = await lists.here(world, session)
            session.expunge_all()
            async with counted(session) as seen:
                shown = await read(at)
            found[name] = (len(shown), len(seen))
            await session.rollback()
    return found


async def test_every_list_takes_the_same_statements_with_one_and_with_thirty(world: World) -> None:
    await world.shortlist(world.tom)
    await plenty.more(world, range(1))
    one = await look(world)
    await plenty.more(world, range(1, 30))
    thirty = await look(world)
    grown = {name: (one[name][1], thirty[name][1]) for name in LISTS if one[name][1] != thirty[name][1]}
    assert grown == {}
    assert {name for name in LISTS if one[name][0] >= thirty[name][0]} <= STEADY
