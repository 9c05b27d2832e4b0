"""Somebody who would not recommend us: their owner learns it the same day, and talks to them."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.owners import days
from bot.rules.nps import is_low
from bot.views.nps.detractor import CHANGED, Low
from models import audit
from models import task as task_rows
from models.base import new_id
from models.block import Block, BlockKind
from models.joining import Customer
from models.member import Actor
from models.task import TaskKind

SOURCE = "owner"
TALKED, BLOCKED = "talked", "blocked"


async def heard(
    session: AsyncSession, customer: Customer, score: int, day: date, comment: str, *, now: datetime
) -> None:
    """A number was given: a low one opens the task, or stands in the open one; a better one settles it."""
    program_id, advocate_id = customer.advocate.program_id, customer.advocate.id
    if not is_low(score):
        await tasks.settle(session, program_id, TaskKind.DETRACTOR, advocate_id, CHANGED, now=now)
        return
    said = Low(score, day, comment).written()
    open_ = await task_rows.restate(session, program_id, TaskKind.DETRACTOR, advocate_id, said)
    if open_:
        await messages.changed(session, program_id, *open_, now=now)
        return
    await tasks.open_(
        session,
        TaskKind.DETRACTOR,
        member=customer.owner,
        account=customer.account,
        advocate=customer.advocate,
        subject=advocate_id,
        said=said,
        now=now,
    )


async def talked(session: AsyncSession, actor: Actor, task_id: str, *, now: datetime) -> None:
    whole = await tasks.to_decide(session, actor, task_id, TaskKind.DETRACTOR)
    await tasks.close(session, actor, whole, TALKED, now=now)


async def block_until(session: AsyncSession, actor: Actor, task_id: str, day: date, *, now: datetime) -> None:
    """Nobody at their account is asked before that day."""
    whole = await tasks.to_decide(session, actor, task_id, TaskKind.DETRACTOR)
    block = Block(
        program_id=actor.program_id,
        id=new_id(),
        account_id=whole.account.id,
        kind=BlockKind.HELD_BACK,
        since=now,
        until=days.begins(day, actor.zone, now=now),
        known_at=now,
        source=SOURCE,
    )
    await tasks.close(session, actor, whole, BLOCKED, now=now)
    session.add(block)
    await session.flush()
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb=BlockKind.HELD_BACK, subject=block.id
    )
    await messages.changed(session, actor.program_id, whole.account.id, now=now)
