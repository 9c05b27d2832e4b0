"""The weekly look for next steps: planned, begun on Tuesday, a thousand people at a time, resumed after a crash."""

import asyncio
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from benchmarks.sweep import TUESDAY, grown
from bot.kit.database import Database
from bot.nudges import sweep
from bot.rules.nudging import NotNow
from models import program as programs
from models import sweep as sweeps
from models.contact import Contact
from models.message import Message, MessageKind
from models.nudge import Nudge, NudgeState, is_held_out
from models.sweep import Sweep
from models.task import Task
from tests import nudging
from tests.statements import counted
from tests.world import World, second_replica


async def begin(database: Database, program_id: str) -> str:
    async with database.transaction() as session:
        assert await sweep.clock_ran_out(session, program_id, program_id, now=TUESDAY - timedelta(days=1))
    async with database.transaction() as session:
        assert await sweep.clock_ran_out(session, program_id, program_id, now=TUESDAY)
    async with database.reading() as session:
        ((_, sweep_id),) = await sweeps.due(session, now=TUESDAY, most=9)
    return sweep_id


async def test_as_many_statements_for_the_third_thousand_as_for_the_first(database_url: str) -> None:
    database = Database(database_url)
    try:
        program_id = await grown(database, 3000)
        sweep_id = await begin(database, program_id)
        statements = []
        for _ in range(3):
            async with database.transaction() as session, counted(session) as seen:
                assert await sweep.go_on(session, program_id, sweep_id, now=TUESDAY)
                await session.flush()
            statements.append(len(seen))
        assert len(set(statements)) == 1
        assert statements[0] <= 24
        async with database.transaction() as session:
            assert await sweep.go_on(session, program_id, sweep_id, now=TUESDAY)
        async with database.transaction() as session:
            assert not await sweep.go_on(session, program_id, sweep_id, now=TUESDAY)
        await _adds_up(database, program_id)
    finally:
        await database.close()


async def _adds_up(database: Database, program_id: str) -> None:
    """Each proposal has its contact and its message, or its owner's task, once."""
    async with database.reading() as session:
        found = await sweeps.newest(session, program_id)
        assert found is not None
        assert (found.looked_at, found.due_at) == (3000, None)
        assert found.proposed + sum(found.reasons.values()) == 3000
        rows = await session.execute(
            select(Nudge.state, func.count()).where(Nudge.made_at == TUESDAY).group_by(Nudge.state)
        )
        made = dict(rows.all())
        contacts = (await session.scalars(select(func.count()).select_from(Contact))).one()
        cards = (await session.scalars(select(func.count()).where(Message.kind == MessageKind.NUDGE))).one()
        tasks = (await session.scalars(select(func.count()).select_from(Task))).one()
        assert made[NudgeState.OFFERED] == contacts == cards > 100
        assert made[NudgeState.WITH_OWNER] == tasks > 0
        assert found.proposed == sum(made.values())


async def test_what_was_done_before_a_crash_is_not_done_twice(database_url: str) -> None:
    database = Database(database_url)
    try:
        program_id = await grown(database, 2500)
        sweep_id = await begin(database, program_id)
        async with database.transaction() as session:
            await sweep.go_on(session, program_id, sweep_id, now=TUESDAY)
        with pytest.raises(RuntimeError):
            await _killed(database, program_id, sweep_id)
        for _ in range(2):
            async with database.transaction() as session:
                assert await sweep.go_on(session, program_id, sweep_id, now=TUESDAY)
        async with database.reading() as session:
            found = await session.get(Sweep, (program_id, sweep_id))
            assert found is not None
            assert (found.looked_at, found.due_at) == (2500, None)
            people = await session.execute(
                select(Nudge.advocate_id, func.count())
                .where(Nudge.made_at == TUESDAY)
                .group_by(Nudge.advocate_id)
            )
            assert {count for _, count in people} == {1}
    finally:
        await database.close()


