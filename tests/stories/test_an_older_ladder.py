"""A programme that began with an older ladder gets the rungs, words and rules that its activities lacked."""

from sqlalchemy import delete, update

from bot import programs
from bot.ladder import present
from bot.rules.ladder import shipped
from models import activity as activities
from models import ladder_version
from models.activity import Activity, CreditRule, CustomerRole, Start
from models.base import new_id
from models.ladder_version import LadderVersion
from models.rung import Rung
from tests.world import World

MIGRATED = {"credit": CreditRule.NONE, "role": CustomerRole.ADVOCATE, "start": Start.OWNER, "lasting": False}


async def age(world: World) -> None:
    """The database as the migration leaves one of before."""
    async with world.rung.database.transaction() as session:
        await session.execute(delete(Rung))
        await session.execute(delete(LadderVersion))
        await session.execute(update(Activity).values(consent_text="", **MIGRATED))


async def connect_again(world: World) -> str:
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
        return workspace.program_id


async def test_a_repeated_name_gives_way_to_words_and_a_programmes_own_stay(world: World) -> None:
    await age(world)
    async with world.rung.database.transaction() as session:
        ladder = await activities.by_key(session, world.program_id)
        ladder["talk"].phrase = ladder["talk"].name
        ladder["quote"].phrase = "two warm sentences"
    assert await connect_again(world) == world.program_id
    async with world.rung.database.reading() as session:
        ladder = await activities.by_key(session, world.program_id)
    assert ladder["talk"].phrase == "a talk at an event or webinar"
    assert ladder["quote"].phrase == "two warm sentences"


async def test_it_becomes_the_ladder_of_today_once(world: World) -> None:
    await age(world)
    for _ in range(2):
        await connect_again(world)
        async with world.rung.database.reading() as session:
            now = await present.of(session, world.program_id)
            assert (now.names, set(now.steps)) == (shipped().names, set(shipped().steps))
            (began,) = await ladder_version.page(session, world.program_id, most=5)
        assert (began.number, began.by) == (1, "rung")


async def test_what_somebody_added_by_hand_gets_words_of_its_own(world: World) -> None:
    await age(world)
    async with world.rung.database.transaction() as session:
        own = {
            "key": "dinner",
            "name": "Dinner",
            "phrase": "a dinner",
            "rung": 2,
            "minutes": 90,
            "rest_days": 7,
        }
        session.add(Activity(program_id=world.program_id, id=new_id(), consent_text="", **own))
    await connect_again(world)
    async with world.rung.database.reading() as session:
        dinner = (await activities.by_key(session, world.program_id))["dinner"]
    assert dinner.consent_text == "We may ask you for a dinner."
    assert (dinner.credit, dinner.lasting) == (CreditRule.NONE, False)
