"""Managers may have what needs their decision in one channel instead of in each one's messages."""

import pytest

from sandbox.messages import Message
from sandbox.person import Person
from tests.managing import logged, set_up
from tests.world import World

CIRCLE = "C0CIRCLE"


async def with_channel(world: World, *, invited: bool = True) -> None:
    people = {"U0MAYA", "U0SOFIA", "U0BEN", *(["U0RUNGBOT"] if invited else [])}
    world.team.add_channel(CIRCLE, "circle", people)
    await set_up(world, channel=CIRCLE)


async def to_the_managers(world: World) -> None:
    await world.request(world.tom)
    await world.pass_time(hours=2, minutes=1)
    await world.pass_time(hours=2, minutes=1)
    assert not posted(world, world.maya)
    await world.pass_time(days=1)


def posted(world: World, person: Person) -> list[Message]:
    return [each for each in person.channel(CIRCLE) if each.user == world.team.bot_user_id]


async def test_the_card_is_posted_there_once_and_to_no_manager(world: World) -> None:
    await with_channel(world)
    await to_the_managers(world)
    (card,) = posted(world, world.maya)
    assert "May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?" in world.text(card)
    assert not world.maya.dm

    await world.sofia.press_label(card, "Approve")
    assert "Anna Schmidt looks after this customer" in world.sofia.ephemerals[-1].text
    assert not world.priya.dm

    await world.maya.press_label(card, "Approve")
    assert "Maya Patel, for Anna Schmidt" in await world.only(world.priya)
    (card,) = posted(world, world.maya)
    assert "Maya Patel approved. They were asked" in world.text(card)
    assert "[Approve]" not in world.text(card)


async def test_nothing_else_is_posted_there(world: World) -> None:
    await with_channel(world)
    await to_the_managers(world)
    await world.pass_time(days=1)
    (card,) = posted(world, world.maya)
    assert "Nobody decided in time" in world.text(card)


async def test_where_slack_lets_us_post_nothing_each_manager_gets_the_card(world: World) -> None:
    await with_channel(world, invited=False)
    await to_the_managers(world)
    assert not posted(world, world.maya)
    card = await world.see(world.maya, "May we ask Priya Raman")
    assert ("rung", "channel_refused") in await logged(world)
    await world.maya.command("/rung", "settings")
    assert "Slack lets us post nothing in that channel (not_in_channel): invite Rung to it" in world.modal(
        world.maya
    )
    await world.maya.press_label(card, "Approve")
    await world.see(world.priya, "Would you help")


@pytest.mark.undisturbed(
    because="It acts while Slack asks for a second of patience, which is waited out here."
)
async def test_what_was_settled_before_it_was_posted_never_is(world: World) -> None:
    await with_channel(world)
    await world.request(world.tom)
    await world.pass_time(hours=2, minutes=1)
    await world.pass_time(hours=2, minutes=1)
    world.sandbox.fail_next("chat.postMessage", error="ratelimited", for_channel=CIRCLE)
    await world.pass_time(days=1)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman, Head"), "Not now")
    await world.pass_time(minutes=1)
    assert "Priya" not in " ".join(world.text(each) for each in posted(world, world.maya))
