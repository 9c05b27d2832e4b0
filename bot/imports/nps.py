"""Answers to “would you recommend us” from a file. Each is kept; of several of one person the newest counts.

A low one of the last days also reaches whoever looks after the customer: none of years ago does.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import known, low
from bot.imports.plan import Plan
from bot.imports.row import Row
from bot.imports.run import NOTED, Run
from models import concerned, nps
from models.advocate import Advocate
from models.base import new_id
from models.nps import NpsAnswer, NpsSource

TWICE = "Another answer of this person for this day stands on line {line} already."


async def plan(session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    """New is an answer that Rung does not have; unchanged, one that it has."""
    found = Plan()
    people = await known.people(session, run, rows, "email")
    rows = [row for row in rows if _checked(run, row, people)]
    keys = {row.line: _key(row, people) for row in rows}
    there = await nps.keyed(session, run.program_id, keys.values())
    newest: dict[str, Row] = {}
    for row in rows:
        _keep(found, row, people[row.cells["email"]], keys[row.line], there)
        before = newest.get(row.cells["email"])
        if before is None or before.cells["answered_on"] < row.cells["answered_on"]:
            newest[row.cells["email"]] = row
    lows = [row for email, row in newest.items() if _counts(run, found, row, people[email])]
    await low.tell(session, run, found, {people[row.cells["email"]].id: row for row in lows})
    found.touched += await concerned.about(session, run.program_id, found.touched)
    return found


def _checked(run: Run, row: Row, people: dict[str, Advocate]) -> bool:
    known.not_ahead(run, row, "answered_on")
    if row.clean:
        first = run.first_line("nps", _key(row, people), row.line)
        if first is not None:
            row.wrong("answered_on", TWICE.format(line=first))
    return row.clean


def _key(row: Row, people: dict[str, Advocate]) -> str:
    return nps.of_a_file(people[row.cells["email"]].id, row.cells["answered_on"])


def _keep(found: Plan, row: Row, person: Advocate, key: str, there: dict[str, NpsAnswer]) -> None:
    score, day, comment = row.cells["score"], row.cells["answered_on"], row.get("comment")
    existing = there.get(key)
    if existing is None:
        same = person.nps == score and person.nps_as_of == day  # it came with the person
        found.insert(
            NpsAnswer,
            id=new_id(),
            advocate_id=person.id,
            key=key,
            score=score,
            day=day,
            comment=comment or "",
            source=NpsSource.IMPORT,
        )
        found.new += not same
        found.unchanged += same
    elif (existing.score, existing.comment) != (score, comment or existing.comment):
        found.update(NpsAnswer, id=existing.id, score=score, comment=comment or existing.comment)
        found.updated += 1
    else:
        found.unchanged += 1


def _counts(run: Run, found: Plan, row: Row, person: Advocate) -> bool:
    """Is it the newest that anybody knows of this person, and something new? Then it counts from now on."""
    day, score = row.cells["answered_on"], row.cells["score"]
    read = run.scratch.find(NOTED, person.email) or ""  # the newest of the batches before
    known_of = str(person.nps_as_of or "")
    same = person.nps == score and person.nps_as_of == day
    if same or str(day) <= read or str(day) < known_of:
        return False
    run.scratch.put(NOTED, person.email, str(day))
    found.update(Advocate, id=person.id, nps=score, nps_as_of=day)
    found.touched.append(person.id)
    return True
