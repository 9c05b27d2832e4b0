"""What a change of the ladder would do, before it is made."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.ladder import applying, present
from bot.rules.ladder import Ladder
from bot.views.ladder.values import Moving, Preview
from models import climb

MOST_NAMED = 10


async def of(session: AsyncSession, program_id: str, wanted: Ladder, *, seen: int, now: datetime) -> Preview:
    """Nothing is changed. Raises BotError where another ladder stands there than was looked at."""
    await applying.refuse_stale(session, program_id, seen)
    changes = await applying.difference(session, program_id, wanted)
    moving, total = await would_move(session, program_id, wanted, now=now) if changes else ([], 0)
    return Preview(ladder=wanted, changes=changes, moving=moving, total=total)


async def would_move(
    session: AsyncSession, program_id: str, wanted: Ladder, *, now: datetime
) -> tuple[list[Moving], int]:
    """Who would stand on another rung, and how many in all: the ladder is written, asked, and taken back."""
    on = await applying.today(session, program_id, now)
    async with session.begin_nested() as point:
        await present.write(session, program_id, wanted, on=on)
        found, total = await climb.differences(session, program_id, on=on, most=MOST_NAMED)
        await point.rollback()
    return [Moving(each.name, each.account, each.came_from, each.to) for each in found], total
