"""The section of favours whose seller has not said how they went."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import Frozen, Kept, Moment, Section, listed
from bot.views.digest import debriefs as view
from bot.views.digest.part import At, Part
from models import ask as asks
from models import figures, overdue

MOST = 3


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    return listed(*await overdue.owed(session, moment.program.id, most=MOST))


async def draw(session: AsyncSession, program_id: str, kept: Kept, at: At) -> Part:
    found = {whole.ask.id: whole for whole in await asks.some(session, program_id, kept["ids"])}
    sides = await figures.unsaid(session, program_id, kept["ids"])
    shown = [found[id_] for id_ in kept["ids"] if id_ in found]
    return view.debriefs(shown, sides, kept["total"], at)


SECTION = Section("debriefs", freeze, draw)
