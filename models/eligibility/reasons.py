"""Reasons against asking that somebody said or that are known, each as the instant at which it ends, or NULL.

The names are those of `bot/rules/protection.py`, which words them.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, literal, not_, null, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from models.account import Account, Health
from models.activity import Activity
from models.advocate import Advocate, PausedBy
from models.ask import Ask, AskState
from models.base import DAY, FOREVER, Instant, in_days, microseconds
from models.block import Block, BlockKind
from models.consent import Consent, Consented
from models.eligibility.given import ACTIVITIES, NOW
from models.eligibility.needs import Need
from models.member import Member
from models.program import Program

NEVER = microseconds(FOREVER)
TERM_WITH_RENEWAL_REST = 12  # months: shorter terms renew too often to keep quiet before each
NOT_A_YES = (AskState.DECLINED, AskState.SILENT, AskState.PASSED_ON)
ONCE_A_YES = (AskState.ACCEPTED, AskState.SPARE, AskState.BACKED_OUT, AskState.NOT_HELD)

Found = tuple[
    Select[Any], dict[str, ColumnElement[Any]]
]  # people, joined to what the reasons beside them need


class latest(GenericFunction[Any]):  # noqa: N801  (an SQL function, named as one)
    """The largest of several columns in one row: `max` on SQLite, `greatest` on PostgreSQL."""

    inherit_cache = True


class earliest(GenericFunction[Any]):  # noqa: N801
    """The smallest of several columns in one row: `min` on SQLite, `least` on PostgreSQL."""

    inherit_cache = True


@compiles(latest, "sqlite")
def _latest_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"max({compiler.process(element.clauses, **kw)})"


@compiles(latest)
def _latest(element: Any, compiler: Any, **kw: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **kw)})"


@compiles(earliest, "sqlite")
def _earliest_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"min({compiler.process(element.clauses, **kw)})"


@compiles(earliest)
def _earliest(element: Any, compiler: Any, **kw: Any) -> str:
    return f"least({compiler.process(element.clauses, **kw)})"


def when(condition: ColumnElement[bool], until: Any = NEVER) -> ColumnElement[Any]:
    return case((condition, until), else_=null())


def own_words(people: Select[Any], need: Need) -> Found:
    """What the advocate said or is: nobody overrides these."""
    one_of_ours = and_(
        Member.program_id == Advocate.program_id,
        Member.slack_user_id == Advocate.slack_user_id,
        Member.active,
    )
    joined, by_consent = _consents(people.outerjoin(Member, one_of_ours), need)
    paused = Advocate.paused_until > NOW
    by_silence = Advocate.paused_by.is_not_distinct_from(PausedBy.SILENCE)
    return joined, by_consent | {
        "left": when(Advocate.left_on <= NOW),
        "not_joined": case(
            (Advocate.joined_on.is_(None), NEVER), (Advocate.joined_on > NOW, Advocate.joined_on)
        ),
        "colleague": when(Member.id.is_not(None)),
        "paused": when(and_(paused, not_(by_silence)), Advocate.paused_until),
        "silent_twice": when(and_(paused, by_silence), Advocate.paused_until),
        "unhappy": when(Advocate.nps < Program.lowest_nps),
    }


def _consents(people: Select[Any], need: Need) -> Found:
    """A no; and no word of consent from somebody who was asked for this kind already."""
    tried = _tried(need)
    joined = people.outerjoin(
        tried, and_(tried.c.advocate_id == Advocate.id, tried.c.activity_id == Activity.id)
    ).outerjoin(
        Consent,
        and_(
            Consent.program_id == Advocate.program_id,
            Consent.advocate_id == Advocate.id,
            Consent.activity_id == Activity.id,
        ),
    )
    # What was agreed or refused until a day that has passed is not asked yet: only asks since then count.
    ended = func.coalesce(case((Consent.until <= NOW, Consent.until)), 0)
    unclear = and_(
        or_(Consent.id.is_(None), Consent.until <= NOW),
        tried.c.no_at >= ended,
        func.coalesce(tried.c.yes_at, -1) < ended,
    )
    still_no = and_(Consent.state == Consented.NO, or_(Consent.until.is_(None), Consent.until > NOW))
    return joined, {
        "never_this_kind": when(still_no, func.coalesce(Consent.until, literal(NEVER, Instant))),
        "not_consented": when(unclear),
    }


def _tried(need: Need) -> CTE:
    """(advocate, activity, no_at, yes_at): when somebody was last asked for a kind and did not agree, and did."""
    return (
        select(
            Ask.advocate_id,
            Ask.activity_id,
            func.max(case((Ask.state.in_(NOT_A_YES), Ask.asked_at))).label("no_at"),
            func.max(case((Ask.state.in_(ONCE_A_YES), Ask.asked_at))).label("yes_at"),
        )
        .where(Ask.program_id == need.program_id, Ask.activity_id.in_(ACTIVITIES), Ask.asked_at.is_not(None))
        .group_by(Ask.advocate_id, Ask.activity_id)
        .cte("tried")
    )


def facts(people: Select[Any], need: Need) -> Found:
    """What is known of the account."""
    companies = [need.prospect_key, *([] if need.group_key is None else [need.group_key])]
    renewal_near = and_(
        Account.term_months >= TERM_WITH_RENEWAL_REST,
        not_(Account.renewal_signed),
        Account.renewal_on + DAY > NOW,
        Account.renewal_on - in_days(Program.renewal_days) <= NOW,
    )
    small: ColumnElement[bool] = Program.reserve_amount.is_not(None)
    if need.amount is not None:
        small = Program.reserve_amount > need.amount
    blocked = _blocked(need, companies)
    of_both = and_(blocked.c.advocate_id == Advocate.id, blocked.c.activity_id == Activity.id)
    found: dict[str, ColumnElement[Any]] = {
        "red_health": when(Account.health == Health.RED),
        "not_live": when(Account.live_since > NOW, Account.live_since),
        "renewal": when(renewal_near, Account.renewal_on + DAY),
        "same_company": when(or_(Account.key.in_(companies), Account.group_key.in_(companies))),
        "reserved": when(and_(Account.tier == Program.reserve_tier, small)),
    }
    return people.outerjoin(blocked, of_both), found | {kind.value: blocked.c[kind] for kind in BlockKind}


def _blocked(need: Need, companies: Sequence[str]) -> CTE:
    """(advocate, activity, and for each kind of block the instant at which the last of them ends)."""
    ends = func.coalesce(Block.until, literal(NEVER, Instant))
    theirs = and_(
        Advocate.program_id == Block.program_id,
        Advocate.account_id == Block.account_id,
        or_(Block.advocate_id.is_(None), Block.advocate_id == Advocate.id),
    )
    for_this = and_(
        Activity.program_id == Block.program_id,
        Activity.id.in_(ACTIVITIES),
        or_(Block.activity_id.is_(None), Block.activity_id == Activity.id),
    )
    return (
        select(
            Advocate.id.label("advocate_id"),
            Activity.id.label("activity_id"),
            *(func.max(case((Block.kind == kind, ends))).label(kind) for kind in BlockKind),
        )
        .select_from(Block)
        .join(Advocate, theirs)
        .join(Activity, for_this)
        .where(
            Block.program_id == need.program_id,
            Block.since <= NOW,
            or_(Block.until.is_(None), Block.until > NOW),
            or_(Block.kind != BlockKind.CONFLICT, Block.company_key.in_(companies)),
        )
        .group_by(Advocate.id, Activity.id)
        .cte("blocked")
    )
