"""Slack's events were lost: what it answers tells as much, and what was promised of a workspace that left holds."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot import workspaces as pauses
from models import workspace as workspaces
from models.message import Message, MessageState
from models.workspace import Workspace
from tests.behind import rows
from tests.stories.test_a_workspace_takes_rung_out import GONE, told, verbs
from tests.stories.test_a_workspace_takes_rung_out import kept as kept_here
from tests.stories.test_slack_lets_us_in_again import sees
from tests.stories.test_the_same_person_in_two_workspaces import week, with_circle
from tests.world import World, second_replica

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")


async def kept(world: World, team_id: str = "T0TEST") -> Workspace:
    async with world.rung.database.reading() as session:
        found = await workspaces.by_team(session, team_id)
    assert found is not None
    return found


async def called_good(world: World, team_id: str, *, ago: timedelta) -> None:
    """Slack called its token good so long ago."""
    at = world.clock.real() - ago
    async with world.rung.database.transaction() as session:
        await session.execute(update(Workspace).where(Workspace.team_id == team_id).values(connected_at=at))


async def looked(world: World) -> None:
    world.rung.directory.wake()
    await world.quiet()


async def sends(world: World) -> None:
    """Something to send, and both conversations that it goes to are opened."""
    await world.shortlist(world.tom)
    await world.tom.submit()
    await world.quiet()


@pytest.mark.parametrize("error", ["account_inactive", "token_revoked"])
async def test_a_refused_token_tells_that_it_left(world: World, error: str) -> None:
    world.sandbox.fail_next("conversations.open", error=error, times=2)
    await sends(world)
    workspace = await kept(world)
    assert workspace.paused_reason == error
    assert workspace.paused_at is not None
    assert workspace.purge_due_at == workspace.paused_at + timedelta(days=6)
    assert sorted(await verbs(world)) == ["workspace_left", "workspace_paused"]
    await world.pass_time(days=5, hours=23)
    assert await kept_here(world) is not None
    await world.pass_time(hours=1, minutes=1)
    assert await kept_here(world) is None


@pytest.mark.parametrize("error", ["invalid_auth", "missing_scope"])
async def test_what_may_be_ours_to_mend_only_pauses(world: World, error: str) -> None:
    world.sandbox.fail_next("conversations.open", error=error, times=2)
    await sends(world)
    workspace = await kept(world)
    assert (workspace.paused_reason, workspace.purge_due_at) == (error, None)
    await world.pass_time(days=30)
    assert (await kept(world)).token


async def test_the_event_that_comes_later_begins_no_other_week(world: World) -> None:
    world.sandbox.fail_next("conversations.open", error="account_inactive", times=2)
    await sends(world)
    before = await kept(world)
    assert before.token
    await world.pass_time(days=2)
    await told(world, GONE)
    after = await kept(world)
    assert (after.token, after.purge_due_at) == (b"", before.purge_due_at)
    assert sorted(await verbs(world)) == ["workspace_left", "workspace_paused"]


async def test_a_look_for_a_customer_tells_it_and_the_managers_hear_the_day(database_url: str) -> None:
    async with with_circle(database_url) as (world, team):
        world.sandbox.installations.end(team)
        await week(world)  # customers are looked for in every workspace, once a week
        left = await kept(world, team.id)
        assert left.paused_reason == "account_inactive"
        await world.see(world.maya, "Install Rung again before 15 March")
        await world.pass_time(days=6)
        assert (await kept(world)).paused_at is None
        async with world.rung.database.reading() as session:
            assert await workspaces.by_team(session, team.id) is None


async def test_where_nothing_is_sent_slack_is_asked_twice_a_day(database_url: str) -> None:
    async with with_circle(database_url) as (world, team):
        world.sandbox.installations.end(team)
        await called_good(world, team.id, ago=timedelta(hours=11))
        await looked(world)
        assert (await kept(world, team.id)).purge_due_at is None
        await called_good(world, team.id, ago=timedelta(hours=13))
        await looked(world)
        left = await kept(world, team.id)
        assert left.paused_reason == "account_inactive"
        assert left.purge_due_at is not None
        await world.see(world.maya, "Install Rung again before 8 March")


async def test_a_good_token_is_called_good_and_nothing_else_happens(database_url: str) -> None:
    async with with_circle(database_url) as (world, team):
        before = world.clock.real()
        await called_good(world, team.id, ago=timedelta(days=3))
        await looked(world)
        asked = await kept(world, team.id)
        assert asked.connected_at is not None
        assert asked.connected_at >= before
        assert (asked.paused_at, asked.purge_due_at) == (None, None)
        assert await verbs(world) == []


async def test_a_token_that_slack_takes_after_all_goes_on(database_url: str) -> None:
    async with with_circle(database_url) as (world, team):
        world.sandbox.fail_next("auth.test", error="account_inactive")
        await called_good(world, team.id, ago=timedelta(hours=13))
        await looked(world)
        assert (await kept(world, team.id)).purge_due_at is not None
        await world.see(world.maya, "Install Rung again before 8 March")
        async with second_replica(world) as other:  # which asks anew
            other.directory.wake()
            await other.directory.settled()
        back = await kept(world, team.id)
        assert (back.paused_at, back.purge_due_at) == (None, None)
        await sees(world, world.maya, "Slack did not let Rung send in Circle for a while, and does again.")
        await world.pass_time(days=7)
        assert (await kept(world, team.id)).token


async def test_an_answer_to_the_token_of_before_pauses_nothing(world: World) -> None:
    """It was installed again while a message was on its way."""
    await called_good(world, "T0TEST", ago=-timedelta(minutes=1))
    world.sandbox.fail_next("conversations.open", error="token_revoked")
    await sends(world)
    workspace = await kept(world)
    assert (workspace.paused_at, workspace.purge_due_at) == (None, None)
    await world.see(world.tom, "waiting for Anna Schmidt")
    await world.see(world.anna, "May we ask Priya Raman")


async def test_who_could_not_be_told_in_time_reads_nothing_of_what_is_gone(database_url: str) -> None:
    """Both workspaces were closed to us, and only one came back."""
    async with with_circle(database_url) as (world, team):
        async with world.rung.database.transaction() as session:
            here, now = world.rung.workspace.id, world.clock.business()
            await pauses.pause(session, world.program_id, here, "missing_scope", now=now)
        await world.sandbox.uninstall(team)
        await world.pass_time(days=6, minutes=1)
        assert not [each for each in world.maya.dm if "Install Rung again before" in world.text(each)]
        async with second_replica(world):
            await sees(world, world.maya, "Slack did not let Rung send in Brightwell for a while")
        await world.quiet()
        assert await rows(world, Message, state=MessageState.STUCK) == []
