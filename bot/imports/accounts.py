"""Accounts from a file. A company is known by its folded name.

The file's word counts for what the company is like; a cell that says nothing leaves what is known. Its health is
that of the later day. The owner is the one that the file names; where it names nobody, or somebody who has left,
the present owner stays, and a new company goes to the manager who imports.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import known
from bot.imports.plan import Plan, differs, overlaid
from bot.imports.row import Row
from bot.imports.run import Run
from bot.kit.text import key
from models import account as accounts
from models import concerned
from models.account import Account, AccountTag, Health, TagKind
from models.base import new_id
from models.member import Role

TAGS = {
    "products": TagKind.PRODUCT,
    "use_cases": TagKind.USE_CASE,
    "tech": TagKind.TECH,
    "replaced": TagKind.REPLACED,
}
AS_IT_STANDS = (
    "name",
    "domain",
    "industry",
    "region",
    "country",
    "tier",
    "live_since",
    "renewal_on",
    "term_months",
    "renewal_signed",
    "public_sector",
)
NO_LETTERS = "This has no letters and no digits."
TWICE = "The same company stands on line {line} already."
NOBODY = "Nobody is named here, and the programme has no manager yet who could look after it."
LEFT_TO = "In {rows} nobody who is here is named as the owner: {name} looks after the company for now."


def addresses(rows: Iterable[Row]) -> list[str]:
    """Colleagues who may be new to Rung."""
    return [said for row in rows if (said := row.get("owner"))]


async def plan(session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    found = Plan()
    for row in rows:
        _fold(run, row)
    keyed = {row.get("key"): row for row in rows if row.clean}
    found_before = await accounts.keyed(session, run.program_id, list(keyed))
    tags = await accounts.tags_of(session, run.program_id, [each.id for each in found_before.values()])
    for name, row in keyed.items():
        existing = found_before.get(name)
        owner_id = known.whose(
            run, row, "owner", present=existing.owner_id if existing else None, nobody=NOBODY, left_to=LEFT_TO
        )
        if owner_id is not None:
            run.colleagues.give(found, owner_id, Role.OWNER)
            _one(run, found, row, existing=existing, owner_id=owner_id, tags=tags)
    found.touched += await concerned.at_accounts(session, run.program_id, found.touched)
    return found


def _fold(run: Run, row: Row) -> None:
    if (name := row.get("name")) is None:
        return
    row.cells["key"] = folded = key(name)
    if not folded:
        row.wrong("name", NO_LETTERS)
    elif row.clean and (first := run.first_line("account", folded, row.line)) is not None:
        row.wrong("name", TWICE.format(line=first))


def _one(
    run: Run,
    found: Plan,
    row: Row,
    *,
    existing: Account | None,
    owner_id: str,
    tags: dict[str, list[AccountTag]],
) -> None:
    group = row.get("company_group")
    said: dict[str, Any] = {name: row.get(name) for name in AS_IT_STANDS}
    said |= {
        "owner_id": owner_id,
        "group_key": (key(group) or None) if group else None,
        "size_band": row.get("size"),
        **_health(run, row, existing),
    }
    wanted = {kind: row.get(name) for name, kind in TAGS.items() if row.get(name)}
    if existing is None:
        account_id = new_id()
        found.insert(
            Account,
            id=account_id,
            key=row.get("key"),
            **said | {name: bool(said[name]) for name in ("renewal_signed", "public_sector")},
        )
        _add_tags(found, account_id, wanted)
        found.new += 1
        return
    values = overlaid(existing, said)
    changed = differs(existing, values)
    if changed:
        found.update(Account, id=existing.id, **values)
    if _change_tags(found, existing.id, wanted, tags.get(existing.id, [])) or changed:
        found.touched.append(existing.id)
        found.updated += 1
    else:
        found.unchanged += 1


def _health(run: Run, row: Row, existing: Account | None) -> dict[str, Any]:
    """The health that is known of the later day; without a day, today's where it is another than before."""
    said, day = row.get("health"), row.get("health_as_of")
    nothing = {"health": None, "health_as_of": None}
    if said is None:
        return nothing
    if existing is not None and existing.health is not None:
        if day is None and existing.health == said:
            return nothing
        if existing.health_as_of is not None and (day or run.today) < existing.health_as_of:
            return nothing
    return {"health": Health(said), "health_as_of": day or run.today}


def _add_tags(found: Plan, account_id: str, wanted: dict[TagKind, Sequence[str]]) -> None:
    for kind, words in wanted.items():
        for word in words:
            found.insert(AccountTag, account_id=account_id, kind=kind, value=word)


def _change_tags(
    found: Plan, account_id: str, wanted: dict[TagKind, Sequence[str]], known: Sequence[AccountTag]
) -> bool:
    """Of each kind that the file speaks of, its words and no others."""
    had = {(tag.kind, tag.value): tag.id for tag in known if tag.kind in wanted}
    asked = {(kind, word) for kind, words in wanted.items() for word in words}
    for kind, word in sorted(asked - set(had)):
        found.insert(AccountTag, account_id=account_id, kind=kind, value=word)
    for gone in set(had) - asked:
        found.delete(AccountTag, had[gone])
    return asked != set(had)
