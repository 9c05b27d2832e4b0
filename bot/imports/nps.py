"""Answers to “would you recommend us” from a file. Of several of one person the newest counts, wherever it stands."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import known
from bot.imports.plan import Plan
from bot.imports.row import Row
from bot.imports.run import NOTED, Run
from models import concerned
from models.advocate import Advocate


async def plan(session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    """New is a person's first answer; unchanged, one that Rung knows or that is older than what it knows."""
    found = Plan()
    people = await known.people(session, run, rows, "email")
    newest: dict[str, Row] = {}
    for row in rows:
        known.not_ahead(run, row, "answered_on")
        if not row.clean:
            continue
        email = row.cells["email"]
        before = newest.get(email)
        if before is None or before.cells["answered_on"] < row.cells["answered_on"]:
            newest[email] = row
        found.unchanged += before is not None
    for email, row in newest.items():
        _one(run, found, row, people[email])
    found.touched += await concerned.about(session, run.program_id, found.touched)
    return found


def _one(run: Run, found: Plan, row: Row, person: Advocate) -> None:
    day, score = row.cells["answered_on"], row.cells["score"]
    read = run.scratch.find(NOTED, person.email) or ""  # the newest of the batches before
    known_of = str(person.nps_as_of or "")
    same = person.nps == score and person.nps_as_of == day
    if same or str(day) <= read or str(day) < known_of:
        found.unchanged += 1
        return
    run.scratch.put(NOTED, person.email, str(day))
    found.update(Advocate, id=person.id, nps=score, nps_as_of=day)
    found.touched.append(person.id)
    if person.nps is None and not read:
        found.new += 1
    else:
        found.updated += 1
