"""Whoever was asked and is no longer needed: their card says that it is settled."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks.change import ended
from models import ask as asks
from models import audit
from models.ask import AskState
from models.member import Actor


async def withdraw(
    session: AsyncSession,
    actor: Actor,
    reference_id: str,
    states: frozenset[AskState],
    *,
    now: datetime,
) -> Sequence[str]:
    """End the reference's asks that are in one of these states; their ids."""
    program_id = actor.program_id
    withdrawn = await asks.withdraw_rest(
        session, program_id, reference_id=reference_id, came_from=states, now=now
    )
    await ended(session, program_id, withdrawn, AskState.WITHDRAWN, now=now)
    for ask_id in withdrawn:
        audit.record(
            session, program_id, at=now, actor=actor.user_id, verb=AskState.WITHDRAWN, subject=ask_id
        )
    await messages.changed(session, program_id, reference_id, *withdrawn, now=now)
    return withdrawn
