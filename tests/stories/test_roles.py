"""Roles are given and taken by hand, or follow a user group; who leaves is no longer waited for."""

import asyncio

import pytest
from aiohttp import ClientTimeout
from sqlalchemy import update

from bot.managers import roles
from models import actor as actors
from models import member as members
from models.base import new_id
from models.member import Member
from sandbox.people import User
from sandbox.person import Person
from tests.managing import choose, logged, press, set_up, slack_says, statements
from tests.world import World


async def tick(world: World, user: str, *held: str, by: Person | None = None) -> None:
    """A manager opens somebody's roles, and leaves exactly these ticked."""
    manager = by or world.maya
    await manager.command("/rung", "roles")
    await manager.pick(None, "role_person", user)
    await manager.fill(roles=list(held))
    await manager.submit()


async def member(world: World, user: str) -> Member:
    async with world.rung.database.reading() as session:
        found = await members.by_user(session, world.program_id, user)
    assert found is not None
    return found


async def follow(world: World, heading: str, group: str) -> None:
    await world.maya.command("/rung", "roles")
    await choose(world.maya, heading, "Follow a group")
    await world.quiet()
    await world.maya.search("group", "")
    await world.maya.fill(group=group)
    await world.maya.submit()
    await world.quiet()


async def test_a_role_is_given_and_taken_by_hand(world: World) -> None:
    await world.nobody.command("/reference")
    assert "Requesting references is for the sellers" in world.nobody.ephemerals[-1].text
    await tick(world, "U0NOBODY", "seller")
    assert "Saved." in world.modal(world.maya)
    await world.quiet()
    nora = await member(world, "U0NOBODY")
    assert (nora.name, nora.email, nora.zone) == (
        "Nora Brandvold",
        "nora@brightwell.example",
        "Europe/Berlin",
    )
    assert nora.roles == {"seller"}
    assert "1  Head of Finance Operations" in await world.shortlist(world.nobody)
    await tick(world, "U0NOBODY", "owner")
    await world.nobody.command("/reference")
    assert "Requesting references is for the sellers" in world.nobody.ephemerals[-1].text
    assert [verb for who, verb in await logged(world) if who == "U0MAYA"] == [
        "seller_given",
        "owner_given",
        "seller_taken",
    ]


async def test_home_shows_a_new_role_at_once(world: World) -> None:
    await world.nobody.open_home()
    await world.quiet()
    await tick(world, "U0NOBODY", "seller")
    await world.quiet()
    assert world.nobody.home is not None
    assert "Your references" in str(world.nobody.home["blocks"])


async def test_who_is_not_one_of_us_gets_none_and_the_managers_hear_of_it(world: World) -> None:
    world.team.add_user(User(id="U0GUEST", name="guest", real_name="Gus Guest", kind="guest"))
    for user in ("U0GUEST", "U0ELENA", "U0OUT", "U0OFF", "U0UNHEARD"):
        await tick(world, user, "manager", "seller")
        await world.quiet()
        found = await member(world, user)
        assert not found.active
        assert not found.roles
    await world.pass_time(hours=1)
    told = [world.text(message) for message in world.maya.dm]
    assert len(told) == 5
    assert "Gus Guest can have no role here: Slack says that they are a guest" in told[0]
    assert "U0GUEST" not in world.modal(world.maya)


async def test_the_last_manager_stays(world: World) -> None:
    await tick(world, "U0MAYA", "seller")
    assert "Make somebody else a manager first" in world.maya.errors["roles"]
    await tick(world, "U0NOBODY", "manager")  # Slack has not said yet who that is
    async with world.rung.database.transaction() as session:
        await session.execute(update(Member).where(Member.slack_user_id == "U0NOBODY").values(unknown=True))
        maya = await actors.identify(session, world.team.id, "U0MAYA")
    assert maya is not None
    await world.quiet()
    await tick(world, "U0MAYA", "seller")
    assert not world.maya.errors
    assert (await member(world, "U0MAYA")).roles == {"seller"}
    await world.maya.command("/rung")
    assert "Running the programme is for its managers" in world.maya.ephemerals[-1].text


async def test_two_managers_who_take_it_from_each_other_leave_one(world: World) -> None:
    await tick(world, "U0BEN", "manager", "owner")
    for manager, other in ((world.maya, "U0BEN"), (world.ben, "U0MAYA")):
        await manager.command("/rung", "roles")
        await manager.pick(None, "role_person", other)
        await manager.fill(roles=["seller"])
    await asyncio.gather(world.maya.submit(), world.ben.submit())
    held = [(await member(world, user)).is_manager for user in ("U0MAYA", "U0BEN")]
    assert sorted(held) == [False, True]


