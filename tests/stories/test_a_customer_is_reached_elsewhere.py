"""Slack brings a customer no message in one workspace: it comes in the other one, once."""

from typing import Any

import pytest
from sqlalchemy import select

from models.advocate import Advocate
from models.message import Message, MessageKind, MessageState
from models.place import Place
from tests.behind import rows
from tests.stories.test_the_same_person_in_two_workspaces import verbs, with_circle
from tests.world import World

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")


async def asked(world: World) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.anna.press_label(card, "Approve")
    await world.quiet()


def fails(world: World, user_id: str, method: str = "conversations.open", **how: Any) -> None:
    world.sandbox.fail_next(method, for_user=user_id, **{"error": "cannot_dm_bot"} | how)


async def person(world: World) -> Advocate:
    async with world.rung.database.reading() as session:
        found = select(Advocate).where(Advocate.email == world.team.users["U0PRIYA"].email)
        return (await session.scalars(found)).one()


async def test_a_question_that_does_not_arrive_is_put_elsewhere(database_url: str) -> None:
    async with with_circle(database_url) as (world, team):
        fails(world, "U0PRIYA")
        await asked(world)
        priya = world.sandbox.person("U0PRIYATHERE", team.id)
        assert not world.priya.dm
        (card,) = priya.dm
        (row,) = await rows(world, Message, kind=MessageKind.ASK)
        now = await person(world)
        assert (row.recipient, row.ts, row.error) == ("U0PRIYATHERE", card.ts, None)
        assert (now.slack_user_id, now.workspace_id, now.dm_error) == (
            "U0PRIYATHERE",
            row.workspace_id,
            None,
        )
        (place,) = await rows(world, Place)
        assert (place.slack_user_id, place.dm_error) == ("U0PRIYA", "cannot_dm_bot")
        assert await verbs(world, "moved_in_slack") == 1
        assert "Ready to copy" not in str([message.blocks for message in world.anna.dm])
        await priya.press_label(card, "Yes")
        await world.quiet()
        assert "Priya" in str([message.blocks for message in world.tom.dm])


async def test_once_each_and_then_it_is_passed_on_by_hand(database_url: str) -> None:
    async with with_circle(database_url) as (world, team):
        fails(world, "U0PRIYA")
        fails(world, "U0PRIYATHERE")
        await asked(world)
        priya = world.sandbox.person("U0PRIYATHERE", team.id)
        assert not world.priya.dm + priya.dm
        relayed = await world.see(world.anna, "Ready to copy")
        assert (await person(world)).dm_error == "cannot_dm_bot"
        assert await verbs(world, "moved_in_slack") == 1
        fails(world, "U0PRIYATHERE")
        await world.anna.press_label(relayed, "Try Slack again")
        await world.quiet()
        assert not priya.dm
        assert len(world.priya.dm) == 1
        assert (await person(world)).slack_user_id == "U0PRIYA"


async def test_what_may_have_arrived_is_not_said_elsewhere(sqlite_url: str) -> None:
    """The answer to the post was lost, and the look into the conversation is refused for good."""
    async with with_circle(sqlite_url) as (world, team):
        world.sandbox.lose_answer("chat.postMessage", for_user="U0PRIYA")
        world.sandbox.fail_next("conversations.history", error="channel_not_found")
        await asked(world)
        priya = world.sandbox.person("U0PRIYATHERE", team.id)
        await world.sandbox.wait_until(
            lambda: "conversations.history" in [method for method, _, _ in world.sandbox.calls], timeout=20
        )
        await world.quiet()
        (row,) = await rows(world, Message, kind=MessageKind.ASK)
        assert (row.state, row.recipient) == (MessageState.GONE, "U0PRIYA")
        assert not priya.dm
        assert len(world.priya.dm) == 1
