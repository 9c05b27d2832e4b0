"""The section of the week in figures: counted once, and kept as they were."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import About, Frozen, Kept, Moment, Present, Section
from bot.rules import weeks
from bot.views.digest import figures as view
from bot.views.digest.figures import Figures, Weeks
from bot.views.digest.part import At, Part
from models import figures
from models.figures import Yes

SHOWN = 8  # weeks in the chart
COMPARED = 2


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    """The weeks that ended before this Monday, in the programme's zone."""
    program = moment.program
    mondays = weeks.mondays(moment.week, SHOWN + 1)
    bounds = [weeks.midnight(program.zone, day) for day in mondays]
    counted = await figures.asked_and_answered(session, program.id, bounds)
    last = bounds[-COMPARED - 1 :]
    agreed = await figures.yeses(session, program.id, last)
    without = await figures.unfilled(session, program.id, last)
    held = await figures.held(session, program.id, mondays[-COMPARED - 1 :])
    compared = [
        asdict(_week(counts, yeses, unfilled, done))
        for counts, yeses, unfilled, done in zip(counted[-COMPARED:], agreed, without, held, strict=True)
    ]
    kept = {
        "mondays": [day.isoformat() for day in mondays[:-1]],
        "asked": [counts[0] for counts in counted],
        "yes": [counts[1] for counts in counted],
        "before": compared[0],
        "now": compared[1],
    }
    return Frozen(kept)


def _week(counts: tuple[int, int, int, int], yeses: Sequence[Yes], unfilled: int, held: int) -> Figures:
    filled = len({yes.reference_id for yes in yeses if yes.stands})
    days = weeks.middle([yes.days for yes in yeses])
    return Figures(*counts, filled, filled + unfilled, days, held)


def draw(kept: Kept, present: Present, at: At) -> Part:  # noqa: ARG001
    return view.figures(_weeks(kept))


def _weeks(kept: dict[str, Any]) -> Weeks:
    return Weeks(
        mondays=[date.fromisoformat(day) for day in kept["mondays"]],
        asked=kept["asked"],
        yes=kept["yes"],
        now=Figures(**kept["now"]),
        before=Figures(**kept["before"]),
    )


SECTION = Section("figures", About.NOTHING, freeze, draw)
