"""Somebody who is in our own workspace and in the community is one customer, whichever of the two they act in."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from handlers.payloads import Kind as Payload
from handlers.payloads import parse
from models import actor as actors
from models import advocate as advocates
from models import workspace as workspaces
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.audit import Audit
from models.member import Actor, Role
from models.place import Place
from models.workspace import Kind
from sandbox.people import User
from sandbox.person import Person
from sandbox.workspace import Workspace as Team
from tests import customers
from tests.behind import rows
from tests.entering import Browser, another, made_for, said, with_oauth
from tests.faults import strange
from tests.statements import counted
from tests.stories.test_a_workspace_is_installed import link
from tests.surveys import card, surveyed
from tests.world import World, small_world

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")
ZOE = User(id="U0ZOE", name="zoe", real_name="Zoe", email="zoe@elsewhere.example")


def there(world: World, user_id: str = "U0PRIYA", **other: Any) -> User:
    """The same person as the community knows them."""
    known = world.team.users[user_id]
    return replace(known, id=f"{user_id}THERE", kind="member", **other)


@contextlib.asynccontextmanager
async def with_circle(database_url: str, **priya: Any) -> AsyncIterator[tuple[World, Team]]:
    """The small company, and the community of its customers, in which Priya is as well."""
    async with small_world(database_url, **with_oauth()) as world:
        made_for(world.sandbox)
        team = another(world.sandbox, "T0CIRCLE", "Circle", ZOE, there(world, **priya))
        browser = Browser(world.sandbox, world.rung)
        token = await link(world.rung, world.program_id, Kind.COMMUNITY)
        done = await browser.install("T0CIRCLE/U0ZOE", token)
        await browser.close()
        assert done.status_code == 200, said(done)
        world.rung.directory.wake()
        await world.quiet()
        yield world, team


async def known(world: World, team: str, user: str, own_team: str = "") -> Actor:
    async with world.rung.database.reading() as session:
        found = await actors.identify(session, team, user, own_team=own_team)
    assert found is not None
    return found


async def verbs(world: World, verb: str) -> int:
    async with world.rung.database.reading() as session:
        found = await session.scalar(select(func.count()).select_from(Audit).where(Audit.verb == verb))
    return found or 0


async def week(world: World) -> None:
    await world.pass_time(days=7, minutes=1)
    world.rung.directory.wake()
    await world.quiet()


def home(person: Person) -> str:
    assert person.home is not None
    return str(person.home["blocks"])


async def test_what_they_do_in_either_is_done_by_the_same_customer(database_url: str) -> None:
    async with with_circle(database_url) as (world, team):
        priya = world.sandbox.person("U0PRIYATHERE", team.id)
        await world.request(world.tom)
        card = await world.ask(world.anna, world.priya)
        await priya.open_home()
        await world.quiet()
        (asked,) = await rows(world, Ask, state=AskState.ASKED)
        await priya.press_home("accept")
        await world.quiet()
        (ask,) = await rows(world, Ask, id=asked.id)
        assert ask.state is AskState.ACCEPTED
        assert "'accept'" not in home(priya)
        (answered,) = [message for message in world.priya.dm if message.ts == card.ts]
        assert "'accept'" not in str(answered.blocks)
        await priya.command("/advocate")
        assert "Your page" in str(priya.modal)
        await priya.command("/advocate", "pause 2026-04-01")
        async with world.rung.database.reading() as session:
            one = await advocates.get(session, world.program_id, ask.advocate_id)
        assert one.paused_until is not None
        assert (one.slack_user_id, one.workspace_id) == ("U0PRIYA", world.rung.workspace.id)
        assert not priya.dm  # one person is told once


async def test_an_address_that_is_not_confirmed_says_nothing(sqlite_url: str) -> None:
    async with with_circle(sqlite_url, confirmed=False) as (world, team):
        assert await rows(world, Place) == []
        assert (await known(world, team.id, "U0PRIYATHERE")).roles == frozenset()
        team.add_user(there(world))
        await week(world)
        assert (await known(world, team.id, "U0PRIYATHERE")).roles == {Role.ADVOCATE}


async def test_whose_address_is_unconfirmed_is_not_found_in_the_first_place_either(world: World) -> None:
    customers.newcomer(world)
    world.team.add_user(replace(world.team.users["U0JONAS"], confirmed=False))
    assert await customers.invite(world, world.anna, line=customers.WHY, **customers.JONAS) == {}
    assert (await customers.advocate(world, customers.JONAS["email"])).slack_user_id is None


async def test_a_colleague_and_another_customer_are_not_taken_for_them(sqlite_url: str) -> None:
    async with with_circle(sqlite_url) as (world, team):
        assert len(await rows(world, Place)) == 1
        lukas = world.team.users["U0LUKAS"]
        team.add_user(replace(lukas, id="U0TOM", kind="member"))  # a colleague's own user
        petra = world.team.users["U0PETRA"]
        team.add_user(replace(petra, id="U0ELENA", kind="member"))  # another customer's
        await week(world)
        assert len(await rows(world, Place)) == 1


async def test_whoever_has_left_the_community_is_nobody_there(sqlite_url: str) -> None:
    async with with_circle(sqlite_url) as (world, team):
        assert await verbs(world, "found_in_slack") == 1
        await week(world)
        assert await verbs(world, "found_in_slack") == 1  # as before: nothing to note
        team.change_user("U0PRIYATHERE", kind="deactivated")
        await week(world)
        assert await rows(world, Place) == []
        assert await verbs(world, "lost_in_slack") == 1
        assert (await known(world, team.id, "U0PRIYATHERE")).roles == frozenset()


async def test_a_slack_id_counts_in_its_own_workspace_only(database_url: str) -> None:
    """Somebody in the community may have the same id as a colleague or a customer of ours."""
    async with with_circle(database_url) as (world, team):
        for user_id in ("U0MAYA", "U0LUKAS"):
            team.add_user(User(id=user_id, name="mallory", email=f"{user_id}@elsewhere.example"))
            mallory = world.sandbox.person(user_id, team.id)
            await mallory.command("/rung", "settings")
            assert mallory.modal is None
            assert (await known(world, team.id, user_id)).roles == frozenset()
        maya = await known(world, "T0TEST", "U0MAYA")
        assert Role.MANAGER in maya.roles
        connected = await known(world, team.id, "U0MAYA", own_team="T0TEST")  # Slack says so itself
        assert (connected.roles, connected.member_id) == (maya.roles, maya.member_id)
        assert (await known(world, team.id, "U0MAYA", own_team="T0OTHER")).roles == frozenset()


def test_slack_names_the_workspace_that_somebody_belongs_to() -> None:
    pressed = {"user": {"id": "U0TOM", "team_id": "T0TEST"}, "actions": [{"action_id": "remind"}]}
    assert parse(Payload.ACTION, pressed, team_id="T0CIRCLE").own_team == "T0TEST"
    wrote = {"event": {"type": "message", "user": "U0TOM", "user_team": "T0TEST"}}
    assert parse(Payload.EVENT, wrote, team_id="T0CIRCLE").own_team == "T0TEST"
    assert parse(Payload.COMMAND, {"user_id": "U0TOM"}, team_id="T0CIRCLE").own_team == ""


async def test_who_somebody_is_takes_one_statement(database_url: str) -> None:
    async with with_circle(database_url) as (world, team):
        for team_id, user_id in (("T0TEST", "U0PRIYA"), (team.id, "U0PRIYATHERE"), ("T0TEST", "U0TOM")):
            async with world.rung.database.reading() as session, counted(session) as seen:
                actor = await actors.identify(session, team_id, user_id)
            assert len(seen) == 1, seen
            assert actor is not None
            assert actor.roles
            assert actor.elsewhere is (team_id == team.id)


@pytest.mark.parametrize("also", ["elsewhere", "nowhere else"])
async def test_a_workspace_that_leaves_gives_its_people_to_another(database_url: str, also: str) -> None:
    async with with_circle(database_url) as (world, team):
        async with world.rung.database.transaction() as session:
            circle = await workspaces.by_team(session, team.id)
            assert circle is not None
            priya = (await session.scalars(select(Advocate).where(Advocate.slack_user_id == "U0PRIYA"))).one()
            (place,) = (await session.scalars(select(Place))).all()
            priya.workspace_id, priya.slack_user_id = place.workspace_id, place.slack_user_id
            if also == "elsewhere":
                place.workspace_id, place.slack_user_id = world.rung.workspace.id, "U0PRIYA"
            else:
                await session.delete(place)
        world.team.change_user("U0PRIYA", kind="deactivated")  # nobody finds them anew
        await world.sandbox.uninstall(team)
        await world.quiet()
        await world.pass_time(days=6, minutes=1)
        async with world.rung.database.reading() as session:
            assert await workspaces.by_team(session, team.id) is None
            now = await advocates.get(session, world.program_id, priya.id)
        here = ("U0PRIYA", world.rung.workspace.id)
        assert (now.slack_user_id, now.workspace_id) == (here if also == "elsewhere" else (None, None))
        assert await rows(world, Place) == []


async def test_a_look_from_there_is_no_more_than_a_look(sqlite_url: str) -> None:
    async with with_circle(sqlite_url) as (world, team):
        await surveyed(world)
        await world.priya.press_label(await card(world, world.priya), "All on one page")
        pressed = next(
            body for body, _, _ in reversed(world.sandbox.payloads) if body["type"] == "block_actions"
        )
        opened = [method for method, *_ in world.sandbox.calls].count("views.open")
        forged = strange.by_somebody_else(pressed, "U0PRIYATHERE", team.id)
        await world.sandbox.delivery.send("interactive", forged)
        await world.quiet()
        assert [method for method, *_ in world.sandbox.calls].count("views.open") == opened + 1
