"""What comes next for one side of a favour: the brief, the question, the seller's reminder, the end of waiting."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks.course import locked
from bot.favours import held, schedule
from bot.kit.errors import BotError
from bot.people import working_week
from bot.rules import afterwards
from models import ask as asks
from models import audit
from models import debrief as debriefs
from models import participation as ledger
from models.ask import AskState, WholeAsk
from models.debrief import Debrief, Side
from models.message import MessageKind

SAID_ALREADY = (
    "One side has said already how it went, so the day stays. The owner of the relationship can move it."
)


async def movable(session: AsyncSession, program_id: str, ask_id: str) -> None:
    """Raises BotError where somebody has said already how it went: then the day stays."""
    sides = await debriefs.of_ask(session, program_id, ask_id)
    settled = await ledger.held(session, program_id, [ask_id])
    if settled or any(side.answered_at is not None for side in sides.values()):
        raise BotError(SAID_ALREADY)


async def dated(session: AsyncSession, program_id: str, ask_id: str, *, by: str, now: datetime) -> None:
    """A day was set or moved: it was not held yet, and whoever should know the day already is told at once."""
    whole = await asks.whole(session, program_id, ask_id)
    if whole is None:
        return
    await held.void(session, whole.ask, by=by, now=now)
    await schedule.dated(session, whole)
    for debrief in (await debriefs.of_ask(session, program_id, ask_id)).values():
        if debrief.due_at is not None and debrief.due_at <= now:
            await _step(session, whole, debrief, now=now)


async def thank(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """It was held, though no day had been entered: that day is written down, and the customer is thanked."""
    program_id, ask_id = whole.ask.program_id, whole.ask.id
    await asks.set_held_on(session, program_id, ask_id, whole.reference.needed_on)
    await debriefs.schedule(session, program_id, ask_id, Side.ADVOCATE, now)
    dated_now = await asks.whole(session, program_id, ask_id)
    debrief = (await debriefs.of_ask(session, program_id, ask_id))[Side.ADVOCATE]
    await _step(session, dated_now or whole, debrief, now=now)


async def clock_ran_out(session: AsyncSession, program_id: str, debrief_id: str, *, now: datetime) -> bool:
    """Act for one side whose time has come. False: another replica, or an answer, was first."""
    found = await debriefs.find(session, program_id, debrief_id)
    whole = await locked(session, program_id, found.ask_id) if found else None
    if whole is None or not await debriefs.claim_due(session, program_id, debrief_id, now=now):
        return False
    debrief = await debriefs.find(session, program_id, debrief_id)
    if debrief is not None and whole.ask.state is AskState.ACCEPTED:
        await _step(session, whole, debrief, now=now)
    return True


async def _step(session: AsyncSession, whole: WholeAsk, debrief: Debrief, *, now: datetime) -> None:
    if debrief.asked_at is None:
        asks_at = afterwards.asks_at(whole.advocate.zone, whole.ask.held_on or whole.reference.needed_on)
        if now >= asks_at:
            await _ask(session, whole, debrief, now=now)
        else:
            await _brief(session, whole, debrief, asks_at, now=now)
    elif debrief.side is Side.ADVOCATE:
        await debriefs.note(session, debrief.program_id, debrief.id, due_at=None)
        await held.silence_is_yes(session, whole, now=now)
    elif debrief.reminded_at is None:
        due_at = afterwards.overdue_at(working_week(whole.seller), now)
        await _note(session, debrief, "debrief_reminded", now=now, reminded_at=now, due_at=due_at)
        await _show(session, MessageKind.DEBRIEF_REMINDER, whole, debrief.side, now=now)
    else:
        await _note(session, debrief, "debrief_overdue", now=now, overdue_at=now, due_at=None)


async def _brief(
    session: AsyncSession, whole: WholeAsk, debrief: Debrief, asks_at: datetime, *, now: datetime
) -> None:
    """Once for each side, however often the day is moved: the brief that they have is drawn again."""
    if debrief.briefed_at is None:
        await _note(session, debrief, "briefed", now=now, briefed_at=now)
        await _show(session, MessageKind.BRIEF, whole, debrief.side, now=now)
    await debriefs.note(session, debrief.program_id, debrief.id, due_at=asks_at)


async def _ask(session: AsyncSession, whole: WholeAsk, debrief: Debrief, *, now: datetime) -> None:
    if whole.ask.held_on is not None:
        await held.claim(session, whole, now=now)
    if debrief.side is Side.SELLER:
        due_at = afterwards.remind_at(working_week(whole.seller), now)
    else:
        due_at = afterwards.verified_at(working_week(whole.advocate), now)
    await _note(session, debrief, "debrief_asked", now=now, asked_at=now, due_at=due_at)
    await _show(session, MessageKind.DEBRIEF, whole, debrief.side, now=now)
    await messages.changed(
        session, debrief.program_id, whole.ask.id, now=now
    )  # takes the way out off their card


async def _show(
    session: AsyncSession, kind: MessageKind, whole: WholeAsk, side: Side, *, now: datetime
) -> None:
    """A customer whom we do not write to is left in peace: their side counts as silent."""
    if side is Side.SELLER:
        await messages.show_favour(session, kind, whole, whole.seller, now=now)
    elif whole.advocate.in_slack:
        await messages.show_favour(session, kind, whole, whole.advocate, now=now)


async def _note(
    session: AsyncSession, debrief: Debrief, verb: str, *, now: datetime, **values: datetime | None
) -> None:
    await debriefs.note(session, debrief.program_id, debrief.id, **values)
    audit.record(session, debrief.program_id, at=now, actor=audit.CLOCK, verb=verb, subject=debrief.ask_id)
