"""Deals from a file, each known by its key in the CRM.

The file's word counts; a cell that says nothing leaves what is known. Whether a deal is open, won or lost is what
`status` says, else what `won` and `closed` say, else the stage. The day of a deal that is still open is only what
somebody expects, and is not kept. Who sells is whom the file names; where it names nobody who is here, the present
seller stays, and a new deal goes to the manager who imports.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import known
from bot.imports.plan import Plan, differs, overlaid
from bot.imports.row import Row
from bot.imports.run import Run
from bot.kit.text import key
from models import concerned
from models import deal as deals
from models.base import new_id
from models.deal import Deal, Status
from models.member import Role

AS_IT_STANDS = ("name", "prospect", "stage", "industry", "region", "country", "language")
ALSO = ("product", "use_case", "competitor", "tech")
TWICE = "The same deal stands on line {line} already."
NO_LETTERS = "This has no letters and no digits."
TWO_CURRENCIES = "The amount is in {one}, and the currency says {other}."
NOBODY = "Nobody is named here, and the programme has no manager yet who could take it."
LEFT_TO = "In {rows} nobody who is here is named as the seller: {name} has the deal for now."


def addresses(rows: Iterable[Row]) -> list[str]:
    """Colleagues who may be new to Rung."""
    return [said for row in rows if (said := row.get("seller"))]


async def plan(session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    found = Plan()
    for row in rows:
        _check(run, row)
    found_before = await deals.keyed(session, run.program_id, [row.cells["key"] for row in rows if row.clean])
    for row in rows:
        if not row.clean:
            continue
        existing = found_before.get(row.cells["key"])
        present = existing.seller_id if existing else None
        seller_id = known.whose(run, row, "seller", present=present, nobody=NOBODY, left_to=LEFT_TO)
        if seller_id is not None:
            run.colleagues.give(found, seller_id, Role.SELLER)
            _one(found, row, existing, seller_id)
    found.touched = await concerned.for_deals(session, run.program_id, found.touched)
    return found


def _check(run: Run, row: Row) -> None:
    first = run.first_line("deal", row.cells["key"], row.line)
    if first is not None:
        row.wrong("key", TWICE.format(line=first))
    if not key(row.cells["prospect"]):
        row.wrong("prospect", NO_LETTERS)
    money, currency = row.get("amount"), row.get("currency")
    if money and money.currency and currency and money.currency != currency:
        row.wrong("currency", TWO_CURRENCIES.format(one=money.currency, other=currency))


def _one(found: Plan, row: Row, existing: Deal | None, seller_id: str) -> None:
    money, group = row.get("amount"), row.get("prospect_group")
    status = _status(row)
    said: dict[str, Any] = {name: row.get(name) for name in (*AS_IT_STANDS, *ALSO)}
    said |= {
        "prospect_key": key(row.cells["prospect"]),
        "group_key": (key(group) or None) if group else None,
        "amount": money.amount if money else None,
        "currency": row.get("currency") or (money.currency if money else None),
        "status": status,
        "closed_on": row.get("closed_on") if status in {Status.WON, Status.LOST} else None,
        "seller_id": seller_id,
        "size_band": row.get("size"),
    }
    if existing is None:
        found.insert(Deal, id=new_id(), key=row.cells["key"], **said | {"status": status or Status.OPEN})
        found.new += 1
        return
    values = overlaid(existing, said)
    if values["status"] is Status.OPEN:
        values["closed_on"] = None
    if differs(existing, values):
        found.update(Deal, id=existing.id, **values)
        found.touched.append(existing.id)
        found.updated += 1
    else:
        found.unchanged += 1


def _status(row: Row) -> Status | None:
    """None: the file does not say."""
    if (said := row.get("status")) is not None:
        return Status(said)
    by_stage, closed = _by_stage(row.get("stage")), row.get("closed")
    if row.get("won") or (closed and by_stage is Status.WON):
        return Status.WON
    if closed is not None:
        return Status.LOST if closed else Status.OPEN
    return by_stage


def _by_stage(stage: str | None) -> Status | None:
    if stage is None:
        return None
    folded = key(stage).replace(" ", "")
    if folded.startswith(("closedwon", "won")):
        return Status.WON
    return Status.LOST if folded.startswith(("closedlost", "lost")) else Status.OPEN
