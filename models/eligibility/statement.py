"""The statement: advocates of a program against one need, scored, with every reason against asking."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Float, Select, bindparam, case, func, literal, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import Advocate
from models.base import FOREVER, Instant
from models.eligibility.everybody import everybody
from models.eligibility.fit import fits
from models.eligibility.given import ACTIVITIES, EXCEPT_ASK, SHAPES, Shape, parameters, shape, values
from models.eligibility.needs import Need, Standing
from models.eligibility.reasons import NEVER, latest


async def ask(
    session: AsyncSession,
    need: Need,
    *,
    weights: Mapping[str, float],
    now: datetime,
    most: int,
    advocate_id: str | None = None,
    account_id: str | None = None,
    except_ask: str | None = None,
) -> Sequence[Standing]:
    """The best `most` who may be asked, who may again on a day that is known, and who may not, in this order.

    With `advocate_id` only that person, with `account_id` only that company's people; `except_ask` leaves an
    ask out of the count: the one being sent.
    """
    only = {"only_advocate": advocate_id, "only_account": account_id}
    statement = _statement(
        shape(need), besides=except_ask is not None, only=frozenset(name for name in only if only[name])
    )
    given = {f"weight_{name}": weight for name, weight in weights.items()} | only | {"most": most}
    given |= {ACTIVITIES.key: [need.activity_id], EXCEPT_ASK.key: except_ask} | values(need, now)
    rows = (await session.execute(statement, given)).mappings().all()
    return sorted((_standing(row) for row in rows), key=_group)


def _group(standing: Standing) -> int:
    return 0 if standing.free_at is None else 1 if standing.free_at < FOREVER else 2


@lru_cache(maxsize=SHAPES)
def _statement(known: Shape, *, besides: bool, only: frozenset[str]) -> Select[Any]:
    need = parameters(known)
    people, against = everybody(need, besides=besides)
    joined, parts = fits(people, need)
    weighted = (bindparam(f"weight_{name}", type_=Float) * part for name, part in parts.items())
    score = sum(weighted, start=literal(0.0, Float))
    scored = (
        joined.add_columns(
            score.label("score"),
            *(part.label(f"fit_{name}") for name, part in parts.items()),
            *(type_coerce(until, Instant()).label(f"until_{name}") for name, until in against.items()),
        )
        .where(*_only(only))
        .cte("everybody")
    )
    # A coalesced zero: SQL's greatest of anything and NULL differs between databases.
    free_at = latest(*(func.coalesce(scored.c[f"until_{name}"], 0) for name in against))
    judged = select(scored, free_at.label("free_at")).cte("judged")
    dated = case((judged.c.free_at == 0, 0), (judged.c.free_at < NEVER, 1), else_=2)
    of_company = func.row_number().over(partition_by=(dated, judged.c.account_id), order_by=_best(judged))
    ranked = select(judged, dated.label("dated"), of_company.label("of_company")).cte("ranked")
    # Each company's best, then each company's second: one with many people does not fill what is looked at.
    place = func.row_number().over(
        partition_by=ranked.c.dated, order_by=(ranked.c.of_company, *_best(ranked))
    )
    placed = select(ranked, place.label("place")).cte("placed")
    return select(placed).where(placed.c.place <= bindparam("most")).order_by(placed.c.place)


def _best(of: CTE) -> tuple[ColumnElement[Any], ...]:
    """The closest fit; of equals, the one who is free soonest, and was left alone longest."""
    return (of.c.score.desc(), of.c.free_at, func.coalesce(of.c.last_asked_at, 0), of.c.advocate_id)


def _only(names: frozenset[str]) -> list[ColumnElement[bool]]:
    columns = {"only_advocate": Advocate.id, "only_account": Advocate.account_id}
    return [column == bindparam(name) for name, column in columns.items() if name in names]


def _standing(row: Mapping[Any, Any]) -> Standing:
    until = {
        name.removeprefix("until_"): value
        for name, value in row.items()
        if name.startswith("until_") and value is not None
    }
    return Standing(
        advocate_id=row["advocate_id"],
        account_id=row["account_id"],
        account=row["account"],
        title=row["title"],
        zone=row["zone"],
        country=row["country"],
        health=row["health"],
        health_as_of=row["health_as_of"],
        last_asked_at=row["last_asked_at"],
        asked_in_year=row["asked_in_year"],
        last_favour_on=row["last_favour_on"],
        score=row["score"],
        fits={n.removeprefix("fit_"): float(v) for n, v in row.items() if n.startswith("fit_")},
        until=until,
        free_at=max(until.values()) if until else None,
    )
