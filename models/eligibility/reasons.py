"""Every reason against asking, each as the instant at which it ends, or NULL where it does not hold.

The names are those of `bot/rules/protection.py`, which words them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, not_, null, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from models.account import Account, Health
from models.advocate import Advocate, Consent, Consented
from models.ask import Ask, AskState
from models.base import DAY, FOREVER, Instant, in_days, microseconds
from models.block import Block, BlockKind
from models.eligibility.needs import Need
from models.program import Program

NEVER = microseconds(FOREVER)
TERM_WITH_RENEWAL_REST = 12  # months: shorter terms renew too often to keep quiet before each


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


def own_words(need: Need, now: datetime) -> dict[str, ColumnElement[Any]]:
    """What the advocate said or is: nobody overrides these."""
    today = microseconds(now)
    mine = and_(
        Consent.program_id == Advocate.program_id,
        Consent.advocate_id == Advocate.id,
        Consent.activity_id == need.activity_id,
        or_(Consent.until.is_(None), Consent.until > now),
    )
    never = (
        select(func.max(func.coalesce(Consent.until, literal(NEVER, Instant))))
        .where(mine, Consent.state == Consented.NO)
        .scalar_subquery()
    )
    asked_unclear = and_(
        Ask.program_id == Advocate.program_id,
        Ask.advocate_id == Advocate.id,
        Ask.activity_id == need.activity_id,
        Ask.asked_at.is_not(None),
        Ask.state.in_([AskState.DECLINED, AskState.SILENT]),
    )
    return {
        "left": when(Advocate.left_on <= today),
        "not_joined": case(
            (Advocate.joined_on.is_(None), NEVER), (Advocate.joined_on > today, Advocate.joined_on)
        ),
        "unreachable": when(Advocate.slack_user_id.is_(None)),
        "paused": when(Advocate.paused_until > today, Advocate.paused_until),
        "never_this_kind": never,
        "not_consented": when(and_(not_(exists().where(mine)), exists().where(asked_unclear))),
        "unhappy": when(Advocate.nps < Program.lowest_nps),
    }


def facts(need: Need, now: datetime) -> dict[str, ColumnElement[Any]]:
    """What is known of the account."""
    today = microseconds(now)
    companies = [need.prospect_key, *([need.group_key] if need.group_key else [])]
    renewal_near = and_(
        Account.term_months >= TERM_WITH_RENEWAL_REST,
        not_(Account.renewal_signed),
        Account.renewal_on + DAY > today,
        Account.renewal_on - in_days(Program.renewal_days) <= today,
    )
    found: dict[str, ColumnElement[Any]] = {
        "red_health": when(Account.health == Health.RED),
        "not_live": when(Account.live_since > today, Account.live_since),
        "renewal": when(renewal_near, Account.renewal_on + DAY),
        "same_company": when(or_(Account.key.in_(companies), Account.group_key.in_(companies))),
    }
    return found | {kind.value: _blocked(kind, need, companies, now) for kind in BlockKind}


def _blocked(kind: BlockKind, need: Need, companies: Sequence[str], now: datetime) -> ColumnElement[Any]:
    company = [Block.company_key.in_(companies)] if kind is BlockKind.CONFLICT else []
    return (
        select(func.max(func.coalesce(Block.until, literal(NEVER, Instant))))
        .where(
            Block.program_id == Account.program_id,
            Block.account_id == Account.id,
            Block.kind == kind,
            or_(Block.activity_id.is_(None), Block.activity_id == need.activity_id),
            or_(Block.advocate_id.is_(None), Block.advocate_id == Advocate.id),
            Block.since <= now,
            or_(Block.until.is_(None), Block.until > now),
            *company,
        )
        .scalar_subquery()
    )
