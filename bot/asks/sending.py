"""The moment a customer is asked: everything that speaks against it is looked up again, in this transaction."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import needs
from bot.asks import relay
from bot.asks.change import change
from bot.people import clocks, contact_week, working_week
from bot.rules import deadlines, hours
from models import account as accounts
from models import program as programs
from models.ask import AskState, WholeAsk, priority


async def stopped(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> bool:
    """True, and the ask has ended, where a cap or block has come up or it is too late for a fair deadline."""
    ask = whole.ask
    await accounts.lock(session, ask.program_id, [ask.account_id])
    standing = await needs.standing_of(session, whole, now=now)
    if not standing.eligible:
        await change(session, ask, AskState.BLOCKED, came_from=ask.state, now=now)
        return True
    program = await programs.get(session, ask.program_id)
    week, needed_on = working_week(whole.advocate), whole.reference.needed_on
    if deadlines.answer_by(week, now, needed_on, clocks(program)) is None:
        await change(session, ask, AskState.TOO_LATE, came_from=ask.state, now=now)
        return True
    await _go_first(session, whole, now=now)
    return False


async def _go_first(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """Where the larger deal goes first, questions for smaller ones end that have not reached this account.

    Their references go on at the next tick, each in a transaction of its own: none waits here for another's lock.
    """
    if whole.deal.amount is None:
        return
    program_id, account_id = whole.ask.program_id, whole.ask.account_id
    for ask in await priority.smaller(session, program_id, account_id=account_id, amount=whole.deal.amount):
        await change(session, ask, AskState.BLOCKED, came_from=priority.BEFORE_CUSTOMER, now=now, due_at=now)


async def send(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> bool:
    """Ask an approved customer: now, or when their contact hours begin.

    False: something came up since the shortlist, they are not asked, and the ask has ended.
    """
    if await stopped(session, whole, now=now):
        return False
    program = await programs.get(session, whole.ask.program_id)
    opens = hours.next_open(contact_week(program, whole.advocate), now)
    if opens > now:
        await change(
            session, whole.ask, AskState.APPROVED, came_from=AskState.APPROVED, now=now, due_at=opens
        )
        return True
    week, needed_on = working_week(whole.advocate), whole.reference.needed_on
    due_at = deadlines.answer_by(week, now, needed_on, clocks(program))
    if await change(
        session,
        whole.ask,
        AskState.ASKED,
        came_from=AskState.APPROVED,
        now=now,
        asked_at=now,
        due_at=due_at,
    ):
        await relay.reach(session, whole, now=now)
    return True
