"""What customers agreed to, from a file: one word for each person and activity.

Of two words the later counts: a file replaces what Rung knows only by a row whose `since` is not earlier. A row
without that day says something only of what nobody has said yet.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import known
from bot.imports.plan import Plan, differs, overlaid
from bot.imports.row import Row
from bot.imports.run import Run, begins
from models import concerned
from models import consent as consents
from models.base import new_id
from models.consent import Consent, Consented

TWICE = "The same person and activity stand on line {line} already."
ENDS_FIRST = "This is before the day on which it began."


async def plan(session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    found = Plan()
    people = await known.people(session, run, rows, "advocate_email")
    said = await consents.of_people(session, run.program_id, [each.id for each in people.values()])
    for row in rows:
        _check(run, row)
        activity = known.step(run, row)
        if row.clean and activity is not None:
            advocate_id = people[row.cells["advocate_email"]].id
            _one(run, found, row, (advocate_id, activity.id), said.get((advocate_id, activity.id)))
    found.touched += await concerned.about(session, run.program_id, found.touched)
    return found


def _check(run: Run, row: Row) -> None:
    known.not_ahead(run, row, "since")
    since, until = row.get("since"), row.get("until")
    if since and until and until < since:
        row.wrong("until", ENDS_FIRST)
    activity = run.activity(row.cells["activity"])
    name = f"{row.cells['advocate_email']} {activity.key if activity else ''}"
    if row.clean and (first := run.first_line("consent", name, row.line)) is not None:
        row.wrong("activity", TWICE.format(line=first))


def _one(run: Run, found: Plan, row: Row, whose: tuple[str, str], existing: Consent | None) -> None:
    since, until = begins(row.get("since")), begins(row.get("until"))
    state, source = Consented(row.cells["state"]), row.get("source")
    advocate_id, activity_id = whose
    if existing is None:
        found.insert(
            Consent,
            id=new_id(),
            advocate_id=advocate_id,
            activity_id=activity_id,
            state=state,
            since=since or run.now,
            until=until,
            source=source or known.FROM_A_FILE,
        )
        found.touched.append(advocate_id)
        found.new += 1
        return
    values = {"state": state, "since": since, "until": until, "source": source}
    if since is None or since < existing.since:
        values = dict.fromkeys(values)
    whole = overlaid(existing, values)
    if since is not None and since > existing.since:
        whole["until"] = until
    if differs(existing, whole):
        found.update(Consent, id=existing.id, **whole)
        found.touched.append(advocate_id)
        found.updated += 1
    else:
        found.unchanged += 1
