"""What customers carry already: asks, favours and rests, counted for each person and each account."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    Select,
    Subquery,
    and_,
    case,
    func,
    not_,
    or_,
    select,
    type_coerce,
    union_all,
)

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import RUNNING, WITH_CUSTOMER, Ask, AskState, Refused
from models.base import DAY, Day, Instant, in_days, microseconds
from models.deal import Deal
from models.eligibility.given import EXCEPT_ASK, NOW
from models.eligibility.needs import Need
from models.participation import Participation, ParticipationState, stands
from models.program import Program
from models.reference import Reference

YEAR = 365
USUALLY_OPEN = 2  # days: two of the owner's working hours and nine of the customer's
VOUCH_FROM = 3  # caps on favours count from this rung up


def since(now: datetime, days: int) -> int:
    return microseconds(now) - days * DAY


def favours(program_id: str) -> CTE:
    """What was promised or done: (advocate, account, rung, at, rest_until), by ask or outside Rung.

    The rest starts on the day a favour is done; until that day is known, on the day it is needed.
    """
    by_ask = (
        select(
            Ask.advocate_id,
            Ask.account_id,
            Activity.rung,
            Ask.answered_at.label("at"),
            (func.coalesce(Ask.held_on, Reference.needed_on) + in_days(Activity.rest_days)).label(
                "rest_until"
            ),
        )
        .join(Reference, and_(Reference.program_id == Ask.program_id, Reference.id == Ask.reference_id))
        .join(Activity, and_(Activity.program_id == Ask.program_id, Activity.id == Ask.activity_id))
        .where(Ask.program_id == program_id, Ask.state == AskState.ACCEPTED)
    )
    outside = (
        select(
            Participation.advocate_id,
            Participation.account_id,
            Activity.rung,
            Participation.done_on.label("at"),
            (Participation.done_on + in_days(Activity.rest_days)).label("rest_until"),
        )
        .join(
            Activity,
            and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.ask_id.is_(None),
            Participation.state != ParticipationState.VOID,
            stands(),
        )
    )
    return union_all(by_ask, outside).cte("favours")


def rests(done: CTE) -> CTE:
    """(advocate, rest_until, last_on): when the last of their rests ends, and the day of their last favour."""
    return (
        select(
            done.c.advocate_id,
            func.max(done.c.rest_until).label("rest_until"),
            type_coerce(func.max(done.c.at), Day()).label("last_on"),
        )
        .group_by(done.c.advocate_id)
        .cte("rests")
    )


def ranked(rows: Select[Any], by: str) -> Subquery:
    """The rows numbered from the newest back within each person or account."""
    inner = rows.subquery()
    return select(
        inner.c[by],
        inner.c.at,
        func.row_number().over(partition_by=inner.c[by], order_by=inner.c.at.desc()).label("n"),
    ).subquery()


def at_cap(
    rows: Select[Any], by: str, owner: type[Advocate | Account], *, cap: Any, need: Need, name: str
) -> CTE:
    """(person or account, at): the row that fills its cap; when that one leaves the window, there is room again.

    One row for each, so that databases can join it by hash or index.
    """
    numbered = ranked(rows, by)
    return (
        select(numbered.c[by], func.max(numbered.c.at).label("at"))
        .join(owner, and_(owner.program_id == need.program_id, owner.id == numbered.c[by]))
        .join(Program, Program.id == owner.program_id)
        .where(numbered.c.n == cap)
        .group_by(numbered.c[by])
        .cte(name)
    )


def vouches(done: CTE, by: str, days: int) -> Select[Any]:
    """Favours of rung 3 and up within the days."""
    return select(done.c[by], done.c.at).where(done.c.at > NOW - days * DAY, done.c.rung >= VOUCH_FROM)


def asked(program_id: str, by: str, days: int) -> Select[Any]:
    """Asks that reached the customer within the days."""
    return select(getattr(Ask, by).label(by), Ask.asked_at.label("at")).where(
        Ask.program_id == program_id, Ask.asked_at > NOW - days * DAY
    )


def past(program_id: str) -> CTE:
    """(advocate, last_asked_at, asked_in_year) over all asks that reached them."""
    in_year = func.sum(case((Ask.asked_at > NOW - YEAR * DAY, 1), else_=0))
    return (
        select(Ask.advocate_id, func.max(Ask.asked_at).label("last_asked_at"), in_year.label("asked_in_year"))
        .where(Ask.program_id == program_id, Ask.asked_at.is_not(None))
        .group_by(Ask.advocate_id)
        .cte("past")
    )


def running(need: Need, by: str, name: str, *, besides: bool) -> CTE:
    """Open asks for each person or account: when they were asked, if they were, and when they end at the latest.

    Nobody knows how long an owner takes; an ask that is not with the customer yet counts as taking `USUALLY_OPEN`.
    `besides`: EXCEPT_ASK is not one of them.
    """
    column = getattr(Ask, by)
    soon = NOW + USUALLY_OPEN * DAY
    ends_at = case((and_(Ask.state.in_(WITH_CUSTOMER), Ask.due_at > NOW), Ask.due_at), else_=soon)
    opened = select(
        column.label(by),
        func.max(Ask.asked_at).label("asked_at"),
        func.max(type_coerce(ends_at, Instant())).label("ends_at"),
    ).where(Ask.program_id == need.program_id, Ask.state.in_(RUNNING))
    if besides:
        opened = opened.where(Ask.id != EXCEPT_ASK)
    if need.amount is not None:
        opened = _not_smaller(opened, need.amount)
    return opened.group_by(column).cte(name)


def _not_smaller(opened: Select[Any], amount: int) -> Select[Any]:
    """Where the larger deal goes first, one that is known to be smaller gives way until it reaches the customer."""
    return (
        opened.join(Program, Program.id == Ask.program_id)
        .join(Deal, and_(Deal.program_id == Ask.program_id, Deal.id == Ask.deal_id))
        .where(
            or_(
                not_(Program.larger_first),
                Ask.state.in_(WITH_CUSTOMER),
                Deal.amount.is_(None),
                Deal.amount >= amount,
            )
        )
    )


def refused_deal(need: Need) -> Select[Any]:
    """Accounts one of whose people said no to this deal, or whose owner did: it covers all of them."""
    return select(Ask.account_id).where(
        Ask.program_id == need.program_id,
        Ask.deal_id == need.deal_id,
        or_(Ask.state == AskState.DECLINED, Ask.refused == Refused.NOT_THIS_DEAL),
    )


def asked_for_deal(need: Need) -> Select[Any]:
    """People who heard of this deal before: nobody is asked twice for one deal."""
    return select(Ask.advocate_id).where(
        Ask.program_id == need.program_id,
        Ask.deal_id == need.deal_id,
        Ask.asked_at.is_not(None),
    )
