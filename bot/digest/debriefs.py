"""The section of favours whose seller has not said how they went."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import About, Frozen, Kept, Moment, Present, Section, listed, named
from bot.views.digest import debriefs as view
from bot.views.digest.part import At, Part
from models import overdue

MOST = 3


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    return listed(*await overdue.owed(session, moment.program.id, most=MOST))


def draw(kept: Kept, present: Present, at: At) -> Part:
    return view.debriefs(named(kept, present.asks), present.sides, kept["total"], at)


SECTION = Section("debriefs", About.FAVOURS, freeze, draw)
