"""Everything that can be pressed, pressed by everybody who was not meant: nothing changes, and nobody is named."""

from collections.abc import Sequence

import pytest

from tests.attacks import pressing, who_may
from tests.databases import Maker
from tests.faults import walks
from tests.faults.recorded import Press

pytestmark = pytest.mark.timeout(600)


def test_the_table_has_every_id_that_is_pressed_in_a_story_once() -> None:
    listed = [id_ for row in who_may.TABLE.values() for id_ in row["ids"]]
    pressed = {id_ for ids in walks.STORIES.values() for id_ in ids}
    assert len(listed) == len(set(listed))
    assert set(listed) == pressed


def test_nobody_is_named_twice_for_one_id() -> None:
    for name, row in who_may.TABLE.items():
        people = [person for comes in who_may.LISTED for person in row.get(comes, [])]
        assert len(people) == len(set(people)), name


async def test_everybody_gets_what_the_table_says(presses: Sequence[Press], sqlite_maker: Maker) -> None:
    faults = list[str]()
    for press in presses:
        attempts, known = await pressing.by_everybody(press, sqlite_maker)
        faults += who_may.faults(press.id, attempts, known)
    assert not faults, "\n".join(faults)
