"""Three replicas tick at the same moment, for ten days: what is due is done once, and nobody waits for another."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.jobs import WORK, Act, Ticks, Work
from bot.kit.database import Database
from models import due as dues
from models import program as programs
from models.contact import Contact
from tests.arms import crowd
from tests.behind import rows
from tests.world import World

STEPS, HOURS = 10, 24
# One of these takes its people a stretch at a time, so it acts several times; nobody may be asked twice by it.
ROUNDS = frozenset({"recaps", "surveys", "nps"})


class Doings:
    """What was done, by (work, row), in one step of time."""

    def __init__(self) -> None:
        self.step, self.all = Counter[tuple[str, str]](), Counter[str]()

    def watched(self) -> tuple[Work, ...]:
        return tuple(replace(work, act=self._watched(work)) for work in WORK)

    def over(self) -> list[tuple[str, str]]:
        """The end of the step: what was done more than once in it."""
        twice = [each for each, times in self.step.items() if times > 1 and each[0] not in ROUNDS]
        self.all.update(work for work, _ in self.step.elements())
        self.step.clear()
        return twice

    def _watched(self, work: Work) -> Act:
        async def act(session: AsyncSession, program_id: str, row_id: str, /, *, now: datetime) -> bool:
            done = await work.act(session, program_id, row_id, now=now)
            self.step.update([(work.name, row_id)] if done else [])
            return done

        return act


async def busy(world: World) -> None:
    """References that wait for answers, and sixty customers who are asked all that customers are asked."""
    await crowd(world, 60)
    async with world.rung.database.transaction() as session:
        values = {"asks_nps": True, "nudging": True, "survey_days": 30}
        await programs.change(session, world.program_id, values)
    for seller, deal in ((world.tom, "Kestrel"), (world.sofia, "Fjord")):
        await world.request(seller, deal)


async def test_ten_days_of_ticks_from_three_replicas(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await busy(world)
    doings = Doings()
    databases = [Database(str(world.rung.settings.database_url)) for _ in range(3)]
    replicas = [
        Ticks(each, world.clock, lambda: None, seconds=3600, works=doings.watched()) for each in databases
    ]
    monkeypatch.setattr(world.clock, "_listeners", [])  # the world's own replica does nothing here
    for step in range(STEPS):
        world.clock.move(timedelta(hours=HOURS))
        await asyncio.gather(*(each.tick() for each in replicas))
        assert doings.over() == [], step
    for database in databases:
        await database.close()
    asked = Counter((each.advocate_id, each.kind) for each in await rows(world, Contact))
    assert asked
    assert set(asked.values()) == {1}
    missed = {"asks", "digests", "looks", "standings", "weekly sweeps", "nps"} - set(doings.all)
    assert not missed, doings.all


@pytest.mark.postgresql
@pytest.mark.parametrize("settled_url", ["postgresql"], indirect=True)
async def test_a_row_that_another_replica_is_at_is_passed_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.clock, "_listeners", [])
    world.clock.move(timedelta(days=7))
    doings, database = Doings(), Database(world.rung.settings.database_url)
    ticks = Ticks(database, world.clock, lambda: None, seconds=3600, works=doings.watched())
    async with world.rung.database.transaction() as session:
        assert await dues.ours(session, world.program_id, world.program_id)
        await programs.change(session, world.program_id, {"asks_nps": True})
        async with asyncio.timeout(1.0):  # less than a wait for a lock may take
            await ticks.tick()
        assert world.program_id not in {row for _, row in doings.step}
    await ticks.tick()
    assert world.program_id in {row for _, row in doings.step}
    await database.close()
