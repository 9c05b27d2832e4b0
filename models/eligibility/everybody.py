"""Advocates of a program beside a need: who they are, what they carry, and every reason against asking them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, select

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.base import DAY, in_days
from models.eligibility import load, reasons
from models.eligibility.given import ACTIVITIES, NOW
from models.eligibility.needs import Need
from models.eligibility.reasons import NEVER, Found, earliest, latest, when
from models.program import Program

QUARTER, MONTH = 90, 30
EXECUTIVE = 2


def everybody(need: Need, *, besides: bool = False) -> Found:
    """One row for each advocate and each of ACTIVITIES, with all reasons against it at NOW.

    The need holds parameters. `besides`: EXCEPT_ASK, the ask being sent, is left out of the count.
    """
    past = load.past(need.program_id)
    people, by_words = reasons.own_words(_people(need, past), need)
    people, by_facts = reasons.facts(people, need)
    people, by_asks = _asks(people, need, past, besides=besides)
    people, by_caps = _ask_caps(people, need)
    people, by_favours = _favours(people, need)
    return people, by_words | by_facts | by_asks | by_caps | by_favours


def _people(need: Need, past: CTE) -> Select[Any]:
    """Advocates with their account and programme, and what a shortlist says of them."""
    of_need = and_(Activity.program_id == Advocate.program_id, Activity.id.in_(ACTIVITIES))
    return (
        select(
            Advocate.id.label("advocate_id"),
            Advocate.account_id,
            Activity.id.label("activity_id"),
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
        .join(Activity, of_need)
        .outerjoin(past, past.c.advocate_id == Advocate.id)
        .where(Advocate.program_id == need.program_id)
    )


def _asks(people: Select[Any], need: Need, past: CTE, *, besides: bool) -> Found:
    """Reasons that follow from asks: open ones, recent ones, and this deal's."""
    own_open = load.running(need, "advocate_id", "own_open", besides=besides)
    all_open = load.running(need, "account_id", "all_open", besides=besides)
    joined = people.outerjoin(own_open, own_open.c.advocate_id == Advocate.id)
    joined = joined.outerjoin(all_open, all_open.c.account_id == Account.id)
    gap = in_days(latest(Program.days_between_asks, func.coalesce(Advocate.days_between_asks, 0)))
    programs_gap_ends = past.c.last_asked_at + in_days(Program.days_between_asks)
    own_gap_ends = past.c.last_asked_at + in_days(Advocate.days_between_asks)
    # While an ask is open the next can't come before the gap after it, asked already or not yet.
    asked = own_open.c.asked_at.is_not(None)
    after_open = case((asked, latest(past.c.last_asked_at + gap, own_open.c.ends_at)), else_=NOW + gap)
    return joined, {
        "open_ask": when(own_open.c.advocate_id.is_not(None), after_open),
        "account_open_ask": all_open.c.ends_at,
        "asked_lately": when(programs_gap_ends > NOW, programs_gap_ends),
        # Kept whether or not it is the longer one: a manager's exception passes the programme's only.
        "own_gap": when(own_gap_ends > NOW, own_gap_ends),
        "declined_deal": when(Account.id.in_(load.refused_deal(need))),
        "asked_for_deal": when(Advocate.id.in_(load.asked_for_deal(need))),
    }


def _ask_caps(people: Select[Any], need: Need) -> Found:
    """The advocate's own limit for a year, and the account's for a month."""
    own_cap = Advocate.asks_in_year
    own_asks = load.at_cap(
        load.asked(need.program_id, "advocate_id", load.YEAR),
        "advocate_id",
        Advocate,
        cap=own_cap,
        need=need,
        name="own_asks",
    )
    all_cap = _stricter(Account.asks_in_30_days, Program.account_asks_in_30_days)
    all_asks = load.at_cap(
        load.asked(need.program_id, "account_id", MONTH),
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


def _favours(people: Select[Any], need: Need) -> Found:
    """Reasons that follow from favours: the rest after one, and the caps on vouching."""
    done = load.favours(need.program_id)
    rests = load.rests(done)
    joined = people.outerjoin(rests, rests.c.advocate_id == Advocate.id)
    joined = joined.add_columns(rests.c.last_on.label("last_favour_on"))
    found = {"resting": when(rests.c.rest_until > NOW, rests.c.rest_until)}
    for name, by, owner, cap, days in _vouching_caps():
        rows = load.vouches(done, by, days)
        filled = load.at_cap(rows, by, owner, cap=cap, need=need, name=name)
        joined = joined.outerjoin(filled, filled.c[by] == owner.id)
        found[name] = when(Activity.rung >= load.VOUCH_FROM, _full(filled, cap, days))
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
