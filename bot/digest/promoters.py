"""The section of customers who would recommend us and whom nobody ever asked for anything."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import About, Frozen, Kept, Moment, Present, Section
from bot.nps.promoters import first_steps
from bot.rules.nps import PROMOTERS_FROM
from bot.views.digest import promoters as view
from bot.views.digest.part import At, Part
from models import promoters

MOST = 3


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    program_id = moment.program.id
    found, total = await promoters.never_asked(
        session, program_id, now=moment.as_of, least=PROMOTERS_FROM, most=MOST
    )
    if not found:
        return None
    steps = await first_steps(session, program_id, found, now=moment.as_of)
    people = [
        {
            "advocate_id": each.advocate_id,
            "title": each.title,
            "account": each.account,
            "owner": each.owner,
            "joined": each.joined,
            "step": steps[each.advocate_id].phrase if each.advocate_id in steps else "",
        }
        for each in found
    ]
    return Frozen({"people": people, "total": total}, [each.advocate_id for each in found])


def draw(kept: Kept, present: Present, at: At) -> Part:
    people = [view.Never(**each) for each in kept["people"]]
    return view.promoters(people, kept["total"], present.first_steps, at)


SECTION = Section("promoters", About.PROMOTERS, freeze, draw)
