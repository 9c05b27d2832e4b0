"""Whatever Slack or the network does, what is due is said once, and nothing said is lost."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from models.message import Message, MessageKind, MessageState
from models.workspace import Workspace
from tests.world import World


async def messages(world: World, kind: MessageKind) -> list[Message]:
    async with world.rung.database.reading() as session:
        found = await session.scalars(select(Message).where(Message.kind == kind).order_by(Message.id))
        return list(found)


async def eventually(world: World, holds: str) -> None:
    """The seller's line shows this, however many tries it takes."""
    await world.sandbox.wait_until(
        lambda: any(holds in world.text(message) for message in world.tom.dm), timeout=20
    )


@pytest.mark.parametrize("status", [None, 504])
async def test_a_lost_answer_to_a_post_is_looked_up_not_posted_again(
    world: World, status: int | None
) -> None:
    world.sandbox.lose_answer("chat.postMessage", status=status or 0)
    await world.shortlist(world.tom)
    await world.tom.submit()
    await eventually(world, "waiting for Anna Schmidt")
    await world.sandbox.wait_until(
        lambda: "conversations.history" in [method for method, _, _ in world.sandbox.calls], timeout=20
    )
    await world.quiet()
    assert len(world.tom.dm) == 1
    assert len(world.anna.dm) == 1
    for row in (*await messages(world, MessageKind.LINE), *await messages(world, MessageKind.APPROVAL)):
        assert (row.state, row.shown) == (MessageState.IDLE, row.wanted)
        assert row.ts is not None


@pytest.mark.parametrize("fault", [{"error": "ratelimited"}, {"error": "fatal_error"}, {"status": 503}])
async def test_a_look_that_fails_leaves_the_doubt(world: World, fault: dict[str, Any]) -> None:
    """The post stands, its answer was lost, and Slack does not show the conversation either."""
    world.sandbox.lose_answer("chat.postMessage", for_user="U0TOM")
    world.sandbox.fail_next("conversations.history", **fault)
    await world.shortlist(world.tom)
    await world.tom.submit()
    await world.sandbox.wait_until(
        lambda: [method for method, _, _ in world.sandbox.calls].count("conversations.history") >= 2,
        timeout=20,
    )
    await eventually(world, "waiting for Anna Schmidt")
    await world.quiet()
    (row,) = await messages(world, MessageKind.LINE)
    assert (row.state, row.shown, row.claimed_at) == (MessageState.IDLE, row.wanted, None)
    assert len(world.tom.dm) == 1


async def test_a_worker_that_died_after_posting_is_followed_by_one_that_looks(world: World) -> None:
    line = await world.request(world.tom)
    (row,) = await messages(world, MessageKind.LINE)
    real = world.clock.real()
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Message)
            .where(Message.id == row.id)
            .values(
                state=MessageState.SENDING,
                ts=None,
                shown=0,
                worker="a dead one",
                claimed_at=real - timedelta(minutes=2),
                lease_until=real - timedelta(minutes=1),
            ),
        )
    await world.quiet()
    (row,) = await messages(world, MessageKind.LINE)
    assert row.ts == line.ts
    assert len(world.tom.dm) == 1


async def test_a_worker_that_died_before_posting_is_followed_by_one_that_posts(world: World) -> None:
    world.sandbox.fail_next("chat.postMessage", status=500, for_user="U0ANNA")
    await world.request(world.tom)
    await world.sandbox.wait_until(lambda: bool(world.anna.dm), timeout=20)
    assert len(world.anna.dm) == 1


async def test_slack_says_later_and_the_whole_workspace_waits(world: World) -> None:
    world.sandbox.fail_next("chat.postMessage", error="ratelimited", retry_after=1)
    await world.shortlist(world.tom)
    await world.tom.submit()
    await world.sandbox.wait_until(lambda: len(world.tom.dm) + len(world.anna.dm) == 2, timeout=20)
    assert (len(world.tom.dm), len(world.anna.dm)) == (1, 1)


async def test_a_recipient_who_is_gone_is_left_alone_and_the_others_are_served(world: World) -> None:
    world.team.change_user("U0ANNA", kind="deactivated")
    await world.request(world.tom)
    (card,) = await messages(world, MessageKind.APPROVAL)
    assert (card.state, card.error) == (MessageState.GONE, "user_disabled")
    assert not world.anna.dm
    await world.pass_time(hours=2, minutes=1)
    await world.pass_time(hours=2, minutes=1)
    await world.see(world.ben, "May we ask Priya Raman")


async def test_a_revoked_token_pauses_the_workspace_and_blames_nobody(world: World) -> None:
    world.sandbox.fail_next("conversations.open", error="token_revoked", times=2)
    await world.shortlist(world.tom)
    await world.tom.submit()
    await world.quiet()
    async with world.rung.database.reading() as session:
        workspace = (await session.scalars(select(Workspace))).one()
    assert workspace.paused_reason == "token_revoked"
    assert [row.state for row in await messages(world, MessageKind.LINE)] == [MessageState.IDLE]
    assert len(await messages(world, MessageKind.NOTICE)) == 1
    assert not world.tom.dm


async def test_what_slack_refuses_to_draw_is_set_aside_and_the_others_go_on(world: World) -> None:
    world.sandbox.fail_next("chat.postMessage", error="invalid_blocks", for_user="U0TOM")
    await world.shortlist(world.tom)
    await world.tom.submit()
    await world.see(world.anna, "May we ask Priya Raman")
    (line,) = await messages(world, MessageKind.LINE)
    assert (line.state, line.error) == (MessageState.STUCK, "invalid_blocks")


async def test_the_same_event_twice_is_heard_once(world: World) -> None:
    await world.tom.open_home()
    await world.quiet()
    (home,) = await messages(world, MessageKind.HOME)
    event = next(body for body, _, _ in reversed(world.sandbox.payloads) if "event_id" in body)
    await asyncio.gather(*(world.sandbox.delivery.send("events_api", event) for _ in range(3)))
    await world.quiet()
    (again,) = await messages(world, MessageKind.HOME)
    assert again.wanted == home.wanted


async def test_a_redrawn_message_that_looks_the_same_is_not_sent_again(world: World) -> None:
    await world.request(world.tom)
    async with world.rung.database.transaction() as session:
        await session.execute(update(Message).values(wanted=Message.wanted + 1))
    before = len([method for method, _, _ in world.sandbox.calls if method == "chat.update"])
    world.rung.outbox.wake()
    await world.quiet()
    after = len([method for method, _, _ in world.sandbox.calls if method == "chat.update"])
    assert after == before
    assert all(row.shown == row.wanted for row in await messages(world, MessageKind.LINE))
