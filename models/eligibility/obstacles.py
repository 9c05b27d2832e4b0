"""What keeps the programme's advocates from a need, counted; and for which other activities somebody is free."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, case, func, literal, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Instant
from models.eligibility.everybody import everybody
from models.eligibility.needs import Need, Obstacles
from models.eligibility.reasons import NEVER, latest


async def obstacles(session: AsyncSession, need: Need, *, now: datetime) -> Obstacles:
    """How many advocates each reason keeps from this need, and when the first of them is free again."""
    people, against = everybody(need, now, activities=[need.activity_id])
    judged = people.with_only_columns(
        *(until.label(name) for name, until in against.items()), maintain_column_froms=True
    ).cte("judged")
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
    counted = select(
        func.count().label("advocates"),
        func.count(case((each.c.together == 0, 1))).label("free"),
        type_coerce(func.min(case((dated, each.c.free_at))), Instant()).label("free_at"),
        *(func.count(case((each.c[name] == 1, 1))).label(f"any_{name}") for name in against),
        *(
            func.count(case((and_(each.c[name] == 1, each.c.together == 1), 1))).label(f"alone_{name}")
            for name in against
        ),
    ).select_from(each)
    row = (await session.execute(counted)).mappings().one()
    return Obstacles(
        advocates=row["advocates"],
        free=row["free"],
        excludes={name: row[f"any_{name}"] for name in against},
        alone={name: row[f"alone_{name}"] for name in against},
        free_at=row["free_at"],
    )


async def free_for(
    session: AsyncSession, need: Need, activities: Sequence[str], *, now: datetime
) -> Mapping[str, int]:
    """How many may be asked now for the need's deal, by the id of each activity; none for who has nobody."""
    people, against = everybody(need, now, activities=activities)
    free = (
        people.with_only_columns(people.selected_columns.activity_id, maintain_column_froms=True)
        .where(*(until.is_(None) for until in against.values()))
        .cte("free")
    )
    rows = await session.execute(
        select(free.c.activity_id, func.count().label("people")).group_by(free.c.activity_id)
    )
    return {row.activity_id: row.people for row in rows}
