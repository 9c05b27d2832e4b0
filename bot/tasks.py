"""What a colleague is to decide about a customer: opened by the course of things, closed by whoever decides."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.kit.errors import BotError
from models import audit
from models import task as tasks
from models.account import Account
from models.advocate import Advocate
from models.member import Actor, Member
from models.task import TaskKind, WholeTask

DONE = "Somebody has taken care of this in the meantime."
SETTLED_ITSELF = "This has settled itself in the meantime, so that nothing is left to do. The card says how."


async def open_(
    session: AsyncSession,
    kind: TaskKind,
    *,
    member: Member,
    account: Account,
    advocate: Advocate | None,
    now: datetime,
    subject: str | None = None,
    said: str = "",
    due_at: datetime | None = None,
) -> None:
    """Give a member something to decide, once: nothing happens while the same is open already.

    `subject` is the row that it is about (see TaskKind); None where the task stands for itself. `due_at`: when
    it is looked at again.
    """
    values = {} if subject is None else {"subject": subject}
    task_id = await tasks.open_(
        session,
        program_id=account.program_id,
        kind=kind,
        member_id=member.id,
        account_id=account.id,
        advocate_id=advocate.id if advocate else None,
        said=said,
        made_at=now,
        due_at=due_at,
        **values,
    )
    if task_id is not None:
        audit.record(
            session, account.program_id, at=now, actor=audit.CLOCK, verb=f"task_{kind}", subject=task_id
        )
        await messages.show_task(session, task_id, member, now=now)


async def to_decide(session: AsyncSession, actor: Actor, task_id: str, *kinds: TaskKind) -> WholeTask:
    """An open task of one of the kinds that is the actor's to decide; raises BotError where it is not."""
    whole = await tasks.whole(session, actor.program_id, task_id)
    if whole is None or whole.task.kind not in kinds:
        raise BotError(DONE)
    if whole.task.done_at is not None:
        raise BotError(DONE if whole.done_by else SETTLED_ITSELF)
    mine = actor.member_id in {whole.member.id, whole.member.backup_id, whole.account.owner_id}
    if not mine and not actor.is_manager:
        raise BotError("This is for the owner of this customer's relationship to decide.")
    return whole


async def close(
    session: AsyncSession, actor: Actor, whole: WholeTask, outcome: str, *, now: datetime
) -> None:
    """Write down what was decided; raises BotError where somebody else was first."""
    program_id, task_id = whole.task.program_id, whole.task.id
    if not await tasks.close(session, program_id, task_id, by=actor.member_id, outcome=outcome, now=now):
        raise BotError(DONE)
    audit.record(
        session, program_id, at=now, actor=actor.user_id, verb=f"{whole.task.kind}_{outcome}", subject=task_id
    )
    await messages.changed(session, program_id, task_id, now=now)


async def settle(
    session: AsyncSession, program_id: str, kind: TaskKind, subject: str, outcome: str, *, now: datetime
) -> None:
    """What was to be decided about this subject has settled itself."""
    closed = await tasks.close_about(session, program_id, kind, subject, outcome=outcome, now=now)
    for task_id in closed:
        audit.record(
            session, program_id, at=now, actor=audit.CLOCK, verb=f"{kind}_{outcome}", subject=task_id
        )
    if closed:
        await messages.changed(session, program_id, *closed, now=now)
