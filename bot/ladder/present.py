"""The ladder as it stands, and how its rows are written."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules.ladder import Ladder, Step
from models import activity as activities
from models import rung as rungs
from models.activity import Activity, CreditRule, CustomerRole, Start
from models.base import new_id

SAME = ("key", "name", "phrase", "rung", "minutes", "rest_days", "for_deals", "spoken", "consent_text")
ALSO_SAME = ("start_link", "lasting")


async def of(session: AsyncSession, program_id: str) -> Ladder:
    """What is on it now."""
    names = [rung.name for rung in await rungs.all_of(session, program_id)]
    found = await activities.all_of(session, program_id)
    return Ladder(tuple(names), tuple(step_of(activity) for activity in found))


async def retired(session: AsyncSession, program_id: str) -> list[Step]:
    """What was on it once, by name."""
    found = [each for each in await activities.every(session, program_id) if each.retired_on is not None]
    return [step_of(each) for each in sorted(found, key=lambda each: (each.name, each.key))]


def step_of(activity: Activity) -> Step:
    same = {name: getattr(activity, name) for name in (*SAME, *ALSO_SAME)}
    words: dict[str, Any] = {name: str(getattr(activity, name)) for name in ("credit", "role", "start")}
    return Step(**same, **words)


def columns(step: Step) -> dict[str, Any]:
    """The step as its row has it."""
    return {
        **{name: getattr(step, name) for name in (*SAME, *ALSO_SAME)},
        "credit": CreditRule(step.credit),
        "role": CustomerRole(step.role),
        "start": Start(step.start),
    }


def rows(program_id: str, steps: Iterable[Step]) -> list[Activity]:
    return [Activity(program_id=program_id, id=new_id(), **columns(step)) for step in steps]


async def write(session: AsyncSession, program_id: str, wanted: Ladder, *, on: date) -> None:
    """Rungs and activities are what the ladder says: none is deleted, what is not on it is retired on that day."""
    await rungs.put(session, program_id, wanted.names)
    known = {activity.key: activity for activity in await activities.every(session, program_id)}
    for step in wanted.steps:
        row = known.pop(step.key, None)
        if row is None:
            session.add_all(rows(program_id, [step]))
            continue
        row.retired_on = None
        for name, value in columns(step).items():
            setattr(row, name, value)
    for row in known.values():
        row.retired_on = row.retired_on or on
        row.rung = min(row.rung, len(wanted.names))  # what was done of it still stands on a rung
    await session.flush()
