"""Who acts is settled before anything else: nobody where Rung was taken out, and one name for each in the log."""

import structlog
from sqlalchemy import select, update

from bot.kit import log
from handlers.turn import NOT_INSTALLED
from models import leaving
from models.advocate import Advocate
from models.audit import Audit
from models.member import Member
from tests.managing import choose
from tests.world import World


async def rests(world: World) -> None:
    """The manager has the caps changed."""
    await world.maya.command("/rung", "settings")
    await choose(world.maya, "How often we ask", "Change")
    await world.maya.fill(days_between_asks="21")
    await world.maya.submit()
    await world.quiet()


async def actors(world: World) -> set[str]:
    async with world.rung.database.reading() as session:
        return set(await session.scalars(select(Audit.actor)))


async def test_a_programme_that_is_gone_meanwhile_is_not_set_up(world: World) -> None:
    await world.tom.command("/reference")
    await world.tom.close()
    async with world.rung.database.transaction() as session:
        await leaving.purge_program(session, world.program_id)
    await world.tom.command("/reference")
    assert world.tom.ephemerals[-1].text == NOT_INSTALLED


async def test_a_colleague_who_is_a_customer_too_signs_as_a_colleague(world: World) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Advocate).where(Advocate.slack_user_id == "U0PRIYA").values(slack_user_id="U0MAYA")
        )
    before = await actors(world)
    await rests(world)
    assert "U0MAYA" in await actors(world)
    async with world.rung.database.reading() as session:
        assert not await session.scalar(select(Audit).where(Audit.actor.in_(select(Advocate.id))))
    assert before <= await actors(world)


async def test_a_customer_signs_with_what_outlives_no_erasure(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Not this one")
    await world.quiet()
    async with world.rung.database.reading() as session:
        priya = await session.scalar(select(Advocate.id).where(Advocate.slack_user_id == "U0PRIYA"))
    assert priya in await actors(world)
    assert "U0PRIYA" not in await actors(world)


async def test_the_log_knows_everybody_by_our_id_and_strangers_not_at_all(world: World) -> None:
    before = structlog.get_config()
    log.configure(pretty=False, level="INFO")
    try:
        with structlog.testing.capture_logs() as lines:
            for person in (world.tom, world.priya, world.nobody):
                await person.command("/advocate")
    finally:
        structlog.configure(**before)
    async with world.rung.database.reading() as session:
        tom = await session.scalar(select(Member.id).where(Member.slack_user_id == "U0TOM"))
        priya = await session.scalar(select(Advocate.id).where(Advocate.slack_user_id == "U0PRIYA"))
    assert [line["by"] for line in lines if line["event"] == "turn"] == [tom, priya, "nobody known"]
