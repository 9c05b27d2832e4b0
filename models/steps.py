"""What came of what somebody did."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activity import Activity
from models.ask import Ask
from models.participation import HELD, Participation, stands


@dataclass(frozen=True, slots=True)
class Impact:
    """`talks`: conversations held for a deal; `deals`: signed after their help, where they were told so."""

    talks: int = 0
    deals: int = 0


async def impact(
    session: AsyncSession, program_id: str, advocate_id: str, told: tuple[datetime, datetime] | None = None
) -> Impact:
    """Of everything that somebody did for a deal; with `told`, only deals they were told of from then to then."""
    known = Ask.told_at.is_not(None) if told is None else and_(Ask.told_at >= told[0], Ask.told_at < told[1])
    row = await session.execute(
        select(
            func.coalesce(func.sum(case((Activity.spoken, 1), else_=0)), 0),
            func.count(distinct(case((known, Ask.deal_id)))),
        )
        .select_from(Participation)
        .join(Ask, and_(Ask.program_id == Participation.program_id, Ask.id == Participation.ask_id))
        .join(
            Activity,
            and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.advocate_id == advocate_id,
            Participation.state.in_(HELD),
            stands(),
        )
    )
    talks, deals = row.one()
    return Impact(int(talks), int(deals))
