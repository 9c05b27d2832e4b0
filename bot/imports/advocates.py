"""Customers, person by person, from a file. A person is known by the folded address.

The file's word counts for who somebody is: name, title, company, language, zone, country; a cell that says nothing
leaves what is known. Of two answers to “would you recommend us” the later one counts. What people set themselves,
that they joined, their pause and their limits, a file may say only of somebody who has not joined, left or said no
in Rung; that they have left, also of somebody who joined before that day. Nobody comes back by a file, and a Slack
user is only filled in. `previous_email` is how an address changes.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import known, low
from bot.imports.plan import Plan, differs, overlaid
from bot.imports.row import Row
from bot.imports.run import Run, begins
from bot.kit.text import key
from bot.rules.importing import places
from bot.rules.matching import seniority_level
from bot.views.nps.detractor import Low
from models import advocate as advocates
from models import concerned, nps
from models.account import Account
from models.advocate import Advocate
from models.base import EPOCH, new_id
from models.nps import NpsAnswer, NpsSource

Lows = dict[str, tuple[Account, Low]]  # by advocate
TWICE = "The same person stands on line {line} already."
LOOKS_LIKE = (
    "Looks like {known}: the same name at the same company, under another address. If it is the same person, write "
    "the other address into a column previous_email; if not, write the two names apart."
)
TWO_PEOPLE = "Rung knows this address and {email} as two people."
OTHERS_USER = "{email} has this Slack user already."
NO_TITLE = "Contact"
UNTITLED = f"In {{rows}} there is no title: sellers see “{NO_TITLE}” in its place."
UNPLACED = "In {rows} there is neither a time zone nor a country that has only one: {zone} counts, the programme's own."


async def prepare(session: AsyncSession, run: Run) -> None:
    """Everybody's company and name, to tell when somebody comes with another address."""
    async for account_id, name, email in advocates.everybody(session, run.program_id):
        run.scratch.claim("names", f"{account_id} {key(name)}", email)


