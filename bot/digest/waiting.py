"""The section of questions that wait for an approver."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import About, Frozen, Kept, Moment, Present, Section, listed, named
from bot.views.digest.part import At, Part
from bot.views.digest.waiting import waiting
from models import overdue

MOST = 3


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    return listed(*await overdue.undecided(session, moment.program.id, most=MOST))


def draw(kept: Kept, present: Present, at: At) -> Part:
    return waiting(named(kept, present.asks), kept["total"], at)


SECTION = Section("waiting", About.ASKS, freeze, draw)
