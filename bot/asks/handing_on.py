"""Neither a yes nor a no: *Ask my colleague*, *Talk to my assistant*."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, needs, tasks
from bot.asks import answers, course, relay
from bot.asks.decisions import SETTLED
from bot.kit.errors import BotError
from bot.rules import matching
from models import ask as asks
from models import audit
from models.ask import WITH_CUSTOMER, Ask, AskState, Road, WholeAsk
from models.base import new_id
from models.eligibility.needs import Standing
from models.member import Actor
from models.task import TaskKind

WITH_ASSISTANT = "Your contact speaks with your assistant already. You can still say no here."


async def to_colleague(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> WholeAsk:
    """They would rather a colleague is asked: the best one who may be comes next, by the owner's consent.

    Where there is none, the owner learns of the wish.
    """
    whole = await answers.to_answer(session, actor, ask_id)
    await answers.answer(session, actor, whole, AskState.PASSED_ON, came_from=WITH_CUSTOMER, now=now)
    if not await _put_colleague_next(session, whole, now=now):
        await tasks.open_(
            session,
            TaskKind.COLLEAGUE,
            member=whole.owner,
            account=whole.account,
            advocate=whole.advocate,
            subject=whole.ask.id,
            now=now,
        )
    await course.go_on(session, actor.program_id, whole.reference.id, now=now)
    return whole


async def _put_colleague_next(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> bool:
    """Put a colleague right behind on the list: the same place, and a younger row. False: there is nobody."""
    program_id, place = whole.ask.program_id, whole.ask.position
    own = await asks.of_references(session, program_id, [whole.reference.id])
    beside = [other for other in own if other.account.id == whole.account.id]
    for other in beside:
        if other.ask.state is AskState.LISTED:
            await asks.place(session, program_id, other.ask.id, place)
            return True
    known = {other.advocate.id for other in beside}
    for standing in await needs.colleagues(session, whole, now=now):
        if standing.eligible and standing.advocate_id not in known:
            await _list(session, whole, standing, now=now)
            return True
    return False


async def _list(session: AsyncSession, whole: WholeAsk, standing: Standing, *, now: datetime) -> None:
    ask = Ask(
        program_id=whole.ask.program_id,
        id=new_id(),
        reference_id=whole.reference.id,
        advocate_id=standing.advocate_id,
        account_id=standing.account_id,
        deal_id=whole.deal.id,
        activity_id=whole.activity.id,
        position=whole.ask.position,
        state=AskState.LISTED,
        state_at=now,
        reasons=matching.strongest(standing.fits),
    )
    session.add(ask)
    await session.flush()
    audit.record(session, ask.program_id, at=now, actor=audit.CLOCK, verb=AskState.LISTED, subject=ask.id)


async def to_assistant(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> WholeAsk:
    """Our side arranges it with their assistant, and records the answer; the question stays with them meanwhile."""
    whole = await answers.to_answer(session, actor, ask_id)
    if whole.ask.state is not AskState.ASKED:
        raise BotError(answers.ANSWERED if whole.ask.answered_at else SETTLED)
    if whole.ask.road is Road.ASSISTANT:
        raise BotError(WITH_ASSISTANT)
    await relay.hand_over(session, whole, Road.ASSISTANT, now=now, heard=True)
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="to_assistant", subject=ask_id)
    await messages.changed(session, actor.program_id, ask_id, whole.reference.id, now=now)
    return whole