async def test_a_role_follows_a_user_group_and_then_the_group_alone_decides(world: World) -> None:
    world.team.set_group("S0SALES", "sales", ["U0TOM", "U0NOBODY", "U0PRIYA"])
    await follow(world, "Sellers", "S0SALES")
    await world.maya.command("/rung", "roles")
    assert "Whoever is in @sales (Sales), and nobody else." in world.modal(world.maya)
    assert (await member(world, "U0TOM")).is_seller
    assert (await member(world, "U0NOBODY")).is_seller
    assert not (await member(world, "U0SOFIA")).is_seller
    assert not (await member(world, "U0PRIYA")).roles  # a guest, though somebody put them into the group
    await world.sofia.command("/reference")
    assert "Requesting references is for the sellers" in world.sofia.ephemerals[-1].text

    await world.maya.pick(None, "role_person", "U0SOFIA")
    assert "Sellers: a user group decides that alone." in world.modal(world.maya)
    assert "Seller: may ask" not in world.modal(world.maya)

    world.team.set_group("S0SALES", "sales", ["U0SOFIA", "U0PRIYA"])
    await world.pass_time(minutes=59)
    assert (await member(world, "U0TOM")).is_seller
    await world.pass_time(minutes=2)
    assert not (await member(world, "U0TOM")).is_seller
    assert (await member(world, "U0SOFIA")).is_seller
    log = await logged(world)
    assert ("U0MAYA", "set_seller_group") in log
    assert ("rung", "seller_taken") in log
    assert log.count(("rung", "member_refused")) == 1


async def test_a_form_of_before_gives_nothing_past_the_group(world: World) -> None:
    world.team.set_group("S0SALES", "sales", ["U0TOM"])
    await world.maya.command("/rung", "roles")
    await world.maya.pick(None, "role_person", "U0NOBODY")
    await set_up(world, seller_group="S0SALES")
    await world.maya.fill(roles=["seller"])
    await world.maya.submit()
    assert "Who is a seller follows a user group. Change the group in Slack." in world.maya.errors["roles"]


@pytest.mark.parametrize("nobody", ["", "U0NOBODY|seller"])
async def test_what_names_nobody_opens_nothing(world: World, nobody: str) -> None:
    await world.maya.command("/rung", "roles")
    await world.maya.pick(None, "role_person", nobody)
    assert "Open the newest one" in world.modal(world.maya)


async def test_managers_by_group_are_never_none(world: World) -> None:
    world.team.set_group("S0EMPTY", "empty", ["U0PRIYA"])
    await follow(world, "Managers", "S0EMPTY")
    assert (await member(world, "U0MAYA")).is_manager
    world.team.set_group("S0EMPTY", "empty", ["U0PRIYA", "U0NOBODY"])
    await world.pass_time(hours=1, minutes=1)
    assert (await member(world, "U0NOBODY")).is_manager
    assert not (await member(world, "U0MAYA")).is_manager


async def test_a_group_that_is_gone_leaves_roles_as_they_were(world: World) -> None:
    world.team.set_group("S0SALES", "sales", ["U0TOM"])
    await follow(world, "Sellers", "S0SALES")
    del world.team.groups["S0SALES"]
    await world.pass_time(hours=2)
    assert (await member(world, "U0TOM")).is_seller
    await world.maya.command("/rung", "roles")
    assert "Follows a user group that is gone" in world.modal(world.maya)
    await choose(world.maya, "Sellers", "Follow a group")
    await world.maya.search("group", "")
    await world.maya.fill(group="-")
    await world.maya.submit()
    assert "Given by hand." in world.modal(world.maya)


async def test_a_group_that_was_offered_and_is_gone_is_refused(world: World) -> None:
    world.team.set_group("S0SALES", "sales", ["U0TOM"])
    await world.maya.command("/rung", "roles")
    await choose(world.maya, "Sellers", "Follow a group")
    await world.quiet()
    offered = await world.maya.search("group", "SAL")
    assert [each["text"]["text"] for each in offered] == ["No group: given by hand", "@sales · Sales"]
    del world.team.groups["S0SALES"]
    await world.pass_time(hours=1, minutes=1)
    async with world.rung.database.transaction() as session:
        actor = await actors.identify(session, world.team.id, "U0MAYA")
        assert actor is not None
        await roles.look_up_groups(session, actor, now=world.clock.business())
    await world.quiet()
    await world.maya.fill(group="S0SALES")
    await world.maya.submit()
    assert "That group is no longer there." in world.maya.errors["group"]


