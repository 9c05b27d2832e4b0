"""The statement: advocates of a program against one need, scored, with every reason against asking."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Select,
    and_,
    case,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.advocate import Advocate
from models.base import DAY, FOREVER, Instant, in_days, microseconds
from models.eligibility import load, reasons
from models.eligibility.fit import fits
from models.eligibility.needs import Need, Standing
from models.eligibility.reasons import NEVER, earliest, latest, when
from models.program import Program

QUARTER, MONTH = 90, 30
EXECUTIVE = 2


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
    statement = _statement(need, weights, now, advocate_id, except_ask, account_id=account_id)
    chosen = select(statement).where(statement.c.place <= most).order_by(statement.c.place)
    rows = (await session.execute(chosen)).mappings().all()
    return sorted((_standing(row) for row in rows), key=_group)


def _group(standing: Standing) -> int:
    return 0 if standing.free_at is None else 1 if standing.free_at < FOREVER else 2


def _statement(
    need: Need,
    weights: Mapping[str, float],
    now: datetime,
    advocate_id: str | None,
    except_ask: str | None,
    *,
    account_id: str | None = None,
) -> CTE:
    past = load.past(need.program_id, now)
    with_asks, by_asks = _asks(_people(past), need, now, except_ask, past)
    joined, by_favours = _favours(with_asks, need, now)
    against = reasons.own_words(need, now) | reasons.facts(need, now) | by_asks | by_favours
    parts = fits(need)
    score = sum((weights[name] * part for name, part in parts.items()), start=literal(0.0, Float))
    only = _only(advocate_id, account_id)
    everybody = (
        joined.add_columns(
            score.label("score"),
            *(part.label(f"fit_{name}") for name, part in parts.items()),
            *(type_coerce(until, Instant()).label(f"until_{name}") for name, until in against.items()),
        )
        .where(Advocate.program_id == need.program_id, *only)
        .cte("everybody")
    )
    # A coalesced zero: SQL's greatest of anything and NULL differs between databases.
    free_at = latest(*(func.coalesce(everybody.c[f"until_{name}"], 0) for name in against))
    judged = select(everybody, free_at.label("free_at")).cte("judged")
    dated = case((judged.c.free_at == 0, 0), (judged.c.free_at < NEVER, 1), else_=2)
    # Of equals, the one who is free soonest, and was left alone longest.
    place = func.row_number().over(
        partition_by=dated,
        order_by=(
            judged.c.score.desc(),
            judged.c.free_at,
            func.coalesce(judged.c.last_asked_at, 0),
            judged.c.advocate_id,
        ),
    )
    return select(judged, place.label("place")).cte("placed")


def _only(advocate_id: str | None, account_id: str | None) -> list[ColumnElement[bool]]:
    chosen = [] if advocate_id is None else [Advocate.id == advocate_id]
    return chosen if account_id is None else [*chosen, Advocate.account_id == account_id]


def _people(past: CTE) -> Select[Any]:
    """Advocates with their account and programme, and what a shortlist says of them."""
    return (
        select(
            Advocate.id.label("advocate_id"),
            Advocate.account_id,
            Account.name.label("account"),
            Advocate.title,
            Advocate.zone,
            Advocate.country,
            Account.health,
            Account.health_as_of,
            past.c.last_asked_at,
            func.coalesce(past.c.asked_in_year, 0).label("asked_in_year"),
        )
        .join(Account, and_(Account.program_id == Advocate.program_id, Account.id == Advocate.account_id))
        .join(Program, Program.id == Advocate.program_id)
        .outerjoin(past, past.c.advocate_id == Advocate.id)
    )


def _asks(
    people: Select[Any], need: Need, now: datetime, except_ask: str | None, past: CTE
) -> tuple[Select[Any], dict[str, ColumnElement[Any]]]:
    """Reasons that follow from asks: open ones, recent ones, and this deal's."""
    program = need.program_id
    own_open = load.running(program, "advocate_id", except_ask, now, "own_open")
    all_open = load.running(program, "account_id", except_ask, now, "all_open")
    joined, capped = _ask_caps(people, need, now)
    joined = joined.outerjoin(own_open, own_open.c.advocate_id == Advocate.id)
    joined = joined.outerjoin(all_open, all_open.c.account_id == Account.id)
    gap = in_days(latest(Program.days_between_asks, func.coalesce(Advocate.days_between_asks, 0)))
    gap_ends = past.c.last_asked_at + gap
    # While an ask is open the next can't come before the gap after it, asked already or not yet.
    asked = own_open.c.asked_at.is_not(None)
    after_open = case((asked, latest(gap_ends, own_open.c.ends_at)), else_=microseconds(now) + gap)
    return joined, capped | {
        "open_ask": when(own_open.c.advocate_id.is_not(None), after_open),
        "account_open_ask": all_open.c.ends_at,
        "asked_lately": when(gap_ends > microseconds(now), gap_ends),
        "declined_deal": when(Account.id.in_(load.refused_deal(program, need.deal_id, except_ask))),
        "asked_for_deal": when(Advocate.id.in_(load.asked_for_deal(program, need.deal_id, except_ask))),
    }


