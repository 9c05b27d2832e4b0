"""Colleagues from a file, each known by the address; who they are in Slack, Slack itself is asked.

A file gives roles and takes none: that is done in Rung. Roles that follow a Slack user group are given there. Name
and zone are Slack's once somebody is known. A backup, and being away, are filled in only where Rung knows of none.
Who has left does not come back by a file.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports.plan import Plan, differs, overlaid
from bot.imports.row import Row
from bot.imports.run import Run, begins
from models.member import COLLEAGUES, Member

TWICE = "The same colleague stands on line {line} already."
THEMSELVES = "Nobody can stand in for themselves."
BY_GROUP = "Who has the role of {role} follows a Slack user group, so it is not given in {rows}."


def addresses(rows: Iterable[Row]) -> list[str]:
    """Colleagues who may be new to Rung, and their backups."""
    return [email for row in rows for name in ("email", "backup_email") if (email := row.get(name))]


async def plan(_session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    found = Plan()
    named = {row.line: member for row in rows if (member := _check(run, row)) is not None}
    for row in rows:
        if row.clean:
            _one(run, found, row, run.colleagues.members[named[row.line]])
    return found


def _check(run: Run, row: Row) -> str | None:
    email, backup = row.cells["email"], row.get("backup_email")
    if (first := run.first_line("member", email, row.line)) is not None:
        row.wrong("email", TWICE.format(line=first))
    if backup == email:
        row.wrong("backup_email", THEMSELVES)
    elif backup and (reason := run.colleagues.named(backup).reason):
        row.wrong("backup_email", reason)
    if reason := run.colleagues.named(email).reason:
        row.wrong("email", reason)
        return None
    return run.colleagues.id_of(email)


def _one(run: Run, found: Plan, row: Row, member: Member) -> None:
    colleagues = run.colleagues
    backup_id = colleagues.id_of(row.get("backup_email") or "")
    away = begins(row.get("away_until"))
    present = member.away_until is None or member.away_until <= run.now
    said: dict[str, Any] = {
        "country": row.get("country"),
        "backup_id": backup_id if member.backup_id is None else None,
        "away_until": away if present and away and away > run.now else None,
        **_roles(run, row, member),
    }
    if backup_id is not None:
        colleagues.ensure(found, backup_id)
    if colleagues.is_new(member.id):
        colleagues.ensure(found, member.id)
        own = {"name": row.get("name") or member.name, "zone": row.get("zone") or member.zone}
        found.update(Member, id=member.id, **overlaid(member, said | own))
        found.new += 1
        return
    values = overlaid(member, said | {"name": None, "zone": None})
    if differs(member, values):
        found.update(Member, id=member.id, **values)
        found.touched.append(member.slack_user_id)
        found.updated += 1
    else:
        found.unchanged += 1


def _roles(run: Run, row: Row, member: Member) -> dict[str, bool]:
    asked = set(row.cells["roles"]) - {role.value for role in member.roles}
    for role in COLLEAGUES:
        if role in asked and not run.colleagues.by_hand(role):
            run.count(BY_GROUP.replace("{role}", role))
    given = {role for role in asked if run.colleagues.by_hand(role)}
    return {f"is_{role}": role in given or role in member.roles for role in COLLEAGUES}
