"""Short forms of list 5."""

from handlers import roles
from tests.databases import Maker, SqliteMaker
from tests.faults import races, walks
from tests.faults.proof import Scale
from tests.faults.recorded import Press


def test_every_id_is_pressed_in_a_story_or_it_is_said_why_not() -> None:
    pressed = {id_ for ids in walks.STORIES.values() for id_ in ids}
    assert pressed | set(walks.UNPRESSED) == walks.every_id()
    assert not pressed & set(walks.UNPRESSED)
    assert walks.every_id() < {str(id_) for id_ in roles.MAY}


async def test_two_at_once_come_to_one_outcome(
    recorded: list[Press], maker: Maker, orders: SqliteMaker
) -> None:
    proof = await races.judged(recorded, maker, orders, Scale.SHORT)
    assert proof.counts["sets of acts"] == 4
