"""A change of an ask's state: settled by the database, written to the log, drawn again wherever it shows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.favours import schedule
from models import ask as asks
from models import audit
from models import standing as standings
from models.ask import RUNNING, Ask, AskState, Moved
from models.task import TaskKind


async def change(
    session: AsyncSession,
    ask: Ask,
    to: AskState,
    *,
    came_from: AskState | frozenset[AskState],
    now: datetime,
    actor: str = audit.CLOCK,
    **values: object,
) -> bool:
    """Move an ask on; `values` are columns set with it. False: somebody else was first, nothing was done."""
    states = frozenset({came_from}) if isinstance(came_from, AskState) else came_from
    moved = await asks.move(session, ask.program_id, ask.id, came_from=states, to=to, now=now, **values)
    if moved is not None:
        if AskState.ACCEPTED in states:
            await schedule.ended(session, ask, by=actor, now=now)
        audit.record(session, ask.program_id, at=now, actor=actor, verb=to, subject=ask.id)
        if states & RUNNING and to not in RUNNING:
            await ended(session, ask.program_id, [moved], to, now=now)
        await messages.changed(session, ask.program_id, ask.id, ask.reference_id, now=now)
    return moved is not None


async def ended(
    session: AsyncSession, program_id: str, moved: Sequence[Moved], outcome: str, *, now: datetime
) -> None:
    """These asks run no longer: nobody has to pass them on, and what was given ahead and not used is back."""
    if unused := [each.id for each in moved if each.unused]:
        await standings.give_back(session, program_id, unused)
    for each in moved:
        if each.relayed:
            await tasks.settle(session, program_id, TaskKind.RELAY, each.id, outcome, now=now)


async def withdraw(
    session: AsyncSession,
    program_id: str,
    reference_id: str,
    *,
    came_from: frozenset[AskState],
    now: datetime,
    account_id: str | None = None,
    actor: str = audit.CLOCK,
) -> None:
    """Withdraw all of a reference's asks in one of the states (of one account, if given)."""
    moved = await asks.withdraw_rest(
        session,
        program_id,
        reference_id=reference_id,
        account_id=account_id,
        came_from=came_from,
        now=now,
    )
    await ended(session, program_id, moved, AskState.WITHDRAWN, now=now)
    withdrawn = [each.id for each in moved]
    if AskState.ACCEPTED in came_from:
        for whole in await asks.some(session, program_id, withdrawn):
            await schedule.ended(session, whole.ask, by=actor, now=now)
    for ask_id in withdrawn:
        audit.record(session, program_id, at=now, actor=actor, verb=AskState.WITHDRAWN, subject=ask_id)
    await messages.changed(session, program_id, reference_id, *withdrawn, now=now)
