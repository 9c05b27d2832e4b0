"""What keeps companies and people from being asked, from a file.

A block is known by company, person, kind, the activity or company that it is about, and its first day; one without
a first day is the one that still stands. The file may end a block that stands, and say how it is known; a block
that has ended in Rung is not opened again.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import known
from bot.imports.plan import Plan, differs, overlaid
from bot.imports.row import Row
from bot.imports.run import Run, begins
from bot.kit.text import key
from models import block as blocks
from models import concerned
from models.base import new_id
from models.block import Block, BlockKind

ANOTHERS = "This person is at another company."
NO_COMPANY = "Say which company they will not speak to."
ENDS_FIRST = "This is before the day on which it began."
TWICE = "The same block stands on line {line} already."
About = tuple[str, str | None, BlockKind, str | None, str | None]


async def plan(session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    found = Plan()
    people = await known.people(session, run, rows, "advocate_email")
    companies = await known.companies(session, run, rows)
    standing: dict[About, list[Block]] = {}
    for block in await blocks.at_accounts(session, run.program_id, [each.id for each in companies.values()]):
        standing.setdefault(_about(block), []).append(block)
    for row in rows:
        activity = known.step(run, row)
        _check(run, row)
        if not row.clean:
            continue
        account, person = companies[key(row.cells["account"])], people.get(row.get("advocate_email") or "")
        if person is not None and person.account_id != account.id:
            row.wrong("advocate_email", ANOTHERS)
            continue
        company = row.get("company")
        said = {
            "account_id": account.id,
            "advocate_id": person.id if person else None,
            "kind": BlockKind(row.cells["kind"]),
            "activity_id": activity.id if activity else None,
            "company_key": key(company) if company else None,
        }
        _one(run, found, row, said, standing)
    found.touched = await concerned.at_accounts(session, run.program_id, found.touched)
    return found


def _about(block: Block) -> About:
    return (block.account_id, block.advocate_id, block.kind, block.activity_id, block.company_key)


def _check(run: Run, row: Row) -> None:
    known.not_ahead(run, row, "known_on")
    since, until = row.get("since") or row.get("known_on"), row.get("until")
    if since and until and until < since:
        row.wrong("until", ENDS_FIRST)
    if row.cells["kind"] == BlockKind.CONFLICT and not key(row.get("company") or ""):
        row.wrong("company", NO_COMPANY)
    named = [str(row.get(name) or "") for name in ("advocate_email", "kind", "activity", "company")]
    name = "|".join([key(row.cells["account"]), *named, str(since or "")])
    if row.clean and (first := run.first_line("block", name, row.line)) is not None:
        row.wrong("kind", TWICE.format(line=first))


def _one(run: Run, found: Plan, row: Row, said: dict[str, Any], standing: dict[About, list[Block]]) -> None:
    since, until = begins(row.get("since") or row.get("known_on")), begins(row.get("until"))
    existing = _same(run, standing.get(tuple(said.values()), []), since)
    known_at = begins(row.get("known_on"))
    if existing is not None and known_at and existing.known_at.date() == known_at.date():
        known_at = None  # a file knows days: the hour that is known stays
    if existing is None:
        found.insert(
            Block,
            id=new_id(),
            **said,
            since=since or run.now,
            until=until,
            known_at=known_at or run.now,
            source=row.get("source") or known.FROM_A_FILE,
        )
        found.touched.append(said["account_id"])
        found.new += 1
        return
    ended = existing.until is not None and existing.until <= run.now
    values = {"until": None if ended else until, "known_at": known_at, "source": row.get("source")}
    whole = overlaid(existing, values)
    if differs(existing, whole):
        found.update(Block, id=existing.id, **whole)
        found.touched.append(existing.account_id)
        found.updated += 1
    else:
        found.unchanged += 1


def _same(run: Run, alike: Sequence[Block], since: Any) -> Block | None:
    if since is not None:
        return next((block for block in alike if block.since.date() == since.date()), None)
    return next((block for block in alike if block.until is None or block.until > run.now), None)
