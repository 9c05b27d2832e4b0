"""The section of customers who carry about as much as they may."""

from dataclasses import asdict
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import NAMES, About, Frozen, Kept, Moment, Present, Section
from bot.views.digest import people as view
from bot.views.digest.part import At, Part
from models import figures
from models.eligibility.load import YEAR
from models.figures import Loaded

MOST = 3
BUSIEST = 3
CALLS = ("reference_call", "group_call")


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    program_id = moment.program.id
    since = moment.as_of.date() - timedelta(days=YEAR)
    top, all_ = await figures.shares(session, program_id, CALLS, since=since, most=BUSIEST)
    found, total = await figures.near_caps(session, program_id, now=moment.as_of, most=MOST)
    calls = view.calls_taken(top, all_)
    if not found and not calls:
        return None
    people = [asdict(each) for each in found]
    kept = {"people": people, "total": total, "top": top, "calls": all_}
    return Frozen(kept, [each.advocate_id for each in found])


def draw(kept: Kept, present: Present, at: At) -> Part:
    people = [Loaded(**each) for each in kept["people"]]
    until = {name: present.rests[name].until for name in kept[NAMES] if name in present.rests}
    return view.people(people, kept["total"], until, view.calls_taken(kept["top"], kept["calls"]), at)


SECTION = Section("people", About.ADVOCATES, freeze, draw)
