"""Before the first thing is sent to a customer, Slack is asked who has their address."""

from typing import Any

import pytest
from sqlalchemy import select

from models.advocate import Advocate
from models.audit import Audit
from sandbox.people import User
from tests import customers
from tests.customers import JONAS
from tests.heard import COUNTS_CALLS
from tests.world import World

EMAIL = JONAS["email"]
TEXT_TO_FORWARD = "Please pass your invitation on"


def asked(world: World, email: str = EMAIL) -> int:
    """How often Slack was asked who has this address."""
    return sum(
        method == "users.lookupByEmail" and sent.get("email") == email
        for method, sent, _ in world.sandbox.calls
    )


async def by_address(world: World) -> None:
    """Anna invites Jonas by his e-mail address alone."""
    assert await customers.invite(world, world.anna, line=customers.WHY, **JONAS) == {}


async def change(world: World, known_by: str, **values: Any) -> None:
    async with world.rung.database.transaction() as session:
        found = (await session.scalars(select(Advocate).where(Advocate.email == known_by))).one()
        for name, value in values.items():
            setattr(found, name, value)
    world.rung.directory.wake()
    await world.quiet()


async def found(world: World) -> list[str]:
    async with world.rung.database.reading() as session:
        return list(await session.scalars(select(Audit.subject).where(Audit.verb == "found_in_slack")))


@pytest.mark.undisturbed("lost", because=COUNTS_CALLS)
async def test_an_invited_customer_who_is_in_slack_is_written_to(world: World) -> None:
    jonas = customers.newcomer(world)
    world.team.add_user(User(**{**vars(world.team.users["U0JONAS"]), "tz": "Europe/Athens"}))
    await by_address(world)
    card = await world.see(jonas, "would like to invite you")
    assert not [message for message in world.anna.dm if TEXT_TO_FORWARD in world.text(message)]
    kept = await customers.advocate(world, EMAIL)
    assert (kept.slack_user_id, kept.zone, asked(world)) == ("U0JONAS", "Europe/Athens", 1)
    assert await found(world) == [kept.id]
    await jonas.press_label(card, "Join")
    await customers.own_page(world, jonas)


async def test_a_customer_of_a_connected_company_is_written_to(world: World) -> None:
    world.team.add_user(User(id="U0JONAS", name="jonas", email=EMAIL, kind="external"))
    await by_address(world)
    await world.see(world.person("U0JONAS"), "would like to invite you")


@pytest.mark.undisturbed("lost", because=COUNTS_CALLS)
async def test_whoever_is_not_in_slack_is_invited_by_hand_and_looked_up_again_after_a_week(
    world: World,
) -> None:
    await by_address(world)
    await world.see(world.anna, TEXT_TO_FORWARD)
    assert asked(world) == 1
    jonas = customers.newcomer(world)
    await world.pass_time(days=6, hours=23)
    assert (asked(world), (await customers.advocate(world, EMAIL)).slack_user_id) == (1, None)
    await world.pass_time(hours=2)
    assert (asked(world), (await customers.advocate(world, EMAIL)).slack_user_id) == (2, "U0JONAS")
    await world.pass_time(days=20)
    assert asked(world) == 2
    assert not jonas.dm  # they were invited by hand: one invitation is enough


async def test_another_address_is_looked_up_at_once(world: World) -> None:
    await by_address(world)
    await world.see(world.anna, TEXT_TO_FORWARD)
    world.team.add_user(User(id="U0JONAS", name="jonas", email="j.weber@talerhaus.example", kind="guest"))
    await change(world, EMAIL, email="j.weber@talerhaus.example")
    assert (await customers.advocate(world, "j.weber@talerhaus.example")).slack_user_id == "U0JONAS"


async def test_a_customer_who_had_joined_is_found_before_they_are_asked(world: World) -> None:
    await change(world, "lukas@talerhaus.example", slack_user_id=None, workspace_id=None, look_up_at=0)
    await world.request_of(world.tom, "Talerhaus", "Kestrel")
    card = await world.see(world.anna, "May we ask Lukas Brandt")
    await world.anna.press_label(card, "Approve")
    await world.see(world.lukas, "Would you help")


@pytest.mark.undisturbed("lost", because=COUNTS_CALLS)
async def test_somebody_who_is_a_colleague_or_another_customer_is_not_taken_for_them(world: World) -> None:
    for user_id in ("U0TOM", "U0LUKAS"):
        known = world.team.users[user_id]
        world.team.add_user(User(**{**vars(known), "email": EMAIL}))
        if user_id == "U0TOM":
            await by_address(world)
            await world.see(world.anna, TEXT_TO_FORWARD)
        else:
            await change(world, EMAIL, look_up_at=0)
        world.team.add_user(known)
        assert (await customers.advocate(world, EMAIL)).slack_user_id is None
    assert asked(world) == 2
    assert not await found(world)


@pytest.mark.undisturbed(
    because="It looks on during the rest after a failed call, which is over at once here."
)
async def test_an_invitation_waits_while_slack_does_not_answer(world: World) -> None:
    jonas = customers.newcomer(world)
    world.sandbox.fail_next("users.lookupByEmail", status=503)
    await by_address(world)
    assert not jonas.dm
    assert not [message for message in world.anna.dm if TEXT_TO_FORWARD in world.text(message)]
    world.rung.directory._resting.clear()  # a minute of real time, which nobody moves
    world.rung.directory.wake()
    await world.see(jonas, "would like to invite you")


async def test_a_token_that_may_not_look_up_leaves_it_to_the_owner(world: World) -> None:
    customers.newcomer(world)
    world.sandbox.fail_next("users.lookupByEmail", error="missing_scope")
    await by_address(world)
    await world.see(world.anna, TEXT_TO_FORWARD)
    assert (await customers.advocate(world, EMAIL)).slack_user_id is None


async def test_nobody_is_looked_up_who_was_not_invited_or_has_left(world: World) -> None:
    gone: dict[str, dict[str, Any]] = {
        "lukas@talerhaus.example": {"joined_on": None},
        "petra@nordlicht.example": {"left_on": world.clock.business().date()},
    }
    for email, values in gone.items():
        await change(world, email, slack_user_id=None, workspace_id=None, look_up_at=0, **values)
        assert asked(world, email) == 0
