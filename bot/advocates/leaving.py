"""Leaving, in one step: nothing is asked and nothing is sent any more, until they come back by themselves."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import tasks
from bot.advocates import peace, standing
from bot.advocates.standing import Own
from bot.asks import course
from bot.asks.change import change
from bot.givebacks import showing
from bot.views.ask import customer_task
from models import ask as asks
from models import audit, joining
from models.ask import RUNNING, AskState
from models.member import Actor
from models.task import TaskKind

MOST_RUNNING = 20  # a customer has one open question at a time; an import may have brought more


async def leave(session: AsyncSession, actor: Actor, *, now: datetime) -> Own:
    """They leave: what runs for them is withdrawn, and each of those references goes on without them."""
    own = await standing.inside(session, actor)
    program_id, advocate_id = actor.program_id, own.advocate.id
    # In the east the programme's day begins before that of UTC, in which statements compare days.
    day = min(standing.today(own.program, now), now.date())
    found = await asks.of_advocate(session, program_id, advocate_id, states=RUNNING, most=MOST_RUNNING)
    # Before their own row: whoever records an answer of theirs holds the question first, too.
    await course.hold(session, program_id, [running.reference.id for running in found])
    if not await joining.leave(session, program_id, advocate_id, left_on=day):
        raise own.refuse("left_already")
    audit.record(session, program_id, at=now, actor=actor.user_id, verb="left", subject=advocate_id)
    await peace.take_back(session, program_id, advocate_id, by=actor.user_id, now=now)
    await showing.let_go(session, program_id, advocate_id, by=actor.user_id, now=now)
    await tasks.settle(session, program_id, TaskKind.CHECK_IN, advocate_id, customer_task.LEFT, now=now)
    for running in found:
        await _withdraw(session, program_id, running.ask.id, actor, now=now)
    await standing.changed(session, own.customer, now=now)
    return own


async def _withdraw(
    session: AsyncSession, program_id: str, ask_id: str, actor: Actor, *, now: datetime
) -> None:
    whole = await course.locked(session, program_id, ask_id)
    if whole is not None and await change(
        session, whole.ask, AskState.WITHDRAWN, came_from=RUNNING, now=now, actor=actor.user_id
    ):
        await course.go_on(session, program_id, whole.reference.id, now=now)
