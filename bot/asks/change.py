"""A change of an ask's state: settled by the database, written to the log, drawn again wherever it shows."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.favours import schedule
from models import ask as asks
from models import audit
from models.ask import Ask, AskState


async def change(
    session: AsyncSession,
    ask: Ask,
    to: AskState,
    *,
    came_from: AskState | frozenset[AskState],
    now: datetime,
    actor: str = audit.CLOCK,
    **values: object,
) -> bool:
    """Move an ask on; `values` are columns set with it. False: somebody else was first, nothing was done."""
    states = frozenset({came_from}) if isinstance(came_from, AskState) else came_from
    moved = await asks.move(session, ask.program_id, ask.id, came_from=states, to=to, now=now, **values)
    if moved:
        if to is AskState.ACCEPTED:
            await schedule.agreed(session, ask.program_id, ask.id)
        elif AskState.ACCEPTED in states:
            await schedule.ended(session, ask, by=actor, now=now)
        audit.record(session, ask.program_id, at=now, actor=actor, verb=to, subject=ask.id)
        await messages.changed(session, ask.program_id, ask.id, ask.reference_id, now=now)
    return moved
