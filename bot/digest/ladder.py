"""The section of the ladder: its population and last week's moves, counted once, and kept as they were."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot import standings
from bot.digest.section import About, Frozen, Kept, Moment, Present, Section
from bot.rules.weeks import WEEK
from bot.views.digest import ladder as view
from bot.views.digest.part import At, Part
from bot.views.ladder.population import Ladder


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    """The week that ended before this Monday, with all who moved by time. Nothing where nobody has joined yet."""
    program = moment.program
    if program.standings_due_at is None or program.standings_due_at <= moment.as_of:
        await standings.clock_ran_out(session, program.id, program.id, now=moment.as_of)
    found = await standings.ladder(session, program.id, moment.week - WEEK, moment.week)
    if found is None:
        return None
    return Frozen({"rungs": [list(rung) for rung in found.rungs], "up": found.up, "down": found.down})


def draw(kept: Kept, present: Present, at: At) -> Part:  # noqa: ARG001
    rungs = [(number, name, count) for number, name, count in kept["rungs"]]
    return view.ladder(Ladder(rungs, kept["up"], kept["down"]))


SECTION = Section("ladder", About.NOTHING, freeze, draw)
