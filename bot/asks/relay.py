"""Questions that do not reach the customer by a message from Rung: one of ours passes them on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks, wordings
from bot.people import clocks, present, working_week
from bot.rules import deadlines
from bot.views.owner.forward import forward_text
from models import ask as asks
from models import audit
from models import member as members
from models import program as programs
from models.advocate import Reach
from models.ask import Road, WholeAsk
from models.member import Member
from models.task import TaskKind, WholeTask


async def reach(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """Bring the question to a customer who is asked from now on: by a card, or by one of ours."""
    road = whole.ask.road
    if road is Road.SLACK and not whole.advocate.in_slack:
        road = Road.ASSISTANT if whole.advocate.reach is Reach.ASSISTANT else Road.RELAY
    if road is Road.SLACK:
        await messages.show_ask(session, whole, now=now)
    else:
        await hand_over(session, whole, road, now=now)


async def hand_over(
    session: AsyncSession, whole: WholeAsk, road: Road, *, now: datetime, heard: bool = False
) -> None:
    """From now on whoever approved speaks with the customer, and records the answer.

    Until they say that they did, it is no ask; `heard`: the customer has read the question already.
    """
    program_id = whole.ask.program_id
    since = whole.ask.asked_at if heard else None
    await asks.take_road(session, program_id, whole.ask.id, road, asked_at=since)
    speaker = await _who_speaks(session, whole, now=now)
    remind = clocks(await programs.get(session, program_id)).remind
    audit.record(session, whole.ask.program_id, at=now, actor=audit.CLOCK, verb=road, subject=whole.ask.id)
    await tasks.open_(
        session,
        TaskKind.RELAY,
        member=speaker,
        account=whole.account,
        advocate=whole.advocate,
        subject=whole.ask.id,
        due_at=deadlines.step_by(working_week(speaker), now, whole.reference.needed_on, remind),
        now=now,
    )
    await messages.changed(session, whole.ask.program_id, whole.ask.id, whole.reference.id, now=now)


async def answer_by(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> datetime | None:
    """The deadline of somebody who hears of the question now; where little time is left, the one that stands."""
    program = await programs.get(session, whole.ask.program_id)
    week = working_week(whole.advocate)
    return deadlines.answer_by(week, now, whole.reference.needed_on, clocks(program)) or whole.ask.due_at


async def _who_speaks(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> Member:
    """Whoever approved; where they are not there, the owner, their backup or a manager who is."""
    backup = whole.owner.backup_id
    standing_in = [await members.get(session, whole.ask.program_id, backup)] if backup else []
    managers = await members.managers(session, whole.ask.program_id)
    there = present([whole.decider, whole.owner, *standing_in, *managers], now)
    return there[0] if there else whole.decider or whole.owner


async def worded(session: AsyncSession, waiting: Sequence[WholeTask], *, now: datetime) -> list[WholeTask]:
    """The same tasks; those that pass a question on with it, and with its text ready to copy."""
    relayed = [task for task in waiting if task.task.kind is TaskKind.RELAY and task.task.done_at is None]
    if not relayed:
        return list(waiting)
    program_id = relayed[0].task.program_id
    program = await programs.get(session, program_id)
    found = await asks.some(session, program_id, [task.task.subject for task in relayed])
    by_id = {whole.ask.id: whole for whole in found}
    texts = await wordings.some(session, program_id, {whole.advocate.language for whole in found})
    dressed = []
    for task in waiting:
        whole = by_id.get(task.task.subject)
        if whole is None:
            dressed.append(task)
            continue
        wording = texts[whole.advocate.language]
        text = forward_text(whole, task.member, wording, company=program.name, now=now)
        dressed.append(replace(task, ask=whole, forward=text))
    return dressed
