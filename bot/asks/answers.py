"""The customer's answer, the second of the two consents: a yes, or a no with its one effect."""

from datetime import UTC, date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.advocates import consents
from bot.asks import course
from bot.asks.change import change
from bot.asks.decisions import SETTLED, to_decide
from bot.favours import schedule
from bot.kit.errors import BotError
from bot.rules.hours import zone_of
from models import advocate as advocates
from models import audit
from models import consent as consent_rows
from models.advocate import Advocate
from models.ask import WITH_CUSTOMER, AskState, Declined, Road, WholeAsk
from models.consent import Consented
from models.member import Actor
from models.reference import ReferenceState

ANSWERED = "You have answered this already. Nothing was changed."
CHANGED = "This has changed since. Look at it again."
NOT_PAST = "Choose a day from tomorrow on."
SOURCE = "answer to an ask"


async def accept(
    session: AsyncSession,
    actor: Actor,
    ask_id: str,
    *,
    now: datetime,
    came_from: AskState = AskState.ASKED,
) -> WholeAsk:
    """The customer's yes. Where somebody else's was enough it is kept as a spare one: thanked, not used."""
    whole = await to_answer(session, actor, ask_id)
    await accept_held(session, actor, whole, now=now, came_from=came_from)
    return whole


async def accept_held(
    session: AsyncSession, actor: Actor, whole: WholeAsk, *, now: datetime, came_from: AskState
) -> None:
    """The same for one that is theirs to answer, and held."""
    if _enough(whole):
        states = frozenset({came_from, AskState.WITHDRAWN})
        await answer(session, actor, whole, AskState.SPARE, came_from=states, now=now)
    else:
        await answer(session, actor, whole, AskState.ACCEPTED, came_from=frozenset({came_from}), now=now)
        await schedule.agreed(session, whole)
    await _consent(session, actor, whole, now=now)
    await course.go_on(session, actor.program_id, whole.reference.id, now=now)


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
        raise BotError(NOT_PAST)
    whole = await to_answer(session, actor, ask_id)
    await answer(session, actor, whole, AskState.DECLINED, came_from=WITH_CUSTOMER, now=now, declined=how)
    if until is not None:
        await advocates.pause_until(session, actor.program_id, whole.advocate.id, until)
        audit.record(
            session, actor.program_id, at=now, actor=actor.user_id, verb="paused", subject=whole.advocate.id
        )
    if how is Declined.NEVER_THIS_KIND:
        await consents.record(
            session, whole.advocate, whole.activity.id, Consented.NO, source=SOURCE, by=actor.user_id, now=now
        )
    await messages.changed(session, actor.program_id, whole.advocate.id, now=now)
    await course.spare_colleagues(session, whole, now=now)
    await course.go_on(session, actor.program_id, whole.reference.id, now=now)
    return whole


async def pause_until(
    session: AsyncSession, actor: Actor, ask_id: str, day: date, *, now: datetime
) -> WholeAsk:
    """*Not now until …*: a no to this one, and a rest until that day begins where the customer lives."""
    whole = await to_answer(session, actor, ask_id)
    until = begin_of(day, whole.advocate)
    return await decline(session, actor, ask_id, Declined.NOT_NOW, now=now, until=until)


def begin_of(day: date, advocate: Advocate) -> datetime:
    return datetime.combine(day, time(), zone_of(advocate.zone)).astimezone(UTC)


async def to_answer(session: AsyncSession, actor: Actor, ask_id: str) -> WholeAsk:
    """The ask, held, where it is the actor's to answer: the customer, or who records it for them."""
    whole = await course.locked(session, actor.program_id, ask_id)
    if whole is None:
        raise BotError(SETTLED)
    if actor.advocate_id == whole.ask.advocate_id:
        return whole
    if whole.ask.road is Road.SLACK or actor.member_id is None:
        raise BotError("This was asked of somebody else, so only they can answer it.")
    return await to_decide(session, actor, ask_id)


async def answer(
    session: AsyncSession,
    actor: Actor,
    whole: WholeAsk,
    to: AskState,
    *,
    came_from: frozenset[AskState],
    now: datetime,
    **values: object,
) -> None:
    """Write down what they say, once; raises BotError where there is nothing, or something else, to say."""
    if await change(
        session,
        whole.ask,
        to,
        came_from=came_from,
        now=now,
        actor=actor.user_id,
        **{"answered_at": now} | values,
    ):
        return
    if whole.ask.state in WITH_CUSTOMER:
        raise BotError(CHANGED)
    raise BotError(ANSWERED if whole.ask.answered_at else f"Thank you. {SETTLED}")


def _enough(whole: WholeAsk) -> bool:
    """Was their question withdrawn because somebody else's yes came first? A cancelled one stays settled."""
    withdrawn = whole.ask.state is AskState.WITHDRAWN and whole.ask.asked_at is not None
    return withdrawn and whole.reference.state is ReferenceState.FOUND


async def _consent(session: AsyncSession, actor: Actor, whole: WholeAsk, *, now: datetime) -> None:
    """A yes is a consent to this kind, where none has been given or it has ended."""
    kept = await consent_rows.find(session, whole.ask.program_id, whole.advocate.id, whole.activity.id)
    if kept is None or (kept.until is not None and kept.until <= now):
        await consents.record_yes(
            session, whole.advocate, whole.activity.id, source=SOURCE, by=actor.user_id, now=now
        )
