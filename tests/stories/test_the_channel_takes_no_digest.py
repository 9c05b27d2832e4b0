"""Where there is no channel, or Slack takes nothing in it, each manager gets the digest, and what to do about it."""

import pytest

from models.digest import Digest
from models.member import Member
from models.message import Message as Row
from models.message import MessageKind
from sandbox.messages import Message
from tests.behind import rows
from tests.favours import moment
from tests.managing import logged
from tests.monday import CIRCLE, digests, posted, with_channel
from tests.world import World

TEN = moment("2026-03-09", 10)  # a manager's day in London has begun
REFUSED = "Slack lets Rung post nothing in <#C0CIRCLE>"


async def two_managers(world: World) -> None:
    async with world.rung.database.transaction() as session:
        for member in await rows(world, Member, name="Ben Okafor"):
            (await session.get_one(Member, (world.program_id, member.id))).is_manager = True


async def about_the_channel(world: World) -> list[Message]:
    return [each for each in world.maya.dm if "Until it does, what was meant" in world.text(each)]


async def test_without_a_channel_each_manager_gets_it_with_what_to_do(world: World) -> None:
    await two_managers(world)
    await world.until(moment("2026-03-09", 8))
    assert not digests(world, world.maya)  # it is seven where she lives
    assert len(digests(world, world.ben)) == 1
    await world.until(TEN)
    (digest,) = digests(world, world.maya)
    assert "because the programme has no channel. Choose one with `/rung settings`" in world.text(digest)
    assert not await about_the_channel(world)


@pytest.mark.parametrize("error", ["is_archived", "channel_not_found", "not_in_channel"])
async def test_a_channel_that_takes_nothing(world: World, error: str) -> None:
    await with_channel(world)
    world.sandbox.fail_next("chat.postMessage", error=error, for_channel=CIRCLE, times=2)
    await world.until(TEN)
    assert not posted(world, world.maya)
    (digest,) = digests(world, world.maya)
    assert f"because {REFUSED}" in world.text(digest)
    (told,) = await about_the_channel(world)
    assert f"{REFUSED} ({error})" in world.text(told)
    assert "bring it back from the archive, or choose another one" in world.text(told)
    assert ("rung", "channel_refused") in await logged(world)

    await world.until(moment("2026-03-16", 10))
    assert len(digests(world, world.maya)) == 2
    assert len(await about_the_channel(world)) == 1  # told once

    await world.until(moment("2026-03-23", 10))  # it is back
    assert len(posted(world, world.maya)) == 1
    assert len(digests(world, world.maya)) == 2


async def test_what_was_posted_before_the_channel_was_archived_is_not_sent_again(world: World) -> None:
    await with_channel(world)
    await world.until(moment("2026-03-06", 11))
    await world.request(world.tom)
    await world.until(moment("2026-03-09", 8))
    world.sandbox.fail_next("chat.update", error="is_archived", for_channel=CIRCLE)
    await world.maya.press_label(posted(world, world.maya)[0], "Approve")
    await world.until(TEN)
    assert not digests(world, world.maya)
    assert len(await rows(world, Row, kind=MessageKind.DIGEST)) == 1
    assert len(await rows(world, Digest)) == 1


async def test_in_a_managers_own_messages_its_buttons_work_and_redraw_it_for_all(world: World) -> None:
    await two_managers(world)
    await world.until(moment("2026-03-06", 11))
    await world.request(world.tom)
    await world.until(TEN)
    await world.maya.press_label(digests(world, world.maya)[0], "Approve")
    await world.quiet()
    for manager in (world.maya, world.ben):
        assert "Maya Patel approved." in world.text(digests(world, manager)[0])


async def test_who_is_no_manager_any_more_gets_none(world: World) -> None:
    await world.until(moment("2026-03-09", 8))
    async with world.rung.database.transaction() as session:
        for member in await rows(world, Member, name="Maya Patel"):
            (await session.get_one(Member, (world.program_id, member.id))).is_manager = False
    await world.until(TEN)
    assert not world.maya.dm