@pytest.mark.undisturbed(
    because="It looks on during the rest after a call that failed, which is over at once here."
)
async def test_slack_that_does_not_answer_is_asked_again(world: World) -> None:
    world.sandbox.fail_next("users.info", error="internal_error")
    await tick(world, "U0NOBODY", "seller")
    await world.quiet()
    assert (await member(world, "U0NOBODY")).unknown
    await world.maya.command("/rung", "roles")
    assert "Slack is being asked who this is" in world.modal(world.maya)
    world.rung.directory._resting.clear()  # a minute of real time, which nobody moves
    await world.quiet()
    assert not (await member(world, "U0NOBODY")).unknown

    world.team.set_group("S0SALES", "sales", ["U0TOM"])
    world.sandbox.fail_next("usergroups.users.list", error="internal_error")
    await follow(world, "Sellers", "S0SALES")
    assert (await member(world, "U0SOFIA")).is_seller
    world.rung.directory._resting.clear()
    await world.quiet()
    assert not (await member(world, "U0SOFIA")).is_seller


@pytest.mark.undisturbed(because="It makes Slack slow by itself, and Rung impatient.")
async def test_slack_that_is_too_slow_is_asked_again(world: World) -> None:
    http = world.rung.slack.http
    patient, http._timeout = http.timeout, ClientTimeout(total=0.2)
    world.sandbox.switches.slowness = 1.0
    world.sandbox.switches.turn("slow", on=True)
    await tick(world, "U0NOBODY", "seller")
    await world.sandbox.wait_until(lambda: "users.info" in [name for name, *_ in world.sandbox.calls])
    await world.rung.directory.settled()
    assert (await member(world, "U0NOBODY")).unknown
    world.sandbox.switches.turn("slow", on=False)
    http._timeout = patient
    world.rung.directory._resting.clear()
    await world.quiet()
    assert not (await member(world, "U0NOBODY")).unknown


async def test_who_leaves_the_company_is_not_waited_for(world: World) -> None:
    await world.request(world.tom)
    await world.see(world.anna, "May we ask Priya Raman")
    world.team.change_user("U0ANNA", kind="deactivated")
    await slack_says(world, "U0ANNA")
    await world.pass_time(seconds=5)  # the next tick
    await world.see(world.ben, "May we ask Priya Raman")
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "waiting for Ben Okafor" in line
    assert ("rung", "member_left") in await logged(world)

    world.team.change_user("U0BEN", kind="deactivated")
    await slack_says(world, "U0BEN")
    await world.pass_time(seconds=5)
    assert "waiting for Maya Patel" in world.text(await world.see(world.tom, "Kestrel"))

    world.team.change_user("U0ANNA", kind="member")
    await slack_says(world, "U0ANNA")
    await world.quiet()
    anna = await member(world, "U0ANNA")
    assert anna.active
    assert anna.is_owner


async def test_what_slack_said_before_does_not_undo_what_it_said_since(world: World) -> None:
    """Somebody leaves and comes back, and Slack brings the two in the other order."""
    world.sandbox.switches.turn("shuffled", on=True)
    world.team.change_user("U0BEN", kind="deactivated")
    await slack_says(world, "U0BEN")
    world.team.change_user("U0BEN", kind="member")
    await slack_says(world, "U0BEN")
    await world.quiet()
    assert (await member(world, "U0BEN")).active
    assert ("rung", "member_left") not in await logged(world)


async def test_a_colleagues_new_name_and_zone_are_kept(world: World) -> None:
    world.team.add_user(
        User(id="U0TOM", name="tom", real_name="Tom Reyes-Lindqvist", email="tom@x.example", tz="Asia/Tokyo")
    )
    await slack_says(world, "U0TOM")
    await slack_says(world, "U0PRIYA")
    tom = await member(world, "U0TOM")
    assert (tom.name, tom.zone, tom.email) == ("Tom Reyes-Lindqvist", "Asia/Tokyo", "tom@brightwell.example")


async def test_many_colleagues_come_in_pages_with_the_same_statements(world: World) -> None:
    async with world.rung.database.reading() as session:
        actor = await actors.identify(session, world.team.id, "U0MAYA")
    assert actor is not None
    few = await statements(world, lambda session: roles.overview(session, actor, 0))
    async with world.rung.database.transaction() as session:
        session.add_all(
            Member(
                program_id=world.program_id,
                id=new_id(),
                workspace_id=world.rung.workspace.id,
                slack_user_id=f"U1{number}",
                name=f"Colleague {number:02}",
                zone="UTC",
                is_seller=True,
            )
            for number in range(30)
        )
    assert await statements(world, lambda session: roles.overview(session, actor, 0)) == few
    await world.maya.command("/rung", "roles")
    assert world.modal(world.maya).count(": seller") == 13
    await press(world.maya, "More")
    await press(world.maya, "More")
    assert "U0TOM" in world.modal(world.maya)  # by name the last of all
    await press(world.maya, "Before")
    assert world.modal(world.maya).count(": seller") == roles.PAGE
