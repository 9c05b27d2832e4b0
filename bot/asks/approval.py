"""The owner's consent: a card, and a chain of clocks when nobody answers.

Reminder, backup, managers; silence is never a yes. Whoever is absent is skipped, not waited for.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import ahead, sending
from bot.asks.change import change
from bot.people import clocks, present, working_week
from bot.rules import deadlines
from bot.rules.deadlines import Clocks
from models import ask as asks
from models import member as members
from models import program as programs
from models.ask import AskState, Stage, WholeAsk
from models.member import Member

CHAIN = (Stage.OWNER, Stage.REMINDED, Stage.BACKUP, Stage.MANAGERS)


def _lasts(clocks: Clocks) -> dict[Stage, timedelta]:
    return {
        Stage.OWNER: clocks.remind,
        Stage.REMINDED: clocks.backup,
        Stage.BACKUP: clocks.managers,
        Stage.MANAGERS: clocks.managers_have,
    }


async def begin(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> bool:
    """Put a listed ask before its first approver who is there, or on its way where consent was given ahead.

    False: nobody is there, or something came up; the ask has ended.
    """
    consent = await ahead.agreed(session, whole, now=now)
    if consent is None:
        return await _enter(session, whole, CHAIN, came_from=AskState.LISTED, now=now)
    await change(
        session,
        whole.ask,
        AskState.APPROVED,
        came_from=AskState.LISTED,
        now=now,
        decided_by=consent.by.id if consent.by else None,
        standing_id=consent.approval.id if consent.approval else None,
    )
    await ahead.tell(session, whole, consent, now=now)
    found = await asks.whole(session, whole.ask.program_id, whole.ask.id)
    return found is not None and await sending.send(session, found, now=now)


async def next_stage(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> bool:
    """The present stage's time is up: on to the next. False: that was the last, and the ask has ended."""
    done = CHAIN.index(whole.ask.stage) if whole.ask.stage else -1
    return await _enter(session, whole, CHAIN[done + 1 :], came_from=AskState.APPROVING, now=now)


async def _enter(
    session: AsyncSession,
    whole: WholeAsk,
    stages: Sequence[Stage],
    *,
    came_from: AskState,
    now: datetime,
) -> bool:
    lasts = _lasts(clocks(await programs.get(session, whole.ask.program_id)))
    for stage in stages:
        deciders = await deciders_at(session, whole, stage, now=now)
        if not deciders:
            continue
        due_at = deadlines.step_by(working_week(deciders[0]), now, whole.reference.needed_on, lasts[stage])
        entered = await change(
            session,
            whole.ask,
            AskState.APPROVING,
            came_from=came_from,
            now=now,
            stage=stage,
            due_at=due_at,
        )
        if entered:
            await _show(session, whole, stage, deciders, now=now)
        return True
    await change(session, whole.ask, AskState.UNAPPROVED, came_from=came_from, now=now)
    return False


async def _show(
    session: AsyncSession, whole: WholeAsk, stage: Stage, deciders: Sequence[Member], *, now: datetime
) -> None:
    """The card of each; at the managers' stage once in the programme's channel, where it has one."""
    program = await programs.get(session, whole.ask.program_id)
    if stage is Stage.MANAGERS and program.channel:
        workspace_id = deciders[0].workspace_id
        await messages.show_approval_in(session, whole, program.channel, workspace_id, now=now)
        return
    for decider in deciders:
        reminder = stage is Stage.REMINDED
        await messages.show_approval(session, whole, decider, now=now, reminder=reminder)


async def deciders_at(session: AsyncSession, whole: WholeAsk, stage: Stage, *, now: datetime) -> list[Member]:
    """Who joins at a stage and is there now. The first of them keeps the clock."""
    if stage in {Stage.OWNER, Stage.REMINDED}:
        return present([await approver_of(session, whole)], now)
    if stage is Stage.BACKUP:
        joining: Sequence[Member | None] = [await backup_of(session, whole.owner)]
    else:
        joining = await members.managers(session, whole.ask.program_id)
    return [member for member in present(joining, now) if member.id != whole.seller.id]


async def present_deciders(
    session: AsyncSession, program_id: str, wholes: Sequence[WholeAsk], *, now: datetime
) -> dict[str, list[Member]]:
    """For each ask before an approver: who can decide it now, all who have joined so far."""
    waiting = [whole for whole in wholes if whole.ask.state is AskState.APPROVING]
    if not waiting:
        return {}
    wanted = {id_ for w in waiting for id_ in (w.owner.backup_id, w.ask.approver_id) if id_}
    others = {member.id: member for member in await members.some(session, program_id, sorted(wanted))}
    managers = await members.managers(session, program_id)
    found = {}
    for whole in waiting:
        joined: list[Member | None] = [others.get(whole.ask.approver_id or "", whole.owner)]
        if whole.ask.stage in {Stage.BACKUP, Stage.MANAGERS}:
            joined.append(others.get(whole.owner.backup_id or ""))
        if whole.ask.stage is Stage.MANAGERS:
            joined += managers
        once = {member.id: member for member in present(joined, now)}
        if whole.seller.id != whole.owner.id:
            once.pop(whole.seller.id, None)
        found[whole.ask.id] = list(once.values())
    return found


async def approver_of(session: AsyncSession, whole: WholeAsk) -> Member:
    """The owner, or whoever a manager named in their place."""
    if whole.ask.approver_id is None:
        return whole.owner
    return await members.get(session, whole.ask.program_id, whole.ask.approver_id)


async def backup_of(session: AsyncSession, owner: Member) -> Member | None:
    return await members.get(session, owner.program_id, owner.backup_id) if owner.backup_id else None


async def stage_ends(
    session: AsyncSession, whole: WholeAsk, *, began: datetime, now: datetime
) -> datetime | None:
    """When the present stage would end had it begun then. None: nobody keeps its clock now."""
    if whole.ask.stage is None:
        return None
    deciders = await deciders_at(session, whole, whole.ask.stage, now=now)
    usual = _lasts(clocks(await programs.get(session, whole.ask.program_id)))[whole.ask.stage]
    needed_on = whole.reference.needed_on
    return deadlines.step_by(working_week(deciders[0]), began, needed_on, usual) if deciders else None