def _ask_caps(
    people: Select[Any], need: Need, now: datetime
) -> tuple[Select[Any], dict[str, ColumnElement[Any]]]:
    """The advocate's own limit for a year, and the account's for a month."""
    program = need.program_id
    own_cap = Advocate.asks_in_year
    own_asks = load.at_cap(
        load.asked(program, "advocate_id", now, load.YEAR),
        "advocate_id",
        Advocate,
        cap=own_cap,
        need=need,
        name="own_asks",
    )
    all_cap = _stricter(Account.asks_in_30_days, Program.account_asks_in_30_days)
    all_asks = load.at_cap(
        load.asked(program, "account_id", now, MONTH),
        "account_id",
        Account,
        cap=all_cap,
        need=need,
        name="all_asks",
    )
    joined = people.outerjoin(own_asks, own_asks.c.advocate_id == Advocate.id)
    return joined.outerjoin(all_asks, all_asks.c.account_id == Account.id), {
        "own_limit": _full(own_asks, own_cap, load.YEAR),
        "account_asked_lately": _full(all_asks, all_cap, MONTH),
    }


def _favours(
    people: Select[Any], need: Need, now: datetime
) -> tuple[Select[Any], dict[str, ColumnElement[Any]]]:
    """Reasons that follow from favours: the rest after one, and the caps on vouching."""
    done = load.favours(need.program_id)
    rests = load.rests(done)
    joined = people.outerjoin(rests, rests.c.advocate_id == Advocate.id)
    found = {"resting": when(rests.c.rest_until > microseconds(now), rests.c.rest_until)}
    if need.rung < load.VOUCH_FROM:
        return joined, found
    for name, by, owner, cap, days in _vouching_caps():
        rows = load.vouches(done, by, now, days)
        filled = load.at_cap(rows, by, owner, cap=cap, need=need, name=name)
        joined = joined.outerjoin(filled, filled.c[by] == owner.id)
        found[name] = _full(filled, cap, days)
    return joined, found


def _vouching_caps() -> Sequence[tuple[str, str, type[Advocate | Account], Any, int]]:
    """Each cap on vouching: the reason's name, whose it is, the cap, and the days of its window."""
    executive = _stricter(Program.executive_accepted_in_year, Program.accepted_in_year)
    in_year = case((Advocate.seniority == EXECUTIVE, executive), else_=Program.accepted_in_year)
    of_account = _stricter(Account.accepted_in_90_days, Program.account_accepted_in_90_days)
    return (
        ("favours_in_quarter", "advocate_id", Advocate, Program.accepted_in_90_days, QUARTER),
        ("favours_in_year", "advocate_id", Advocate, in_year, load.YEAR),
        ("account_favours", "account_id", Account, of_account, QUARTER),
    )


def _stricter(own: Any, of_program: Any) -> ColumnElement[Any]:
    return earliest(func.coalesce(own, of_program), of_program)


def _full(filled: CTE, cap: Any, days: int) -> ColumnElement[Any]:
    """When a cap has room again: never where it is nothing at all, else when the row that fills it grows old."""
    return case((cap <= 0, NEVER), else_=filled.c.at + days * DAY)


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
        score=row["score"],
        fits={n.removeprefix("fit_"): float(v) for n, v in row.items() if n.startswith("fit_")},
        until=until,
        free_at=max(until.values()) if until else None,
    )
