"""The section of the week in figures: counted once, and kept as they were."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import Frozen, Kept, Moment, Section
from bot.rules import weeks
from bot.views.digest import figures as view
from bot.views.digest.figures import Figures, Weeks
from bot.views.digest.part import At, Part
from models import figures

SHOWN = 8  # weeks in the chart
COMPARED = 2


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    """The weeks that ended before this Monday, in the programme's zone."""
    program = moment.program
    mondays = weeks.mondays(moment.week, SHOWN + 1)
    bounds = [weeks.midnight(program.zone, day) for day in mondays]
    counted = await figures.asked_and_answered(session, program.id, bounds)
    last = bounds[-COMPARED - 1 :]
    filled = await figures.filled(session, program.id, last)
    days = await figures.days_to_a_yes(session, program.id, last)
    held = await figures.held(session, program.id, mondays[-COMPARED - 1 :])
    compared = [
        asdict(Figures(*counts, *ends, weeks.middle(took), done))
        for counts, ends, took, done in zip(counted[-COMPARED:], filled, days, held, strict=True)
    ]
    kept = {
        "mondays": [day.isoformat() for day in mondays[:-1]],
        "asked": [counts[0] for counts in counted],
        "yes": [counts[1] for counts in counted],
        "before": compared[0],
        "now": compared[1],
    }
    return Frozen(kept)


async def draw(session: AsyncSession, program_id: str, kept: Kept, at: At) -> Part:  # noqa: ARG001
    return view.figures(_weeks(kept))


def _weeks(kept: dict[str, Any]) -> Weeks:
    return Weeks(
        mondays=[date.fromisoformat(day) for day in kept["mondays"]],
        asked=kept["asked"],
        yes=kept["yes"],
        now=Figures(**kept["now"]),
        before=Figures(**kept["before"]),
    )


SECTION = Section("figures", freeze, draw)
