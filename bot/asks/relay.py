"""Questions that do not reach the customer by a message from Rung: one of ours passes them on."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import tasks
from models import ask as asks
from models.ask import Road, WholeAsk
from models.task import TaskKind


async def hand_over(session: AsyncSession, whole: WholeAsk, road: Road, *, now: datetime) -> None:
    """From now on whoever approved speaks with the customer, and records the answer."""
    await asks.take_road(session, whole.ask.program_id, whole.ask.id, road)
    await tasks.open_(
        session,
        TaskKind.RELAY,
        member=whole.decider or whole.owner,
        account=whole.account,
        advocate=whole.advocate,
        subject=whole.ask.id,
        now=now,
    )
