"""The weekly look for next steps: begun on Tuesday, a thousand people in each transaction, until all were looked at."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.nudges.offering import offer
from bot.rules import weeks
from models import audit, next_step
from models import program as programs
from models import sweep as sweeps
from models.next_step import Weight

BATCH = 1000


async def clock_ran_out(session: AsyncSession, program_id: str, _row: str, /, *, now: datetime) -> bool:
    """Begin a week's look, and plan the next one. False: another replica did.

    A programme that has no plan yet gets one. Of several that were missed one is begun; where nobody is proposed
    anything there is nothing to look for.
    """
    program = await programs.get(session, program_id)
    seen, next_at = program.sweep_due_at, weeks.next_swept(program.zone, program.country, now)
    if seen is not None and seen > now:
        return False  # another replica began it since this one looked
    if not await sweeps.plan(session, program_id, seen=seen, due_at=next_at):
        return False
    if seen is None:
        audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="sweep_planned", subject=program_id)
    if seen is None or not program.nudging or program.nudging_paused_at is not None:
        return True
    weights = await next_step.weights(session, program_id, now=now)
    week = weeks.monday_of(program.zone, next_at) - weeks.WEEK  # a late look is not the next one
    kept = {activity_id: asdict(weight) for activity_id, weight in weights.items()}
    sweep_id = await sweeps.begin(session, program_id, week=week, now=now, weights=kept)
    if sweep_id is not None:
        audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="sweep", subject=sweep_id)
    return True


async def go_on(session: AsyncSession, program_id: str, sweep_id: str, /, *, now: datetime) -> bool:
    """Look at the next people. False: another replica has them.

    Where it stands is written in the same transaction: what was done before a crash is not done twice. Whether
    proposals go out, and whether a tenth is held out, is read anew for each thousand.
    """
    sweep = await sweeps.find(session, program_id, sweep_id)
    if sweep is None or sweep.due_at is None:
        return False
    people = await next_step.page(session, program_id, after=sweep.after, most=BATCH)
    to, at_end = people[-1].id if people else sweep.after, len(people) < BATCH
    if not await sweeps.advance(session, program_id, sweep, to=to, at_end=at_end):
        return False
    program = await programs.get(session, program_id)
    weights = {activity_id: Weight(**weight) for activity_id, weight in sweep.weights.items()}
    looked = await offer(session, program, people, weights, now=now)
    people_and_steps = {"looked_at": looked.people, "proposed": looked.proposed}
    await sweeps.counted(session, program_id, sweep, **people_and_steps, reasons=dict(looked.reasons))
    return True
