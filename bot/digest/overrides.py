"""The section of exceptions from the programme's caps, with their written reasons."""

from dataclasses import asdict

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import About, Frozen, Kept, Moment, Present, Section, named
from bot.rules import weeks
from bot.views.digest import overrides as view
from bot.views.digest.overrides import Override
from bot.views.digest.part import At, Part
from models import figures

MOST = 3


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    since = moment.as_of - weeks.WEEK
    found, total = await figures.exceptions(session, moment.program.id, since=since, most=MOST)
    if not found:
        return None
    made = [asdict(Override(*each)) for each in found]
    return Frozen({"made": made, "total": total}, [each["ask_id"] for each in made])


def draw(kept: Kept, present: Present, at: At) -> Part:  # noqa: ARG001
    made = [Override(**each) for each in kept["made"]]
    return view.overrides(made, kept["total"], named(kept, present.asks))


SECTION = Section("overrides", About.ASKS, freeze, draw)
