"""Clocks that jump by an hour, and processes that were frozen: nothing is said twice, nothing waits for the hour."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from models.message import Message, MessageState
from models.workspace import Workspace
from tests.outbox_units.stage import AN_HOUR, JumpingClock, Stage, stage

SOON = 5.0  # real seconds: what takes longer waits for the hour


async def sent(place: Stage, clock: JumpingClock) -> None:
    async with asyncio.timeout(SOON):
        worker = place.worker(clock)
        while any(row.shown < row.wanted for row in await place.rows()):
            await worker.settled()
            await asyncio.sleep(0.01)


async def test_a_post_on_its_way_when_the_clock_jumps_ahead_is_found_by_the_second_look(
    database_url: str,
) -> None:
    async with stage(database_url, 1) as place:
        place.gate.open.clear()
        first = asyncio.create_task(place.worker().settled())
        await place.gate.came.wait()
        ahead = JumpingClock()
        ahead.ahead = AN_HOUR
        second = asyncio.create_task(place.worker(ahead).settled())
        await place.sandbox.wait_until(lambda: place.calls("conversations.history") == 1)
        place.gate.open.set()  # it arrives between the two looks
        await asyncio.gather(first, second)
        assert place.calls("conversations.history") >= 2
        assert place.calls("chat.postMessage") == 1
        await place.all_said_once()


async def test_a_post_that_was_begun_an_hour_ahead_is_found_when_the_clock_is_right_again(
    database_url: str,
) -> None:
    async with stage(database_url, 1) as place:
        clock = JumpingClock()
        clock.ahead = AN_HOUR
        place.sandbox.lose_answer("chat.postMessage")
        ahead = asyncio.create_task(place.worker(clock).settled())
        await place.sandbox.wait_until(lambda: place.calls("chat.postMessage") == 1)
        clock.ahead = timedelta()
        await ahead
        await sent(place, clock)
        await place.all_said_once()
        assert place.calls("chat.postMessage") == 1


async def test_what_waits_when_the_clock_jumps_back_does_not_wait_for_the_hour(database_url: str) -> None:
    async with stage(database_url, 3) as place:
        clock = JumpingClock()
        place.sandbox.fail_next("chat.postMessage", error="ratelimited", retry_after=1, times=3)
        await place.worker(clock).settled()
        assert place.said() == []
        assert (await place.workspace()).not_before is not None
        clock.ahead = -AN_HOUR
        await sent(place, clock)
        await place.all_said_once()


async def test_the_leases_of_who_died_before_the_clock_jumped_back_are_none(database_url: str) -> None:
    async with stage(database_url, 1) as place:
        clock = JumpingClock()
        until = {"lease_until": clock.real() + AN_HOUR}
        async with place.database.transaction() as session:
            await session.execute(update(Workspace).values(lease_worker="a dead one", **until))
            unsent = update(Message).where(Message.shown < Message.wanted)
            await session.execute(unsent.values(state=MessageState.SENDING, worker="a dead one", **until))
        await sent(place, clock)
        await place.all_said_once()


async def test_a_lease_of_who_is_alive_is_kept(database_url: str) -> None:
    async with stage(database_url, 1) as place:
        clock = JumpingClock()
        until = {"lease_until": clock.real() + timedelta(seconds=60)}
        async with place.database.transaction() as session:
            await session.execute(update(Workspace).values(lease_worker="somebody", **until))
        await place.worker(clock).settled()
        assert place.said() == []


@pytest.mark.parametrize("by", [{"later": 60.0}, {"ahead": AN_HOUR}], ids=["frozen", "with the machine"])
async def test_who_was_frozen_between_claim_and_post_does_not_post(
    database_url: str, by: dict[str, Any]
) -> None:
    async with stage(database_url, 1) as place:
        clock, begun = JumpingClock(), list[str]()

        def freeze(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.startswith("UPDATE message SET state=(") and " AND message.wanted =" in statement:
                begun.append(statement)
                clock.later += by.get("later", 0.0) * (len(begun) == 1)
                clock.ahead += by.get("ahead", timedelta()) * (len(begun) == 1)

        event.listen(place.database.engine.sync_engine, "before_cursor_execute", freeze)
        await sent(place, clock)
        assert len(begun) == 2
        assert place.calls("chat.postMessage") == 1
        await place.all_said_once()
