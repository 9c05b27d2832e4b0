"""Everybody of a large programme is settled by a few statements, and soon."""

import time
from datetime import timedelta

from sqlalchemy import insert, text

from bot import standings
from bot.kit.database import Database
from models import climb
from models.account import Account
from models.advocate import Advocate
from models.base import new_id
from models.climb import MoveWhy
from models.participation import Participation, ParticipationState
from tests.eligibility.builder import TODAY, Customers
from tests.statements import counted

PEOPLE, EACH = 20_000, 3
MOST_SECONDS = 3.0
SLOW_MACHINE = 5  # how much slower a shared machine may be
MOST_STATEMENTS = 3  # who is to be held, who moves, where they stand since


async def grown(here: Customers) -> None:
    own, kinds = {"program_id": here.program.id}, sorted(here.kinds.values(), key=lambda kind: kind.key)
    account = own | {"id": new_id(), "name": "Large", "key": "large", "owner_id": here.member.id}
    people = [
        own
        | {
            "id": new_id(),
            "account_id": account["id"],
            "email": f"p{n}@large.example",
            "name": f"P{n}",
            "title": "Head",
            "zone": "UTC",
            "joined_on": TODAY,
        }
        for n in range(PEOPLE)
    ]
    acts = [
        own
        | {
            "id": new_id(),
            "advocate_id": person["id"],
            "account_id": account["id"],
            "activity_id": kinds[(n * 7 + m * m) % len(kinds)].id,
            "state": ParticipationState.VERIFIED,
            "done_on": TODAY - timedelta(days=(n * 13 + m * 101) % 500),
            "source": "CRM",
        }
        for n, person in enumerate(people)
        for m in range(n % (EACH + 1))
    ]
    await here.save()
    for table, rows in ((Account, [account]), (Advocate, people), (Participation, acts)):
        await here.session.execute(insert(table), rows)


async def test_in_a_few_statements_and_soon(database: Database) -> None:
    async with database.transaction() as session:
        here = await Customers.begin(session)
        await grown(here)
        if session.get_bind().dialect.name == "postgresql":
            await session.execute(text("ANALYZE"))  # as a server does by itself soon after an import
    program_id = here.program.id
    async with database.transaction() as session, counted(session) as seen:
        began = time.perf_counter()
        moved = await standings.recompute(session, program_id, on=TODAY, why=MoveWhy.TIME)
        seconds = time.perf_counter() - began
    assert moved > PEOPLE / 4
    assert len(seen) <= MOST_STATEMENTS, "\n\n".join(seen)
    assert seconds < MOST_SECONDS * SLOW_MACHINE, seconds
    async with database.transaction() as session:
        assert await standings.recompute(session, program_id, on=TODAY, why=MoveWhy.TIME) == 0
        population = await climb.population(session, program_id)
    assert sum(population.values()) == PEOPLE + 1  # and Ada
    assert sum(count for rung, count in population.items() if rung) == moved
    print(f"{moved} of {PEOPLE} moved in {seconds:.2f} s")  # noqa: T201  (shown by pytest -s)
