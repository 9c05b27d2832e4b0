"""Clocks that already run, when the day on which it must be held moves."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.asks import approval
from bot.people import clocks, working_week
from bot.rules import deadlines
from models import ask as asks
from models import program as programs
from models.ask import WITH_CUSTOMER, AskState, WholeAsk
from models.program import Program


async def day_moved(
    session: AsyncSession, program_id: str, reference_id: str, *, before: date, now: datetime
) -> None:
    """A nearer day makes clocks run earlier, a later one lets them run their usual time."""
    program = await programs.get(session, program_id)
    for whole in await asks.of_references(session, program_id, [reference_id]):
        due_at, nearer = whole.ask.due_at, whole.reference.needed_on < before
        if due_at is None:
            continue
        began = now if nearer else whole.ask.state_at
        due = await _due(session, program, whole, began, now=now)
        if due is not None and (due < due_at if nearer else due > due_at):
            await asks.set_due(session, program_id, whole.ask.id, state=whole.ask.state, due_at=due)


async def _due(
    session: AsyncSession, program: Program, whole: WholeAsk, began: datetime, *, now: datetime
) -> datetime | None:
    """When the present step would end had it begun then. None: its clock keeps the time it has."""
    if whole.ask.state is AskState.APPROVING:
        return await approval.stage_ends(session, whole, began=began, now=now)
    if whole.ask.state in WITH_CUSTOMER:
        week, needed_on = working_week(whole.advocate), whole.reference.needed_on
        return deadlines.answer_by(week, began, needed_on, clocks(program))
    return None  # waits for the customer's contact hours, which do not move
