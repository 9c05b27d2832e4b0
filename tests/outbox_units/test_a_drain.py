"""One workspace while it is drained: who may, what a stop leaves, and what becomes of rows when others are away."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import event, exc, update

from bot.kit.waits import Waits
from models.ask import Ask, AskState
from models.message import Message, MessageKind, MessageState
from models.nps import NpsQuestion, QuestionState
from tests.outbox_units.stage import WAITS, JumpingClock, Stage, stage

SOON = 20.0  # seconds, on a busy machine
AT_ONCE = 5.0  # seconds in which a stop is over, however many rows wait for their turn


async def states(place: Stage) -> set[tuple[MessageState, bool, bool]]:
    """Of what was not said: its state, and whether it is begun, and leased."""
    return {
        (row.state, row.claimed_at is not None, row.lease_until is not None)
        for row in await place.rows()
        if row.ts is None
    }


async def test_a_stop_gives_back_what_waits_for_its_turn(database_url: str) -> None:
    async with stage(database_url, 30) as place:
        worker = place.worker(pace=1.0)
        running = asyncio.create_task(worker.run())
        await place.sandbox.wait_until(lambda: len(place.said()) >= 2, timeout=20)
        worker.stop()
        async with asyncio.timeout(AT_ONCE):
            await running
        assert len(place.said()) < 30
        assert await states(place) == {(MessageState.IDLE, False, False)}
        assert (await place.workspace()).lease_until is None
        await place.worker().settled()
        await place.all_said_once()


async def test_a_stop_waits_for_the_answer_to_a_post(database_url: str) -> None:
    async with stage(database_url, 1) as place:
        place.gate.open.clear()
        worker = place.worker()
        running = asyncio.create_task(worker.run())
        await place.gate.came.wait()
        worker.stop()
        place.gate.open.set()
        await running
        await place.all_said_once()


async def test_one_workspace_has_one_worker_at_a_time(database_url: str) -> None:
    async with stage(database_url, 3) as place:
        place.gate.open.clear()
        first = asyncio.create_task(place.worker().settled())
        await place.gate.came.wait()
        holder = (await place.workspace()).lease_worker
        await place.worker().settled()
        assert (await place.workspace()).lease_worker == holder
        assert {row.worker for row in await place.rows()} == {holder}
        place.gate.open.set()
        await first
        await place.all_said_once()


async def test_while_slack_is_away_few_are_left_in_doubt(database_url: str) -> None:
    async with stage(database_url, 30) as place:
        place.sandbox.fail_next("chat.postMessage", status=503, times=1000)
        await place.worker(pace=1.0, waits=Waits()).settled()
        assert place.calls("chat.postMessage") <= 5
        assert sum(row.claimed_at is not None for row in await place.rows()) <= 5
        assert (await place.workspace()).not_before is not None


async def test_what_is_withdrawn_while_it_waits_is_not_said(database_url: str) -> None:
    async with stage(database_url, 10) as place:
        sending = asyncio.create_task(place.worker(pace=1.0).settled())
        await place.sandbox.wait_until(lambda: len(place.said()) >= 2, timeout=20)
        async with place.database.transaction() as session:
            await session.execute(update(Ask).values(state=AskState.WITHDRAWN))
            await session.execute(update(NpsQuestion).values(state=QuestionState.LAPSED))
            await session.execute(update(Message).values(wanted=Message.wanted + 1))
        begun = sum(row.claimed_at is not None or row.ts is not None for row in await place.rows())
        await sending
        await place.worker().settled()
        assert len(place.said()) <= begun < 10
        assert all(row.shown == row.wanted for row in await place.rows())


async def test_a_database_that_fails_sets_nothing_aside(database_url: str) -> None:
    async with stage(database_url, 1) as place:
        clock, failed = JumpingClock(), list[str]()

        def fail(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            settles = (
                statement.startswith("UPDATE message SET state=(")
                and " message.wanted =" not in (statement.partition(" WHERE ")[2])
            )
            if settles and not failed:
                failed.append(statement)
                raise exc.OperationalError(statement, {}, ConnectionError("gone"))

        event.listen(place.database.engine.sync_engine, "before_cursor_execute", fail)
        await place.worker(clock).settled()
        assert len(failed) == 1
        assert await states(place) == {(MessageState.SENDING, True, True)}
        clock.ahead = timedelta(minutes=2)  # its lease is over
        await place.worker(clock).settled()
        await place.all_said_once()
        assert place.calls("chat.postMessage") == 1


async def test_a_database_that_takes_nothing_is_tried_when_the_poll_comes_back(database_url: str) -> None:
    poll, times = 0.2, 4
    async with stage(database_url, 1) as place:
        loop, refused = asyncio.get_running_loop(), list[float]()
        often = asyncio.Event()

        def fail(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.startswith("UPDATE workspace"):
                refused.append(loop.time())
                if len(refused) == times:
                    often.set()
                raise exc.OperationalError(statement, {}, ConnectionError("no room"))

        event.listen(place.database.engine.sync_engine, "before_cursor_execute", fail)
        worker = place.worker()
        running = asyncio.create_task(worker.run(poll=poll))
        async with asyncio.timeout(SOON):
            await often.wait()
        event.remove(place.database.engine.sync_engine, "before_cursor_execute", fail)
        assert refused[-1] - refused[0] > poll * (times - 1) / 2
        await place.sandbox.wait_until(lambda: len(place.said()) == 1, timeout=20)
        worker.stop()
        await running
        await place.all_said_once()


async def test_a_row_in_doubt_keeps_no_workspace_longer_than_a_turn(database_url: str) -> None:
    async with stage(database_url, 1) as place:
        leased, again = list[str](), asyncio.Event()

        def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.startswith("UPDATE workspace") and "RETURNING" in statement:
                leased.append(statement)
                if len(leased) > 1:
                    again.set()

        real = JumpingClock().real()
        async with place.database.transaction() as session:
            doubt = {"state": MessageState.SENDING, "claimed_at": real, "lease_until": real}
            await session.execute(update(Message).where(Message.kind != MessageKind.OWN_PAGE).values(doubt))
        event.listen(place.database.engine.sync_engine, "before_cursor_execute", count)
        worker = place.worker(waits=replace(WAITS, lease=0.6, in_flight=3.0))
        running = asyncio.create_task(worker.run())
        async with asyncio.timeout(SOON):
            await again.wait()
        assert place.said() == []
        await place.sandbox.wait_until(lambda: len(place.said()) == 1, timeout=20)
        worker.stop()
        await running
        await place.all_said_once()


async def test_what_takes_longer_to_draw_than_a_turn_lasts_is_sent(database_url: str) -> None:
    async with stage(database_url, 80) as place:
        worker = place.worker(waits=replace(WAITS, lease=0.03))
        running = asyncio.create_task(worker.run())
        await place.sandbox.wait_until(lambda: len(place.said()) == 80, timeout=20)
        worker.stop()
        await running
        await place.all_said_once()
