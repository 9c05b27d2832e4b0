"""A story that names whom the seller does not know by name yet is not shown beside them."""

import pytest

from models.story import Story
from tests.behind import rows
from tests.world import World


async def retitle(world: World, **values: str) -> None:
    (found,) = await rows(world, Story)
    async with world.rung.database.transaction() as session:
        story = await session.get_one(Story, (world.program_id, found.id))
        for name, value in values.items():
            setattr(story, name, value)


@pytest.mark.parametrize(
    "named",
    [
        {"title": "LUKAS BRANDT on closing in four days"},
        {"text": "“Eleven days became four,” says Lukas Brandt."},
    ],
)
async def test_it_is_left_out_while_they_stand_on_the_list(world: World, named: dict[str, str]) -> None:
    await retitle(world, **named)
    shown = await world.shortlist(world.tom)
    assert "Talerhaus" in shown
    assert "Usable at once" not in shown


async def test_a_company_or_somebody_else_may_be_named(world: World) -> None:
    await retitle(world, title="Otto Frei of Talerhaus on closing in four days")
    assert "Otto Frei of Talerhaus" in await world.shortlist(world.tom)
