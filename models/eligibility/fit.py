"""How well an account and its person fit a need: one number from 0 to 1 for each attribute."""

from typing import Any

from sqlalchemy import ColumnElement, Float, and_, case, exists, func, literal

from models.account import Account, AccountTag, TagKind
from models.advocate import Advocate
from models.eligibility.needs import Need

UNKNOWN = 0.5  # neutral: nobody loses for what was never filled in
BANDS = 3  # the largest distance between two company sizes
LEVELS = 2  # the largest distance between two seniorities


def fits(need: Need) -> dict[str, ColumnElement[float]]:
    """The attributes of `bot/rules/matching.py`, each as an SQL expression over Account and Advocate."""
    return {
        "product": _tagged(TagKind.PRODUCT, need.product),
        "use_case": _tagged(TagKind.USE_CASE, need.use_case),
        "industry": _same(Account.industry, need.industry),
        "seniority": _near(Advocate.seniority, need.seniority, LEVELS),
        "size": _near(Account.size_band, need.size_band, BANDS),
        "competitor": _tagged(TagKind.REPLACED, need.competitor),
        "tech": _tagged(TagKind.TECH, need.tech),
        "region": _same(Account.region, need.region),
        "language": _same(Advocate.language, need.language),
    }


def _unknown() -> ColumnElement[float]:
    return literal(UNKNOWN, Float)


def _same(column: Any, wanted: str | None) -> ColumnElement[float]:
    if wanted is None:
        return _unknown()
    return case((column.is_(None), UNKNOWN), (column == wanted, 1.0), else_=0.0)


def _near(column: Any, wanted: int | None, farthest: int) -> ColumnElement[float]:
    if wanted is None:
        return _unknown()
    return case((column.is_(None), UNKNOWN), else_=1.0 - func.abs(column - wanted) * (1.0 / farthest))


def _tagged(kind: TagKind, wanted: str | None) -> ColumnElement[float]:
    if wanted is None:
        return _unknown()
    of_kind = and_(
        AccountTag.program_id == Account.program_id,
        AccountTag.account_id == Account.id,
        AccountTag.kind == kind,
    )
    return case(
        (exists().where(of_kind, AccountTag.value == wanted), 1.0),
        (exists().where(of_kind), 0.0),
        else_=UNKNOWN,
    )
