"""The section of companies whose approval of naming or logo ends soon."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import About, Frozen, Kept, Moment, Present, Section, listed, named
from bot.views.digest import approvals as view
from bot.views.digest.part import At, Part
from models import company_approval as approvals

MOST = 2
SOON = timedelta(days=30)


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    today = moment.as_of.date()
    found, total = await approvals.ending(session, moment.program.id, on=today, until=today + SOON, most=MOST)
    return listed(found, total)


def draw(kept: Kept, present: Present, at: At) -> Part:
    return view.ending(named(kept, present.approvals), kept["total"], at)


SECTION = Section("approvals", About.APPROVALS, freeze, draw)
