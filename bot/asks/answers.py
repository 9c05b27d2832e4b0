"""The customer's answer: the second of the two consents, each no with its one effect."""

from datetime import UTC, date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.asks import course
from bot.asks.change import change
from bot.asks.decisions import SETTLED, to_decide
from bot.kit.errors import BotError
from bot.rules.hours import zone_of
from models import advocate as advocates
from models.advocate import Consent, Consented
from models.ask import AskState, Declined, Road, WholeAsk
from models.member import Actor

ANSWERED = "You have answered this already. Nothing was changed."


async def accept(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> WholeAsk:
    """The customer's yes."""
    whole = await _answer(session, actor, ask_id, AskState.ACCEPTED, now=now)
    await course.advance(session, actor.program_id, whole.reference.id, now=now)
    return whole


async def decline(
    session: AsyncSession,
    actor: Actor,
    ask_id: str,
    how: Declined,
    *,
    now: datetime,
    until: datetime | None = None,
) -> WholeAsk:
    """The customer's no, with its one effect; `until` goes with NOT_NOW: when they may be asked again."""
    if how is Declined.NOT_NOW and (until is None or until <= now):
        raise BotError("Choose a day from tomorrow on.")
    whole = await _answer(session, actor, ask_id, AskState.DECLINED, now=now, declined=how)
    if until is not None:
        await advocates.pause_until(session, actor.program_id, whole.advocate.id, until)
    if how is Declined.NEVER_THIS_KIND:
        await _never_this_kind(session, whole, now=now)
    await course.spare_colleagues(session, whole, now=now)
    await course.advance(session, actor.program_id, whole.reference.id, now=now)
    return whole


async def pause_until(
    session: AsyncSession, actor: Actor, ask_id: str, day: date, *, now: datetime
) -> WholeAsk:
    """*Not now until …*: a no to this one, and a rest until that day begins where the customer lives."""
    until = datetime.combine(day, time(), zone_of(actor.zone)).astimezone(UTC)
    return await decline(session, actor, ask_id, Declined.NOT_NOW, now=now, until=until)


async def _to_answer(session: AsyncSession, actor: Actor, ask_id: str) -> WholeAsk:
    """The ask, held, where it is the actor's to answer: the customer, or who records it for them."""
    whole = await course.locked(session, actor.program_id, ask_id)
    if whole is None:
        raise BotError(SETTLED)
    if actor.advocate_id == whole.ask.advocate_id:
        return whole
    if whole.ask.road is Road.SLACK or actor.member_id is None:
        raise BotError("This was asked of somebody else, so only they can answer it.")
    return await to_decide(session, actor, ask_id)


async def _answer(
    session: AsyncSession, actor: Actor, ask_id: str, to: AskState, *, now: datetime, **values: object
) -> WholeAsk:
    whole = await _to_answer(session, actor, ask_id)
    if not await change(
        session,
        whole.ask,
        to,
        came_from=AskState.ASKED,
        now=now,
        actor=actor.user_id,
        answered_at=now,
        **values,
    ):
        raise BotError(ANSWERED if whole.ask.answered_at else f"Thank you. {SETTLED}")
    return whole


async def _never_this_kind(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    program_id, advocate_id = whole.ask.program_id, whole.advocate.id
    kept = await advocates.consent(session, program_id, advocate_id, whole.activity.id)
    if kept is None:
        kept = Consent(program_id=program_id, advocate_id=advocate_id, activity_id=whole.activity.id)
        session.add(kept)
    kept.state, kept.since, kept.until, kept.source = Consented.NO, now, None, "answer to an ask"
    await session.flush()
