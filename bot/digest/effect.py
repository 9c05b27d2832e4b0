"""The section of what proposals of a next step do: once a month, and for as long as they are paused."""

from dataclasses import astuple
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import effect
from bot.digest.section import About, Frozen, Kept, Moment, Present, Section
from bot.rules.effect import Sums, people, usual_or
from bot.rules.effect import effect as compare
from bot.rules.harm import LOOKS
from bot.rules.hours import zone_of
from bot.views.digest import effect as view
from bot.views.digest.effect import Measured, Takes, Told
from bot.views.digest.part import At, Part
from models import effect as counts

YEAR = 12  # months


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    program, monday = moment.program, moment.week
    paused = program.nudging_paused_at is not None
    if not program.nudging or not (paused or effect.monthly(monday)):
        return None
    if program.holdout_since is None and not await counts.nudged_ever(session, program.id):
        return None
    kept = {
        "joined": await counts.joined(session, program.id),
        "counted_from": _iso(program.measured_since),
        "takes": await _takes(session, moment),
        "by_quarter": await effect.quarters(session, program, monday),
        "paused_at": _iso(program.nudging_paused_at),
        "why": program.nudging_paused_why,
    }
    return Frozen(kept | await _measured(session, moment))


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


async def _takes(session: AsyncSession, moment: Moment) -> list[float]:
    """What a year would take, from what the last twelve months say of how often people act, and how alike."""
    week = moment.week
    firsts = effect.firsts(week.replace(year=week.year - 2, day=1), week)[-YEAR - 1 :]
    (nudged, held_out), _ = await counts.acts(session, moment.program.id, firsts)
    rate, alike = usual_or(Sums(*astuple(nudged)).with_(Sums(*astuple(held_out))))
    return [rate, *(people(rate, more, months=YEAR, alike=alike) for more in (0.01, 0.02))]


async def _measured(session: AsyncSession, moment: Moment) -> dict[str, Any]:
    """The last two years at most, up to a pause."""
    program = moment.program
    paused_on = (program.nudging_paused_at or moment.as_of).astimezone(zone_of(program.zone)).date()
    firsts = effect.firsts(program.measured_since, min(paused_on, moment.week))[-LOOKS - 1 :]
    found = await effect.counted(session, program, firsts)
    if found is None:
        return {}
    declined = await effect.declined(session, program, firsts)
    return {
        "months": [firsts[0].isoformat(), firsts[-2].isoformat()],
        "acts": [astuple(arm) for arm in found.acts],
        "left": [arm.rate for arm in found.left],
        "declined": [arm.rate for arm in declined] if all(arm.trials for arm in declined) else None,
    }


def draw(kept: Kept, present: Present, at: At) -> Part:  # noqa: ARG001
    counted_from, paused_at = kept["counted_from"], kept["paused_at"]
    told = Told(
        joined=kept["joined"],
        counted_from=date.fromisoformat(counted_from) if counted_from else None,
        measured=_as_measured(kept) if "acts" in kept else None,
        takes=Takes(*kept["takes"]),
        by_quarter=kept["by_quarter"],
        paused_at=datetime.fromisoformat(paused_at) if paused_at else None,
        why=kept["why"],
    )
    return view.effect(told, at)


def _as_measured(kept: Kept) -> Measured:
    nudged, held_out = (Sums(*arm) for arm in kept["acts"])
    first, last = (date.fromisoformat(day) for day in kept["months"])
    declined = kept["declined"]
    return Measured(
        first=first,
        last=last,
        people=(nudged.people, held_out.people),
        effect=compare(nudged, held_out),
        left=tuple(kept["left"]),
        declined=tuple(declined) if declined else None,
    )


SECTION = Section("effect", About.NOTHING, freeze, draw)
