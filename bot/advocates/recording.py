"""What a customer whom Slack does not reach told their contact about an invitation."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import tasks
from bot.advocates import consents
from bot.advocates import joining as answers
from bot.advocates.decisions import to_decide
from models import activity as activities
from models import joining
from models import program as programs
from models.activity import Activity
from models.member import Actor
from models.task import TaskKind, WholeTask


async def to_record(
    session: AsyncSession, actor: Actor, task_id: str
) -> tuple[WholeTask, Sequence[Activity]]:
    """The invitation that was passed on, and what may have been agreed to."""
    whole = await to_decide(session, actor, task_id, TaskKind.INVITE)
    return whole, await activities.all_of(session, actor.program_id)


async def record_answer(
    session: AsyncSession,
    actor: Actor,
    task_id: str,
    *,
    joins: bool,
    open_to: Sequence[str],
    now: datetime,
) -> None:
    """Write down their yes, with what they agreed to, or their no."""
    whole = await to_decide(session, actor, task_id, TaskKind.INVITE)
    customer = await joining.find(session, actor.program_id, whole.task.subject)
    program = await programs.get(session, actor.program_id)
    await tasks.close(session, actor, whole, "joined" if joins else "refused", now=now)
    if customer is None:
        return
    if not joins:
        if await answers.say_no(session, customer, program, now=now):
            await answers.said(session, customer, actor, "invitation_refused", now=now)
    elif await answers.enter(session, customer, program, {}, now=now):
        await answers.agreed(session, customer, open_to, consents.TOLD, actor.user_id, now=now)
        await answers.welcome(session, customer, actor, now=now)