@pytest.mark.parametrize("reason", [NotNow.PAUSED_BY_RULE, NotNow.OFF])
async def test_what_rests_between_two_thousands_rests_at_once(database_url: str, reason: NotNow) -> None:
    database = Database(database_url)
    rests = {"nudging": False} if reason is NotNow.OFF else {"nudging_paused_at": TUESDAY}
    try:
        program_id = await grown(database, 1500)
        sweep_id = await begin(database, program_id)
        await _goes_on(database, program_id, sweep_id)
        before = await _proposed(database)
        async with database.transaction() as session:
            await programs.change(session, program_id, rests)
        await _goes_on(database, program_id, sweep_id)
        assert await _proposed(database) == before
        async with database.reading() as session:
            found = await sweeps.find(session, program_id, sweep_id)
            assert found is not None
            assert (found.looked_at, found.due_at) == (1500, None)
            assert found.reasons[reason] > 400  # but for whoever has a graver reason of their own
    finally:
        await database.close()


async def test_whoever_is_held_out_between_two_thousands_gets_nothing(database_url: str) -> None:
    database = Database(database_url)
    try:
        program_id = await grown(database, 1500)
        async with database.transaction() as session:
            await programs.change(session, program_id, {"holdout_since": None})
        sweep_id = await begin(database, program_id)
        await _goes_on(database, program_id, sweep_id)
        async with database.transaction() as session:
            await programs.change(session, program_id, {"holdout_since": TUESDAY})
        before = await _proposed(database)
        await _goes_on(database, program_id, sweep_id)
        after = await _proposed(database) - before
        assert after
        assert not any(is_held_out(advocate_id) for advocate_id in after)
    finally:
        await database.close()


async def _goes_on(database: Database, program_id: str, sweep_id: str) -> None:
    async with database.transaction() as session:
        assert await sweep.go_on(session, program_id, sweep_id, now=TUESDAY)


async def _proposed(database: Database) -> set[str]:
    async with database.reading() as session:
        return set(await session.scalars(select(Nudge.advocate_id).where(Nudge.made_at == TUESDAY)))


async def _killed(database: Database, program_id: str, sweep_id: str) -> None:
    async with database.transaction() as session:
        await sweep.go_on(session, program_id, sweep_id, now=TUESDAY)
        raise RuntimeError("killed before the commit")


async def test_two_replicas_look_once(world: World) -> None:
    await nudging.ready(world)
    await nudging.only(world, "case_study")
    async with second_replica(world) as other:
        await world.pass_time(minutes=1)
        world.clock.set_business(nudging.TUESDAY)
        await asyncio.gather(world.rung.ticks.tick(), other.ticks.tick())
        await world.quiet()
    (nudge,) = await nudging.nudges(world)
    assert nudge.state is NudgeState.OFFERED
    await world.see(world.priya, "has an idea for you")
    assert len(world.priya.dm) == 1


async def _due_at(world: World) -> datetime | None:
    async with world.rung.database.reading() as session:
        return (await programs.get(session, world.program_id)).sweep_due_at


async def test_it_keeps_to_tuesday_and_passes_over_holidays(world: World) -> None:
    await world.pass_time(minutes=1)
    assert await _due_at(world) == datetime(2026, 3, 3, 9, tzinfo=nudging.BERLIN)
    await world.until(
        datetime(2026, 12, 28, 12, tzinfo=nudging.BERLIN)
    )  # nine months later: once, not forty times
    assert await _due_at(world) == datetime(2026, 12, 29, 9, tzinfo=nudging.BERLIN)
    await world.until(
        datetime(2026, 12, 29, 9, tzinfo=nudging.BERLIN)
    )  # one that was late costs none its turn
    async with world.rung.database.reading() as session:
        weeks = (await session.scalars(select(Sweep.week).order_by(Sweep.week))).all()
    assert weeks == [date(2026, 12, 21), date(2026, 12, 28)]


async def test_where_nothing_is_proposed_nobody_is_looked_at(world: World) -> None:
    await nudging.ready(world)
    await nudging.set_program(world, nudging=False)
    await nudging.sweep(world)
    assert await _due_at(world) == datetime(2026, 3, 10, 9, tzinfo=nudging.BERLIN)
    async with world.rung.database.reading() as session:
        assert (await session.scalars(select(Sweep.id))).all() == []
    assert not world.priya.dm
