"""What waits for a decision in the whole programme."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.asks import known
from bot.asks.approval import present_deciders
from bot.asks.decisions import SETTLED
from bot.kit.errors import BotError
from bot.owners import lifting
from bot.views.ask.known import Carried
from bot.views.manager.nudging import Steps
from bot.views.manager.queue import Queue, QueueTab, Waiting
from models import ask as asks
from models import audit, correspondence
from models import block as blocks
from models import nudge as nudges
from models import program as programs
from models import reference as references
from models import sweep as sweeps
from models import task as tasks
from models import workspace as workspaces
from models.ask import AskState, WholeAsk
from models.member import Actor

PAGE = 8
RECENTLY = timedelta(days=14)


async def page(session: AsyncSession, actor: Actor, tab: QueueTab, number: int, *, now: datetime) -> Queue:
    """One page of one part of the queue, with how much there is of each."""
    program_id, since = actor.program_id, now - RECENTLY
    skip = number * PAGE
    queue = Queue(
        tab=tab,
        page=number,
        counts={
            QueueTab.APPROVALS: await asks.count_before_anybody(session, program_id),
            QueueTab.TASKS: await tasks.count_open(session, program_id, None),
            QueueTab.REFERENCES: await references.count_in_trouble(session, program_id, since=since),
            QueueTab.NUDGES: await nudges.count(session, program_id, since=since),
            QueueTab.BLOCKS: await blocks.count(session, program_id, now=now),
        },
        stuck=await correspondence.count_stuck(session, program_id),
        paused=await workspaces.paused(session, program_id),
    )
    if tab is QueueTab.APPROVALS:
        queue.approvals = await _approvals(session, program_id, skip, now=now)
    elif tab is QueueTab.TASKS:
        queue.tasks = await tasks.waiting(session, program_id, None, most=PAGE, skip=skip)
    elif tab is QueueTab.NUDGES:
        queue.steps = Steps(
            program=await programs.get(session, program_id),
            sweep=await sweeps.newest(session, program_id),
            nudges=await nudges.listed(session, program_id, since=since, most=PAGE, skip=skip),
        )
    elif tab is QueueTab.BLOCKS:
        queue.blocks = await lifting.listed(session, actor, everybody=True, now=now, most=PAGE, skip=skip)
    else:
        queue.references = await references.in_trouble(session, program_id, since=since, most=PAGE, skip=skip)
    queue.more = queue.counts[tab] > skip + PAGE
    return queue


async def _approvals(session: AsyncSession, program_id: str, skip: int, *, now: datetime) -> list[Waiting]:
    found = await asks.before_anybody(session, program_id, most=PAGE, skip=skip)
    deciders = await present_deciders(session, program_id, found, now=now)
    since = await audit.first_at(session, program_id, AskState.APPROVING, [whole.ask.id for whole in found])
    return [
        Waiting(whole, since.get(whole.ask.id, whole.ask.state_at), deciders[whole.ask.id]) for whole in found
    ]


async def to_decide(
    session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime
) -> tuple[WholeAsk, Carried]:
    """An ask that still waits for an approver, with what its customer carries."""
    whole = await asks.whole(session, actor.program_id, ask_id)
    if whole is None or whole.ask.state is not AskState.APPROVING:
        raise BotError(SETTLED)
    return whole, await known.one(session, whole, now=now)