async def plan(session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    found, program_id = Plan(), run.program_id
    rows = [row for row in rows if _named(run, row)]
    companies = await known.companies(session, run, rows)
    emails = {email for row in rows for email in (row.get("email"), row.get("previous_email")) if email}
    people = await advocates.addressed(session, program_id, list(emails))
    users = await advocates.by_users(
        session, program_id, [user for row in rows if (user := row.get("slack_user_id"))]
    )
    await known.not_erased(session, run, rows, "email", "previous_email")
    lows: Lows = {}
    for row in rows:
        if not row.clean:
            continue
        company, existing = companies[key(row.cells["account"])], _existing(row, people)
        _check(run, row, company, existing, users)
        if row.clean:
            _one(run, found, row, company, existing, lows=lows)
    await low.tell_of(session, run, found, lows)
    found.touched += await concerned.about(session, program_id, found.touched)
    return found


def _named(run: Run, row: Row) -> bool:
    """The whole name, and whether the row is the first of this person."""
    if "name" not in row.cells:
        parts = (row.get("first_name"), row.get("last_name"))
        row.cells["name"] = " ".join(part for part in parts if part)
    first = run.first_line("advocate", row.cells["email"], row.line)
    if first is not None:
        row.wrong("email", TWICE.format(line=first))
    return row.clean


def _existing(row: Row, people: dict[str, Advocate]) -> Advocate | None:
    now, before = people.get(row.cells["email"]), people.get(row.get("previous_email") or "")
    if now is not None and before is not None and now is not before:
        row.wrong("previous_email", TWO_PEOPLE.format(email=now.email))
    return now or before


def _check(run: Run, row: Row, company: Account, existing: Advocate | None, users: dict[str, str]) -> None:
    email, user = row.cells["email"], row.get("slack_user_id")
    known.not_ahead(run, row, "joined_on", "left_on", "nps_as_of")
    if user:
        holder = run.scratch.claim("users", user, email)
        holder = users.get(user, holder)
        if holder not in {email, existing.email if existing else email}:
            row.wrong("slack_user_id", OTHERS_USER.format(email=holder))
    if existing is None:
        first = run.scratch.claim("names", f"{company.id} {key(row.cells['name'])}", email)
        if first not in {email, row.get("previous_email")}:
            line = run.scratch.find("advocate", first)
            row.wrong("name", LOOKS_LIKE.format(known=f"{first} on line {line}" if line else first))


def _one(run: Run, found: Plan, row: Row, company: Account, existing: Advocate | None, *, lows: Lows) -> None:
    said: dict[str, Any] = {
        "account_id": company.id,
        "workspace_id": run.workspace_id if row.get("slack_user_id") else None,
        "slack_user_id": row.get("slack_user_id"),
        "email": row.cells["email"],
        "name": row.cells["name"],
        "title": row.get("title"),
        "seniority": seniority_level(row.get("seniority")),
        "language": row.get("language"),
        "zone": row.get("zone"),
        "country": row.get("country"),
        **_nps(run, row, existing),
        **_own(row, existing),
    }
    if existing is None:
        country = said["country"] or company.country
        placed = {"country": country, "zone": said["zone"] or _zone(run, country), "title": said["title"]}
        if not placed["title"]:
            placed["title"] = NO_TITLE
            run.count(UNTITLED)
        advocate_id = new_id()
        found.insert(Advocate, id=advocate_id, **said | placed)
        _answer(found, advocate_id, said, company, lows)
        found.new += 1
        return
    if existing.slack_user_id is not None:
        said["slack_user_id"] = said["workspace_id"] = None
    if existing.email != said["email"]:
        said["look_up_at"] = EPOCH  # Slack is asked anew who has this address
    values = overlaid(existing, said)
    if differs(existing, values):
        found.update(Advocate, id=existing.id, **values)
        if values["nps_as_of"] != existing.nps_as_of or values["nps"] != existing.nps:
            _answer(found, existing.id, values, company, lows)
        found.touched.append(existing.id)
        found.updated += 1
    else:
        found.unchanged += 1


def _answer(found: Plan, advocate_id: str, said: dict[str, Any], company: Account, lows: Lows) -> None:
    """The answer that came with a person is kept like one from a file of its own, and told where it is low."""
    score, day = said["nps"], said["nps_as_of"]
    if score is not None and day is not None:
        key_ = nps.of_a_file(advocate_id, day)
        values = {"score": score, "day": day, "comment": "", "source": NpsSource.IMPORT}
        found.insert(NpsAnswer, id=new_id(), advocate_id=advocate_id, key=key_, **values)
        if said["left_on"] is None:
            lows[advocate_id] = (company, Low(score, day, ""))


def _zone(run: Run, country: str | None) -> str:
    found = places.zone_of_country(country) if country else None
    if found is None:
        run.count(UNPLACED.replace("{zone}", run.program.zone))
    return found or run.program.zone


def _nps(run: Run, row: Row, existing: Advocate | None) -> dict[str, Any]:
    """The later answer; one without a day is today's, where it is another than before."""
    said, day = row.get("nps"), row.get("nps_as_of")
    older = (
        existing is not None
        and existing.nps is not None
        and (
            (day is None and existing.nps == said)
            or (existing.nps_as_of is not None and (day or run.today) < existing.nps_as_of)
        )
    )
    if said is None or older:
        return {"nps": None, "nps_as_of": None}
    return {"nps": said, "nps_as_of": day or run.today}


def _own(row: Row, existing: Advocate | None) -> dict[str, Any]:
    """What is the person's to say: from the file only while Rung has not heard from them."""
    said = {
        "joined_on": row.get("joined_on"),
        "left_on": row.get("left_on"),
        "paused_until": begins(row.get("paused_until")),
        "days_between_asks": row.get("min_days_between_asks"),
        "asks_in_year": row.get("asks_per_year"),
    }
    if existing is None or not (existing.joined_on or existing.left_on or existing.refused_on):
        return said
    left = said["left_on"]
    gone = left is not None and existing.left_on is None and existing.joined_on is not None
    kept = left if gone and existing.joined_on is not None and left >= existing.joined_on else None
    return dict.fromkeys(said) | {"left_on": kept}
