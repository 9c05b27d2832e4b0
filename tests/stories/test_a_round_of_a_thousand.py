"""A round of questions takes the same few statements for a thousand people as for ten."""

import pytest
from sqlalchemy import text

from bot.nps import asking as nps
from bot.nps.promoters import first_steps
from bot.surveys import asking as surveys
from models import promoters
from models.account import Account
from models.advocate import Advocate
from models.base import new_id
from models.nps import NpsQuestion
from models.survey import Survey
from tests.asking import LONG_AGO, TUESDAY, last_answered
from tests.behind import rows, set_program
from tests.managing import counted
from tests.surveys import LIVE
from tests.world import World


async def grown(world: World, people: int) -> None:
    """So many more, two at each company, all of whom may be asked."""
    async with world.rung.database.transaction() as session:
        owner = (await rows(world, Account))[0].owner_id
        for number in range(people // 2):
            account = Account(
                program_id=world.program_id,
                id=new_id(),
                name=f"Company {number}",
                key=f"company {number}",
                owner_id=owner,
                live_since=LIVE,
            )
            session.add(account)
            session.add_all(
                Advocate(
                    program_id=world.program_id,
                    id=new_id(),
                    account_id=account.id,
                    workspace_id=world.rung.workspace.id,
                    slack_user_id=f"U{new_id()[-12:].upper()}",
                    email=f"{number}.{each}@company.example",
                    name=f"Number {number}",
                    title="Clerk",
                    zone="Europe/Berlin",
                    joined_on=LONG_AGO,
                    nps=9,
                    nps_as_of=LONG_AGO,
                )
                for each in range(2)
            )
    await last_answered(world, LONG_AGO)
    await set_program(world, asks_nps=True, nps_due_at=None, surveys_due_at=None)
    world.rung.outbox.stop()


@pytest.mark.parametrize("people", [10, 2400])
async def test_a_round_in_batches(world: World, people: int) -> None:
    await grown(world, people)
    taken = []
    for which, table in ((nps, NpsQuestion), (surveys, Survey)):
        while True:
            async with counted(world) as (session, seen):
                if not await which.round_of(session, world.program_id, "", now=TUESDAY):
                    break
            taken.append(len(seen))
        asked = len(await rows(world, table))
        assert asked == (people + 6 if table is NpsQuestion else people)
        async with world.rung.database.transaction() as session:  # as if two months had passed
            await session.execute(text("UPDATE advocate SET contacted_at = NULL, contacted_before_at = NULL"))
    assert max(taken) <= MOST_STATEMENTS, taken
    stretches = -(-(people + 6) // nps.BATCH)  # of everybody who has joined, and at the end nobody is left
    assert len(taken) == 2 * (stretches + 1)


MOST_STATEMENTS = 14


async def test_promoters_take_the_same_statements_for_many(world: World) -> None:
    await grown(world, 2000)
    async with counted(world) as (session, seen):
        found, total = await promoters.never_asked(session, world.program_id, now=TUESDAY, least=9, most=3)
        steps = await first_steps(session, world.program_id, found, now=TUESDAY)
    assert (len(found), total, len(steps)) == (3, 2004, 3)
    assert len(seen) == 4
