"""A programme that began with an older ladder gets the words for customers that its activities lacked."""

from bot import programs
from models import activity as activities
from tests.world import World


async def test_a_repeated_name_gives_way_to_words_and_a_programmes_own_stay(world: World) -> None:
    async with world.rung.database.transaction() as session:
        ladder = await activities.by_key(session, world.program_id)
        ladder["talk"].phrase = ladder["talk"].name
        ladder["quote"].phrase = "two warm sentences"
    async with world.rung.database.transaction() as session:
        workspace = await programs.connect(
            session,
            team_id=world.team.id,
            team_name="Brightwell",
            bot_user_id="U0RUNG",
            bot_id="B0RUNG",
            sealed_token=world.rung.workspace.token or b"",
            program_name="Brightwell",
            zone="Europe/Berlin",
            now=world.clock.business(),
        )
    assert workspace.program_id == world.program_id
    async with world.rung.database.reading() as session:
        ladder = await activities.by_key(session, world.program_id)
    assert ladder["talk"].phrase == "a talk at an event or webinar"
    assert ladder["quote"].phrase == "two warm sentences"
