"""One waiting decision passes to somebody else: a manager takes it over, or gives it to a colleague."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import course
from bot.asks.decisions import SETTLED
from bot.kit.errors import BotError, FormError
from bot.kit.text import foreign
from bot.people import clocks, present, working_week
from bot.rules import deadlines
from bot.tasks import DONE
from models import ask as asks
from models import audit
from models import member as members
from models import program as programs
from models import task as tasks
from models.ask import AskState, Stage
from models.member import Actor, Member

TO = "to"


async def colleague(session: AsyncSession, actor: Actor, user_id: str | None, *, now: datetime) -> Member:
    """An active colleague who is there now; raises FormError where the chosen one is not."""
    found = await members.by_user(session, actor.program_id, user_id) if user_id else None
    if found is None or not found.active:
        raise FormError({TO: "Choose a colleague who uses Rung. /rung roles makes somebody one."})
    if not present([found], now):
        raise FormError({TO: f"{foreign(found.name)} is away right now. Choose somebody who is there."})
    return found


async def take_over_ask(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> None:
    await hand_ask(session, actor, ask_id, await colleague(session, actor, actor.user_id, now=now), now=now)


async def take_over_task(session: AsyncSession, actor: Actor, task_id: str, *, now: datetime) -> None:
    await hand_task(session, actor, task_id, await colleague(session, actor, actor.user_id, now=now), now=now)


async def hand_ask(session: AsyncSession, actor: Actor, ask_id: str, to: Member, *, now: datetime) -> None:
    """From now on this member decides about the ask, and the chain begins anew with them."""
    whole = await course.locked(session, actor.program_id, ask_id)
    if whole is None or whole.ask.state is not AskState.APPROVING:
        raise BotError(SETTLED)
    if to.id == whole.seller.id != whole.owner.id:
        raise FormError({TO: "They asked for this themselves, so somebody else decides."})
    lasts = clocks(await programs.get(session, actor.program_id)).remind
    ends = deadlines.step_by(working_week(to), now, whole.reference.needed_on, lasts)
    approver_id = None if to.id == whole.owner.id else to.id
    if whole.ask.approver_id == approver_id and whole.ask.stage is Stage.OWNER:
        return  # it is theirs already
    await asks.hand_over(session, actor.program_id, {ask_id: ends}, approver_id=approver_id, now=now)
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="approval_handed", subject=ask_id
    )
    await messages.show_approval(session, whole, to, now=now)
    await messages.changed(session, actor.program_id, ask_id, whole.reference.id, now=now)


async def hand_task(session: AsyncSession, actor: Actor, task_id: str, to: Member, *, now: datetime) -> None:
    """From now on the task is this member's."""
    if not await tasks.hand(session, actor.program_id, task_id, to=to.id):
        raise BotError(f"{DONE} Or it is theirs already.")
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="task_handed", subject=task_id)
    await messages.show_task(session, task_id, to, now=now)
    await messages.changed(session, actor.program_id, task_id, now=now)
