"""What customers did, and were asked, before Rung.

A row may hold a question, what came of it, and the day on which it was done. A question stands under a closed
reference of its own, for its deal; where nobody wrote down for which, for one deal, “Before Rung”, that is in no
pipeline and no figure. What was done is a row of the ledger, which is only ever added to.

A question is known by person, activity and the day of asking; what was done, by person, activity and its day.
Importing again adds what was not known: an answer, the deal, that it was done, until when it is served. What was
corrected in Rung, or is void, stays so.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import known, past_asks
from bot.imports.past_asks import BEFORE, Question
from bot.imports.past_favours import Favours
from bot.imports.plan import Plan
from bot.imports.row import Row
from bot.imports.run import Run
from models import participation as participations
from models import past as past_rows
from models.activity import Activity
from models.advocate import Advocate
from models.deal import Deal

TWICE = "The same stands on line {line} already."
NO_OUTCOME = "Say what came of it, or on which day it was done."
NO_DAY_ASKED = "Say on which day the person was asked."
NO_DAY_DONE = "Say on which day it was done."
TOO_EARLY = "This is before the day of asking."
NO_FIRST_DAY = "Say in done_on on which day it began."
NOT_SERVED = "This activity is done once, not served for a time. Leave it empty."
ENDS_EARLY = "This is before the day on which it began."
NOT_DONE = "There is a day on which it was done, and this says that it was not."
NOBODY = "It names no deal, and the programme has no manager yet. Import your members first."


async def plan(session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    found, program_id = Plan(), run.program_id
    people = await known.people(session, run, rows, "advocate_email")
    pipeline = await known.pipeline(session, run, rows, [BEFORE])
    steps = {row.line: activity for row in rows if (activity := _check(run, row)) is not None}
    good = [row for row in rows if row.clean]
    keys = {row.line: _keys(row, people[row.cells["advocate_email"]], steps[row.line]) for row in good}
    asked = await past_rows.asks(session, program_id, [each[0] for each in keys.values() if each[0]])
    favours = Favours(
        await participations.of_people(session, program_id, [each.id for each in people.values()])
    )
    for row in good:
        deal = _deal(run, found, row, pipeline)
        if deal is None and row.get("asked_on") is not None:
            row.wrong("deal_key", NOBODY)
            continue
        asked_key, done_key = keys[row.line]
        question = Question(people[row.cells["advocate_email"]], steps[row.line], deal, asked_key)
        ask_id, fates = past_asks.one(found, row, question, asked.get(asked_key))
        if done_key:
            fates.add(favours.one(run, found, row, question, done_key=done_key, ask_id=ask_id))
        _count(found, fates)
    return found


def _count(found: Plan, fates: set[str]) -> None:
    if "new" in fates:
        found.new += 1
    elif "updated" in fates:
        found.updated += 1
    else:
        found.unchanged += 1


def _check(run: Run, row: Row) -> Activity | None:
    """Whether the row makes sense in itself; which activity it is."""
    known.not_ahead(run, row, "asked_on", "answered_on", "done_on")
    activity = known.step(run, row)
    asked, done = row.get("asked_on"), row.get("done_on")
    outcome = row.cells.setdefault("outcome", "done" if done else None)
    if outcome is None:
        row.wrong("outcome", NO_OUTCOME)
    elif outcome == "done" and done is None:
        row.wrong("done_on", NO_DAY_DONE)
    elif outcome != "done" and asked is None:
        row.wrong("asked_on", NO_DAY_ASKED)
    elif done and outcome not in {"done", "accepted"}:
        row.wrong("outcome", NOT_DONE)
    for name in ("answered_on", "done_on"):
        if asked and (day := row.get(name)) is not None and day < asked:
            row.wrong(name, TOO_EARLY)
    _check_served(row, activity)
    if row.clean and activity is not None:
        _check_once(run, row, activity)
    return activity


def _check_served(row: Row, activity: Activity | None) -> None:
    """Its last day may be still to come."""
    done, until = row.get("done_on"), row.get("until")
    if until is None:
        return
    if activity is not None and not activity.lasting:
        row.wrong("until", NOT_SERVED)
    elif done is None:
        row.wrong("until", NO_FIRST_DAY)
    elif until < done:
        row.wrong("until", ENDS_EARLY)


def _check_once(run: Run, row: Row, activity: Activity) -> None:
    for name in ("asked_on", "done_on"):
        day = row.get(name)
        what = f"{row.cells['advocate_email']} {activity.key} {day}"
        if day and (first := run.first_line(name, what, row.line)) is not None:
            row.wrong(name, TWICE.format(line=first))
            return


def _keys(row: Row, person: Advocate, activity: Activity) -> tuple[str, str]:
    """What the question, and what was done, are known by; empty where the row tells of none."""

    def known_by(name: str) -> str:
        day = row.get(name)
        named = f"{name} {person.id} {activity.id} {day}".encode()
        return f"past:{sha256(named).hexdigest()[:40]}" if day else ""

    return known_by("asked_on"), known_by("done_on")


def _deal(run: Run, found: Plan, row: Row, pipeline: Mapping[str, Deal]) -> Deal | None:
    """The deal that the row names; for a question that names none, that of before Rung. None: nobody could have it."""
    named = row.get("deal_key")
    if named or row.get("asked_on") is None:
        return pipeline.get(named or "")
    return past_asks.before(run, found, pipeline)
