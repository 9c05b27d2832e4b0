"""Every hour: what became overdue reaches the managers, and on their Monday sellers hear what moved."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest import overdue, sellers
from bot.rules import weeks
from models import digest as digests
from models import program as programs


async def clock_ran_out(session: AsyncSession, program_id: str, _row: str, /, *, now: datetime) -> bool:
    """False: another replica looks."""
    if not await digests.claim_look(session, program_id, now=now, next_at=weeks.next_look(now)):
        return False
    await overdue.tell(session, await programs.get(session, program_id), now=now)
    await sellers.tell(session, program_id, now=now)
    return True
