"""A workspace that was closed to us is open again: what waited is sent, and stale news closes nothing."""

from datetime import timedelta

from sqlalchemy import select

from bot import workspaces as pauses
from models.audit import Audit
from models.workspace import Workspace
from sandbox import payloads
from sandbox.person import Person
from tests.world import World, second_replica


async def paused(world: World) -> str | None:
    async with world.rung.database.reading() as session:
        return (await session.scalars(select(Workspace.paused_reason))).one()


async def told_gone(world: World, *, ago: timedelta) -> None:
    """Slack tells that the token was revoked, so long ago."""
    event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [world.team.bot_user_id]}}
    payload = payloads.event_callback(world.team, event)
    payload["event_time"] -= int(ago.total_seconds())
    await world.sandbox.delivery.send("events_api", payload)
    await world.quiet()


async def sees(world: World, person: Person, holds: str, *, times: int = 1) -> None:
    """Whichever replica sends it."""
    await world.sandbox.wait_until(
        lambda: sum(holds in world.text(each) for each in person.dm) == times, timeout=20
    )


async def test_what_waited_is_sent_and_the_managers_are_told(world: World) -> None:
    async with world.rung.database.transaction() as session:
        where, now = world.rung.workspace.id, world.clock.business()
        await pauses.pause(session, world.program_id, where, "token_revoked", now=now)
    await world.shortlist(world.tom)
    await world.tom.submit()
    await world.quiet()
    assert not [*world.tom.dm, *world.maya.dm]
    async with second_replica(world):  # it was installed again, and Rung started again
        await sees(
            world, world.maya, "Slack did not let Rung send in Brightwell for a while, and does again."
        )
        await sees(world, world.tom, "waiting for Anna Schmidt")
    async with world.rung.database.reading() as session:
        told = (
            select(Audit.verb).where(Audit.verb.startswith("workspace_", autoescape=True)).order_by(Audit.id)
        )
        assert sorted(await session.scalars(told)) == ["workspace_paused", "workspace_resumed"]


async def test_each_pause_is_told_anew(world: World) -> None:
    for times in (1, 2):
        await told_gone(world, ago=timedelta())
        await world.pass_time(minutes=5)
        async with second_replica(world):
            await sees(world, world.maya, "and does again", times=times)


async def test_news_of_before_pauses_nothing(world: World) -> None:
    """Slack repeats an event for hours where nobody heard it; meanwhile it was installed again."""
    await told_gone(world, ago=timedelta(hours=1))
    assert await paused(world) is None
    await told_gone(world, ago=timedelta())
    assert await paused(world) == "tokens_revoked"
