"""A customer does not answer: once is fine, somebody else is asked; after the second time they are left alone."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.asks.change import change
from models import advocate as advocates
from models import ask as asks
from models import audit
from models import task as task_rows
from models.ask import WITH_CUSTOMER, AskState, Road, WholeAsk
from models.task import TaskKind

IN_A_ROW = 2


async def fell(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """The customer's deadline has passed."""
    if (
        whole.ask.asked_at is None
    ):  # one of ours was to put the question, and nobody did: no silence of theirs
        await change(session, whole.ask, AskState.NOT_PASSED_ON, came_from=WITH_CUSTOMER, now=now)
        return
    silent = await change(session, whole.ask, AskState.SILENT, came_from=WITH_CUSTOMER, now=now)
    if silent and whole.ask.road is not Road.ASSISTANT and await _again(session, whole):
        await _leave_alone(session, whole, now=now)


async def _again(session: AsyncSession, whole: WholeAsk) -> bool:
    """Was the question before this one not answered either? What was before a check-in no longer counts."""
    program_id, advocate_id = whole.ask.program_id, whole.advocate.id
    checked = await task_rows.last_done(session, program_id, TaskKind.CHECK_IN, advocate_id)
    last = await asks.latest(session, program_id, advocate_id, since=checked, most=IN_A_ROW)
    return list(last) == [AskState.SILENT] * IN_A_ROW


async def _leave_alone(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """Paused until their owner has checked in; not where they rest by their own word."""
    program_id, advocate_id = whole.ask.program_id, whole.advocate.id
    if not await advocates.pause_for_silence(session, program_id, advocate_id, now=now):
        return
    audit.record(
        session, program_id, at=now, actor=audit.CLOCK, verb="paused_for_silence", subject=advocate_id
    )
    await tasks.open_(
        session,
        TaskKind.CHECK_IN,
        member=whole.owner,
        account=whole.account,
        advocate=whole.advocate,
        subject=advocate_id,
        now=now,
    )
    await messages.changed(session, program_id, advocate_id, now=now)
