"""What a customer's page says of the ladder: read with a number of statements that nothing makes grow."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import standings
from bot.nudges import ahead
from bot.views.advocate.climb import Climbed
from models import giveback as givebacks
from models import program as programs
from models import steps
from models.joining import Customer
from models.program import Program

MOST_NEXT, MOST_GOT = 3, 3


async def briefly(session: AsyncSession, program_id: str, advocate_id: str, *, now: datetime) -> Climbed:
    """Where somebody stands and why, for colleagues."""
    on = standings.today(await programs.get(session, program_id), now)
    explained = (await standings.explain(session, program_id, [advocate_id], on=on))[advocate_id]
    names = await standings.names(session, program_id)
    rung = names[explained.standing.rung]
    return Climbed(explained.standing, rung, explained.rests_on, roles=explained.roles)


async def of(session: AsyncSession, customer: Customer, program: Program, *, now: datetime) -> Climbed:
    advocate, on = customer.advocate, standings.today(program, now)
    found = await standings.explain(session, program.id, [advocate.id], on=on)
    names = await standings.names(session, program.id)
    explained = found[advocate.id]
    return Climbed(
        standing=explained.standing,
        rung=names[explained.standing.rung],
        rests_on=explained.rests_on,
        gave=[deed.activity for deed in explained.deeds],
        roles=explained.roles,
        got=await givebacks.of_advocate(session, program.id, advocate.id, most=MOST_GOT),
        impact=await steps.impact(session, program.id, advocate.id),
        nexts=await ahead.of(session, program, advocate, now=now, most=MOST_NEXT),
    )
