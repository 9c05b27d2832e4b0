"""What an owner decides about a customer who fell silent, is not happy, may not, or has changed jobs."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.advocates import consents
from bot.kit.errors import BotError
from bot.views.ask.customer_task import Decided
from models import advocate as advocates
from models import audit
from models import block as blocks
from models import consent as consent_rows
from models.consent import Consented
from models.member import Actor
from models.task import TaskKind, WholeTask

SAID_SINCE = "They have said since what they may be asked for, and that stands. Press Noted."


async def decide(
    session: AsyncSession, actor: Actor, task_id: str, decided: Decided, *, now: datetime
) -> None:
    """Close a task as decided, with the effect of that."""
    kinds = [kind for kind, outcome in EFFECTS if outcome is decided]
    whole = await tasks.to_decide(session, actor, task_id, *kinds)
    await tasks.close(session, actor, whole, decided, now=now)
    effect = EFFECTS[whole.task.kind, decided]
    if effect is not None:
        await effect(session, actor, whole, now)


async def _end_silence(session: AsyncSession, actor: Actor, whole: WholeTask, now: datetime) -> None:
    """Only the pause that silence began: their own stays."""
    program_id, advocate_id = actor.program_id, whole.task.subject
    if await advocates.end_silence(session, program_id, advocate_id):
        audit.record(session, program_id, at=now, actor=actor.user_id, verb="resumed", subject=advocate_id)
        await messages.changed(session, program_id, advocate_id, now=now)


async def _lift(session: AsyncSession, actor: Actor, whole: WholeTask, now: datetime) -> None:
    if await blocks.lift(session, actor.program_id, whole.task.subject, now=now):
        audit.record(
            session,
            actor.program_id,
            at=now,
            actor=actor.user_id,
            verb="block_lifted",
            subject=whole.task.subject,
        )


async def _open_again(session: AsyncSession, actor: Actor, whole: WholeTask, now: datetime) -> None:
    """As they told their contact; what they have said themselves since then stands."""
    program_id = actor.program_id
    no = await consent_rows.withdraw_no(session, program_id, whole.task.subject, source=consents.AFTERWARDS)
    if no is None or whole.advocate is None:
        raise BotError(SAID_SINCE)
    await consents.record(
        session, whole.advocate, no, Consented.YES, source=consents.TOLD, now=now, by=actor.user_id
    )
    await messages.changed(session, program_id, whole.advocate.id, now=now)


Effect = Callable[[AsyncSession, Actor, WholeTask, datetime], Awaitable[None]]
EFFECTS: Mapping[tuple[TaskKind, Decided], Effect | None] = {
    (TaskKind.CHECK_IN, Decided.FINE): _end_silence,
    (TaskKind.CHECK_IN, Decided.LEFT_ALONE): None,
    (TaskKind.NOT_HAPPY, Decided.CLEARED): _lift,
    (TaskKind.FORBIDDEN, Decided.NOTED): None,
    (TaskKind.FORBIDDEN, Decided.ALLOWED): _lift,
    (TaskKind.RATHER_NOT, Decided.NOTED): None,
    (TaskKind.RATHER_NOT, Decided.ALLOWED): _open_again,
    (TaskKind.COLLEAGUE, Decided.NOTED): None,
    (TaskKind.CHANGED_JOB, Decided.NOTED): None,
    (TaskKind.CHANGED_JOB, Decided.MAY_FOLLOW): None,
}
