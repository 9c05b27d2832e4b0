"""A question that one of ours is to put: whether they have, and who is reminded while they have not."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import course, record, relay
from bot.kit.errors import BotError
from bot.people import clocks, present, working_week
from bot.rules import deadlines
from models import ask as asks
from models import audit
from models import member as members
from models import program as programs
from models import task as tasks
from models.ask import WITH_CUSTOMER, WholeAsk
from models.member import Actor, Member
from models.task import WholeTask

REMINDED, STANDS_IN = "relay_reminded", "relay_stands_in"  # verbs of the log


async def confirm(session: AsyncSession, actor: Actor, task_id: str, *, now: datetime) -> None:
    """*I have passed it on*: from now on it is an ask, and the customer has their time."""
    task = await record.to_record(session, actor, task_id)
    whole = await record.held(session, task)
    program_id, ask_id = actor.program_id, whole.ask.id
    first = await asks.reached(
        session, program_id, ask_id, now=now, due_at=await relay.answer_by(session, whole, now=now)
    )
    waited = await tasks.set_due(session, program_id, task_id, None)
    if not first and not waited:
        raise BotError("This is noted already. Once they have answered, press Record answer.")
    audit.record(session, program_id, at=now, actor=actor.user_id, verb="put_to_them", subject=ask_id)
    await messages.changed(session, program_id, task_id, ask_id, whole.reference.id, now=now)


async def clock_ran_out(session: AsyncSession, program_id: str, task_id: str, *, now: datetime) -> bool:
    """Nobody said that it was passed on: first a reminder, then somebody who stands in.

    False: another replica, or an answer, was first.
    """
    task = await tasks.whole(session, program_id, task_id)
    if task is None:
        return False
    whole = await course.locked(session, program_id, task.task.subject)
    if whole is None or not await tasks.claim_due(session, program_id, task_id, now=now):
        return False
    if whole.ask.state not in WITH_CUSTOMER:
        return True
    if not await audit.first_at(session, program_id, REMINDED, [task_id]):
        await _remind(session, task, whole, now=now)
    else:
        await _stand_in(session, task, whole, now=now)
    return True


async def _remind(session: AsyncSession, task: WholeTask, whole: WholeAsk, *, now: datetime) -> None:
    program_id, task_id = task.task.program_id, task.task.id
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb=REMINDED, subject=task_id)
    usual = clocks(await programs.get(session, program_id)).backup
    due_at = deadlines.step_by(working_week(task.member), now, whole.reference.needed_on, usual)
    await tasks.set_due(session, program_id, task_id, due_at)
    if present([task.member], now):
        await messages.remind_of_task(session, task_id, task.member, now=now)


async def _stand_in(session: AsyncSession, task: WholeTask, whole: WholeAsk, *, now: datetime) -> None:
    """It is their backup's from now on, or a manager's; where nobody is there it stays with whom it is."""
    program_id, task_id = task.task.program_id, task.task.id
    to = await _who_stands_in(session, task, whole, now=now)
    if to is None or not await tasks.hand(session, program_id, task_id, to=to.id):
        return
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb=STANDS_IN, subject=task_id)
    await messages.show_task(session, task_id, to, now=now)
    await messages.changed(session, program_id, task_id, whole.reference.id, now=now)


async def _who_stands_in(
    session: AsyncSession, task: WholeTask, whole: WholeAsk, *, now: datetime
) -> Member | None:
    backup = task.member.backup_id
    joining = [await members.get(session, task.task.program_id, backup)] if backup else []
    managers = await members.managers(session, task.task.program_id)
    there = present([*joining, *managers], now)
    return next((each for each in there if each.id not in {task.member.id, whole.seller.id}), None)
