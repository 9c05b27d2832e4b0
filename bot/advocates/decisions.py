"""What an owner decides about what their customers wrote."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import tasks
from bot.advocates import standing
from bot.kit.errors import BotError
from models.member import Actor
from models.task import TaskKind, WholeTask


async def to_decide(session: AsyncSession, actor: Actor, task_id: str, kind: TaskKind) -> WholeTask:
    """An open task that is the actor's to decide; raises BotError also where they are that customer themselves."""
    whole = await tasks.to_decide(session, actor, task_id, kind)
    if whole.advocate is not None and whole.advocate.id == actor.advocate_id:
        raise BotError("This is about you, so somebody else decides: your backup or a manager.")
    return whole


async def decide(
    session: AsyncSession, actor: Actor, task_id: str, kind: TaskKind, outcome: str, *, now: datetime
) -> None:
    """Close a suggestion or an objection; the customer sees on their page what became of it."""
    whole = await to_decide(session, actor, task_id, kind)
    await tasks.close(session, actor, whole, outcome, now=now)
    await standing.changed_of(session, whole, now=now)
