"""What keeps the programme's advocates from a need, counted; and for which other activities somebody is free."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Instant
from models.eligibility.everybody import everybody
from models.eligibility.given import ACTIVITIES, SHAPES, Shape, parameters, shape, values
from models.eligibility.needs import Need, Obstacles
from models.eligibility.reasons import NEVER, latest


async def obstacles(session: AsyncSession, need: Need, *, now: datetime) -> Obstacles:
    """How many advocates each reason keeps from this need, and when the first of them is free again."""
    given = {ACTIVITIES.key: [need.activity_id]} | values(need, now)
    row = (await session.execute(_counted(shape(need)), given)).mappings().one()
    return Obstacles(
        advocates=row["advocates"],
        free=row["free"],
        excludes={name.removeprefix("any_"): count for name, count in row.items() if name.startswith("any_")},
        alone={
            name.removeprefix("alone_"): count for name, count in row.items() if name.startswith("alone_")
        },
        free_at=row["free_at"],
    )


@lru_cache(maxsize=SHAPES)
def _counted(known: Shape) -> Select[*tuple[Any, ...]]:
    people, against = everybody(parameters(known))
    judged = people.with_only_columns(*(until.label(name) for name, until in against.items())).cte("judged")
    holds = {name: case((judged.c[name].is_not(None), 1), else_=0) for name in against}
    together = sum(holds.values(), start=literal(0))
    free_at = latest(*(func.coalesce(judged.c[name], 0) for name in against))
    one = select(
        *(hold.label(name) for name, hold in holds.items()),
        together.label("together"),
        free_at.label("free_at"),
    )
    each = one.where(judged.c.left.is_(None)).cte("each_one")
    dated = and_(each.c.free_at > 0, each.c.free_at < NEVER)
    return select(
        func.count().label("advocates"),
        func.count(case((each.c.together == 0, 1))).label("free"),
        type_coerce(func.min(case((dated, each.c.free_at))), Instant()).label("free_at"),
        *(func.count(case((each.c[name] == 1, 1))).label(f"any_{name}") for name in against),
        *(
            func.count(case((and_(each.c[name] == 1, each.c.together == 1), 1))).label(f"alone_{name}")
            for name in against
        ),
    ).select_from(each)


async def free_for(
    session: AsyncSession, need: Need, activities: Sequence[str], *, now: datetime
) -> Mapping[str, int]:
    """How many may be asked now for the need's deal, by the id of each activity; none for who has nobody."""
    given = {ACTIVITIES.key: activities} | values(need, now)
    rows = await session.execute(_free(shape(need)), given)
    return {row.activity_id: row.people for row in rows}


@lru_cache(maxsize=SHAPES)
def _free(known: Shape) -> Select[Any]:
    people, against = everybody(parameters(known))
    free = (
        people.with_only_columns(people.selected_columns.activity_id)
        .where(*(until.is_(None) for until in against.values()))
        .cte("free")
    )
    return select(free.c.activity_id, func.count().label("people")).group_by(free.c.activity_id)
