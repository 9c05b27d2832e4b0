"""Slack tells that Rung was taken out: nothing is sent, the token is gone at once, and the rest within a week."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, select

from bot.kit.vault import Vault
from handlers.slack import Installations
from models import workspace as workspaces
from models.advocate import Advocate
from models.audit import Audit
from models.base import Base
from models.member import Member
from models.message import Message
from models.program import Program
from models.workspace import Kind, Workspace
from sandbox import payloads
from sandbox.people import User
from sandbox.server import Sandbox
from sandbox.workspace import Workspace as Team
from tests.entering import Browser as Browsing
from tests.entering import another, made_for, open_house, said, with_oauth
from tests.stories.test_a_workspace_is_installed import link
from tests.world import World, small_world

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")
Answer = TypeVar("Answer")
GONE: dict[str, Any] = {"type": "app_uninstalled"}
REVOKED: dict[str, Any] = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UTWOBOT"]}}


def revoked(world: World) -> dict[str, Any]:
    return {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [world.team.bot_user_id]}}


async def told(world: World, *events: dict[str, Any]) -> None:
    for event in events:
        await world.sandbox.delivery.send("events_api", payloads.event_callback(world.team, event))
    await world.quiet()


async def kept(world: World) -> Workspace | None:
    async with world.rung.database.reading() as session:
        return await workspaces.by_team(session, "T0TEST")


async def verbs(world: World) -> list[str]:
    async with world.rung.database.reading() as session:
        found = await session.scalars(
            select(Audit.verb).where(Audit.verb.like("workspace_%")).order_by(Audit.at, Audit.id)
        )
        return [verb for verb in found if verb not in {"workspace_added", "workspace_resumed"}]


@pytest.mark.parametrize("first", ["uninstalled", "revoked"])
async def test_both_events_in_any_order_and_repeated_do_it_once(world: World, first: str) -> None:
    events = [GONE, revoked(world), GONE, revoked(world)]
    await told(world, *(events if first == "uninstalled" else events[1:]))
    workspace = await kept(world)
    assert workspace is not None
    assert workspace.token == b""
    assert workspace.paused_reason == ("app_uninstalled" if first == "uninstalled" else "tokens_revoked")
    assert workspace.purge_due_at is not None
    assert workspace.paused_at is not None
    assert workspace.purge_due_at - workspace.paused_at == timedelta(days=6)
    assert sorted(await verbs(world)) == ["workspace_left", "workspace_paused"]
    await world.pass_time(days=3)
    await told(world, GONE)  # Slack repeats it, and the week is not begun anew
    again = await kept(world)
    assert again is not None
    assert again.purge_due_at == workspace.purge_due_at


async def test_somebodys_own_token_is_none_of_ours(world: World) -> None:
    await told(world, {"type": "tokens_revoked", "tokens": {"oauth": ["U0TOM"], "bot": []}})
    workspace = await kept(world)
    assert workspace is not None
    assert (workspace.paused_at, workspace.purge_due_at) == (None, None)
    await world.request(world.tom)


async def test_a_pause_from_before_does_not_hold_it_up(world: World) -> None:
    async with world.rung.database.transaction() as session:
        await workspaces.pause(
            session,
            world.program_id,
            world.rung.workspace.id,
            reason="missing_scope",
            now=world.clock.business(),
        )
    await told(world, GONE)
    workspace = await kept(world)
    assert workspace is not None
    assert (workspace.token, workspace.paused_reason) == (b"", "app_uninstalled")


async def rows(world: World) -> dict[str, int]:
    """How many rows of each table belong to the programme."""
    async with world.rung.database.reading() as session:
        return {
            table.name: count
            for table in Base.metadata.sorted_tables
            if "program_id" in table.columns
            and (
                count := await session.scalar(
                    select(func.count()).select_from(table).where(table.c.program_id == world.program_id)
                )
            )
        }


async def test_the_last_workspace_takes_the_programme_with_it(world: World) -> None:
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    await world.quiet()
    before = await rows(world)
    assert len(before) > 15, before
    await told(world, GONE, revoked(world))
    await world.pass_time(days=5, hours=23)
    assert await kept(world) is not None
    await world.pass_time(hours=1, minutes=1)
    assert await rows(world) == {}
    async with world.rung.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Program)) == 0
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 0
    await told(world, GONE)  # and nobody stumbles over what is not there any more
    await world.pass_time(days=1)


async def test_installed_again_in_time_it_goes_on(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (sandbox, rung, browser):
        team = another(sandbox)
        await browser.install("T0TWO/U0TWOZOE")
        await sandbox.uninstall(team)
        async with rung.database.reading() as session:
            left = await workspaces.by_team(session, "T0TWO")
        assert left is not None
        assert (left.token, left.purge_due_at is not None) == (b"", True)
        await browser.install("T0TWO/U0TWOZOE")
        rung.clock.move(timedelta(days=30))
        await rung.ticks.tick()
        async with rung.database.reading() as session:
            back = await workspaces.by_team(session, "T0TWO")
        assert back is not None
        assert (back.purge_due_at, back.paused_at, back.program_id) == (None, None, left.program_id)


@pytest.mark.parametrize("late", [0.0, 0.02])
async def test_installed_again_while_the_farewell_is_on_its_way_it_stays(
    database_url: str, late: float
) -> None:
    async with open_house(database_url, new_programs=True) as (sandbox, rung, browser):
        team = another(sandbox)
        await browser.install("T0TWO/U0TWOZOE")
        for _ in range(4):
            again = await browser.decide(await browser.begin(), "T0TWO/U0TWOZOE")
            sandbox.installations.end(team, "account_inactive")
            farewell = asyncio.gather(*(heard_late(sandbox, team, event) for event in (GONE, REVOKED)))
            answer, _ = await asyncio.gather(after(late, browser.go(again)), farewell)
            assert answer.status_code == 200
            await sandbox.caught_up()
            async with rung.database.reading() as session:
                back = await workspaces.by_team(session, "T0TWO")
            assert back is not None
            assert Vault(rung.settings.keys).open(back.token) == team.bot_token
            assert (back.purge_due_at, back.paused_at) == (None, None)
            assert (await rung.slack.client(team.bot_token).auth_test())["ok"]


async def heard_late(sandbox: Sandbox, team: Team, event: dict[str, Any]) -> None:
    """Slack tells of it a second after it happened."""
    payload = payloads.event_callback(team, event)
    payload["event_time"] -= 1
    await sandbox.delivery.send("events_api", payload)


async def after(seconds: float, doing: Awaitable[Answer]) -> Answer:
    await asyncio.sleep(seconds)
    return await doing


async def test_a_community_that_leaves_takes_nothing_of_the_others(sqlite_url: str) -> None:
    async with small_world(sqlite_url, **with_oauth()) as world:
        made_for(world.sandbox)
        zoe = User(id="U0ZOE", name="zoe", real_name="Zoe", email="zoe@elsewhere.example")
        team = another(world.sandbox, "T0CIRCLE", "Circle", zoe)
        browser = Browsing(world.sandbox, world.rung)
        done = await browser.install(
            "T0CIRCLE/U0ZOE", await link(world.rung, world.program_id, Kind.COMMUNITY)
        )
        await browser.close()
        assert done.status_code == 200, said(done)
        await world.see(world.maya, "Circle belongs to the programme Brightwell now.")
        await world.sandbox.person("U0ZOE").open_home()
        async with world.rung.database.transaction() as session:
            circle = await workspaces.by_team(session, "T0CIRCLE")
            assert circle is not None
            lukas = (await session.scalars(select(Advocate).where(Advocate.slack_user_id == "U0LUKAS"))).one()
            lukas.workspace_id, lukas.slack_user_id = circle.id, "U0LUKASTHERE"
        await world.request(world.tom)
        before = await rows(world)
        await world.sandbox.uninstall(team)
        await world.see(world.maya, "Install Rung again before 8 March")
        await world.pass_time(days=6, minutes=1)
        after = await rows(world)
        assert after["workspace"] == 1
        assert after["advocate"] == before["advocate"]
        assert after["reference"] == before["reference"]
        async with world.rung.database.reading() as session:
            assert await workspaces.by_team(session, "T0CIRCLE") is None
            found = await session.get_one(Advocate, (world.program_id, lukas.id))
            there = select(func.count()).select_from(Message).where(Message.workspace_id == circle.id)
            assert await session.scalar(there) == 0
        assert found.workspace_id != circle.id
        assert found.slack_user_id != "U0LUKASTHERE"


async def test_colleagues_of_a_workspace_that_left_have_no_name_any_more(sqlite_url: str) -> None:
    async with small_world(sqlite_url, **with_oauth()) as world:
        made_for(world.sandbox)
        another(world.sandbox, "T0LATER", "Later", User(id="U0ZOE", name="zoe", email="z@later.example"))
        browser = Browsing(world.sandbox, world.rung)
        await browser.install("T0LATER/U0ZOE", await link(world.rung, world.program_id))
        await browser.close()
        await world.request(world.tom)
        await told(world, GONE)
        await world.pass_time(days=6, minutes=1)
        async with world.rung.database.reading() as session:
            found = (await session.scalars(select(Member))).all()
            later = await workspaces.by_team(session, "T0LATER")
            assert await workspaces.by_team(session, "T0TEST") is None
        assert later is not None
        assert len(found) > 3
        for member in found:
            assert (member.name, member.email, member.active) == ("Somebody who left", None, False)
            assert (member.workspace_id, member.roles) == (later.id, frozenset())
            assert not member.slack_user_id.startswith("U0")


async def test_what_is_remembered_of_a_workspace_ends_with_the_minute(world: World) -> None:
    """Another replica has heard the news: this one notices by itself."""
    database, vault = world.rung.database, world.rung.edges.outbox._vault
    quick, slow = Installations(database, vault, known_for=0), Installations(database, vault)
    for each in (quick, slow):
        assert (await each.authorize("T0TEST", None)).bot_token == "xoxb-test"
    await told(world, GONE)
    assert (await slow.authorize("T0TEST", None)).bot_token == "xoxb-test"
    assert (await quick.authorize("T0TEST", None)).bot_token is None
    slow.forget("T0TEST")
    assert (await slow.authorize("T0TEST", None)).bot_token is None
