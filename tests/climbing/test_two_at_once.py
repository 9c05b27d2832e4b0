"""Of two things that are verified for one person at the same moment, both count."""

import asyncio
from datetime import date

from bot import participations
from bot.kit.database import Database
from models import climb
from models.advocate import Advocate
from models.participation import ParticipationState
from tests.eligibility.builder import NOW, Customers


async def test_two_verified_at_once_settle_their_rung(database: Database) -> None:
    async with database.transaction() as session:
        here = await Customers.begin(session)
        await here.save()
    program_id, ada = here.program.id, here.ada.id
    activities = [here.kinds[key].id for key in ("blog", "case_study", "podcast", "review")]

    async def verify(activity_id: str) -> None:
        async with database.transaction() as session:
            await participations.record(
                session,
                await session.get_one(Advocate, (program_id, ada)),
                ParticipationState.VERIFIED,
                activity_id=activity_id,
                done_on=date(2026, 2, 1),
                source="test",
                by="U0ANNA",
                now=NOW,
            )

    await asyncio.gather(*(verify(each) for each in activities))
    async with database.reading() as session:
        person = await session.get_one(Advocate, (program_id, ada))
        moves = await climb.of_advocate(session, program_id, ada, most=10)
    assert person.rung == 3
    assert moves[0].to == 3
    assert [move.came_from for move in moves] == [*[move.to for move in moves[1:]], 0]
