"""How well an account and its person fit a need: one number from 0 to 1 for each attribute."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Float, Select, and_, case, func, literal, or_, select

from models.account import Account, AccountTag, TagKind
from models.advocate import Advocate, NotTheirField
from models.eligibility.needs import Need

UNKNOWN = 0.5  # neutral: nobody loses for what was never filled in
BANDS = 3  # the largest distance between two company sizes
LEVELS = 2  # the largest distance between two seniorities
TOPICS = {
    "product": TagKind.PRODUCT,
    "use_case": TagKind.USE_CASE,
    "competitor": TagKind.REPLACED,
    "tech": TagKind.TECH,
}


def fits(people: Select[Any], need: Need) -> tuple[Select[Any], dict[str, ColumnElement[float]]]:
    """The attributes of `bot/rules/matching.py`, each as an SQL expression over the people, joined to what it needs."""
    joined, topics = _topics(people, need)
    return joined, topics | {
        "industry": _same(Account.industry, need.industry),
        "seniority": _near(Advocate.seniority, need.seniority, LEVELS),
        "size": _near(Account.size_band, need.size_band, BANDS),
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


def _topics(people: Select[Any], need: Need) -> tuple[Select[Any], dict[str, ColumnElement[float]]]:
    """What an account is tagged with fits, unless the person said that it is not theirs."""
    wanted = {name: value for name in TOPICS if (value := getattr(need, name)) is not None}
    if not wanted:
        return people, {name: _unknown() for name in TOPICS}
    tags, refused = _tags(need, wanted), _refused(need, wanted)
    joined = people.outerjoin(tags, tags.c.account_id == Account.id)
    joined = joined.outerjoin(refused, refused.c.advocate_id == Advocate.id)
    return joined, {
        name: case(
            (refused.c[name].is_not(None), 0.0),
            else_=func.coalesce(tags.c[name], _unknown()),
        )
        if name in wanted
        else _unknown()
        for name in TOPICS
    }


def _tags(need: Need, wanted: dict[str, str]) -> CTE:
    """For each account: 1 where it has what is wanted, 0 where it has others of the kind only."""
    return (
        select(
            AccountTag.account_id,
            *(
                func.max(
                    case((AccountTag.kind == TOPICS[name], case((AccountTag.value == value, 1.0), else_=0.0)))
                ).label(name)
                for name, value in wanted.items()
            ),
        )
        .where(
            AccountTag.program_id == need.program_id, AccountTag.kind.in_([TOPICS[name] for name in wanted])
        )
        .group_by(AccountTag.account_id)
        .cte("tags")
    )


def _refused(need: Need, wanted: dict[str, str]) -> CTE:
    """Who said that a topic wanted is not theirs."""
    named = {
        name: and_(NotTheirField.kind == TOPICS[name], NotTheirField.value == value)
        for name, value in wanted.items()
    }
    return (
        select(
            NotTheirField.advocate_id,
            *(func.max(case((is_it, 1))).label(name) for name, is_it in named.items()),
        )
        .where(NotTheirField.program_id == need.program_id, or_(*named.values()))
        .group_by(NotTheirField.advocate_id)
        .cte("not_their_fields")
    )
