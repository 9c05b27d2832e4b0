"""One side says that it did not happen: the owner finds out, and decides."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.asks.change import change
from bot.asks.course import locked
from bot.favours import course, held
from bot.kit.errors import BotError, FormError
from bot.rules import hours
from models import ask as asks
from models import audit
from models.ask import AskState, WholeAsk
from models.member import Actor
from models.task import TaskKind, WholeTask

HELD, NOT_HELD, MOVED = "held", "not_held", "moved"


async def may_decide(session: AsyncSession, actor: Actor, task_id: str) -> None:
    """Raises BotError where it is not the actor's to decide, or decided already."""
    await tasks.to_decide(session, actor, task_id, TaskKind.NOT_HELD)


async def it_was_held(session: AsyncSession, actor: Actor, task_id: str, *, now: datetime) -> None:
    task, whole = await _to_decide(session, actor, task_id)
    await tasks.close(session, actor, task, HELD, now=now)
    await held.verify(session, whole, by=actor.user_id, now=now)
    if whole.ask.held_on is None:
        await course.thank(session, whole, now=now)
    await messages.changed(session, actor.program_id, whole.ask.id, whole.reference.id, now=now)


async def it_was_not_held(session: AsyncSession, actor: Actor, task_id: str, *, now: datetime) -> None:
    """Then it is no favour, and the seller may ask again."""
    task, whole = await _to_decide(session, actor, task_id)
    await tasks.close(session, actor, task, NOT_HELD, now=now)
    await mark_not_held(session, actor, whole, now=now)


async def mark_not_held(session: AsyncSession, actor: Actor, whole: WholeAsk, *, now: datetime) -> None:
    await change(
        session,
        whole.ask,
        AskState.NOT_HELD,
        came_from=AskState.ACCEPTED,
        now=now,
        actor=actor.user_id,
    )


async def it_was_moved(
    session: AsyncSession, actor: Actor, task_id: str, day: date, *, now: datetime
) -> None:
    """Both sides are briefed and asked anew. Raises FormError for a day in the past."""
    task, whole = await _to_decide(session, actor, task_id)
    if day < hours.local_day(hours.working(actor.zone, None), now):
        raise FormError({"moved_to": "That day has passed. Choose a day from today on."})
    await tasks.close(session, actor, task, MOVED, now=now)
    await asks.set_held_on(session, actor.program_id, whole.ask.id, day)
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="dated", subject=whole.ask.id)
    await course.dated(session, actor.program_id, whole.ask.id, by=actor.user_id, now=now)
    await messages.changed(session, actor.program_id, whole.ask.id, whole.reference.id, now=now)


async def _to_decide(session: AsyncSession, actor: Actor, task_id: str) -> tuple[WholeTask, WholeAsk]:
    """The open task and its ask, held."""
    task = await tasks.to_decide(session, actor, task_id, TaskKind.NOT_HELD)
    whole = await locked(session, actor.program_id, task.task.subject)
    if whole is None or whole.ask.state is not AskState.ACCEPTED:
        raise BotError(tasks.DONE)
    return task, whole
