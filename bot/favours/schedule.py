"""When each side of a favour hears from us next: begun by a yes, begun anew by a day, ended with the favour."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import tasks
from bot.favours import held
from bot.people import contact_week, working_week
from bot.rules import afterwards
from models import debrief as debriefs
from models import program as programs
from models.ask import Ask, WholeAsk
from models.debrief import Side
from models.task import TaskKind

ENDED = "ended"


async def agreed(session: AsyncSession, whole: WholeAsk) -> None:
    """A yes without a day yet: when the day passes on which it was needed, the seller is asked about that one."""
    due_at = afterwards.asks_at(whole.advocate.zone, whole.reference.needed_on)
    await debriefs.schedule(session, whole.ask.program_id, whole.ask.id, Side.SELLER, due_at)


async def dated(session: AsyncSession, whole: WholeAsk) -> None:
    """The day is known, or another one: both sides are waited for anew, whatever was asked or said before."""
    if whole.ask.held_on is None:
        return
    program_id = whole.ask.program_id
    contact = contact_week(await programs.get(session, program_id), whole.advocate)
    readers = {Side.SELLER: working_week(whole.seller), Side.ADVOCATE: contact}
    for side, reader in readers.items():
        due_at = afterwards.brief_at(reader, whole.ask.held_on)
        await debriefs.schedule(session, program_id, whole.ask.id, side, due_at)


async def ended(session: AsyncSession, ask: Ask, *, by: str, now: datetime) -> None:
    """It is no favour any more: nothing is asked, nothing counts, and there is nothing left to decide."""
    await debriefs.stop(session, ask.program_id, ask.id)
    await held.void(session, ask, by=by, now=now)
    await tasks.settle(session, ask.program_id, TaskKind.NOT_HELD, ask.id, ENDED, now=now)
