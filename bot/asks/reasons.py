"""Why not: a reason that nobody has to give. Each has its one effect, once."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.asks import answers
from bot.asks.reveal import block, exclude
from bot.kit.errors import BotError
from bot.people import working_week
from bot.rules.hours import local_day
from models import advocate as advocates
from models import ask as asks
from models import audit
from models.account import TagKind
from models.ask import WholeAsk, WhyNot
from models.block import BlockKind
from models.member import Actor
from models.task import TaskKind

MONTH = timedelta(days=30)


async def give(
    session: AsyncSession, actor: Actor, ask_id: str, why_not: WhyNot, *, now: datetime
) -> WholeAsk:
    """Say why not, after a no."""
    whole = await answers.to_answer(session, actor, ask_id)
    if not await asks.keep_why_not(session, actor.program_id, ask_id, why_not):
        raise BotError("Thank you. There is nothing left to say about this one, and nothing was changed.")
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb=f"why_not_{why_not}", subject=ask_id
    )
    effect = EFFECTS.get(why_not)
    if effect is not None:
        await effect(session, actor, whole, now)
    await messages.changed(session, actor.program_id, ask_id, now=now)
    return whole


async def rest(
    session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime, day: date | None = None
) -> WholeAsk:
    """After *too busy*: a rest until a day, or for a month."""
    whole = await answers.to_answer(session, actor, ask_id)
    if whole.ask.why_not is not WhyNot.TOO_BUSY:
        raise BotError("There is nothing to rest from here. Nothing was changed.")
    person = whole.advocate
    if person.paused_until is not None and person.paused_until > now:
        raise BotError("You rest already. Nothing was changed.")
    until = answers.begin_of(day or local_day(working_week(person), now + MONTH), person)
    if until <= now:
        raise BotError(answers.NOT_PAST)
    await advocates.pause_until(session, actor.program_id, person.id, until)
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="paused", subject=person.id)
    await messages.changed(session, actor.program_id, ask_id, person.id, now=now)
    return whole


async def _not_my_field(session: AsyncSession, actor: Actor, whole: WholeAsk, now: datetime) -> None:
    topics = {TagKind.PRODUCT: whole.reference.product, TagKind.USE_CASE: whole.reference.use_case}
    for kind, topic in topics.items():
        if topic:
            await advocates.not_their_field(session, whole.ask.program_id, whole.advocate.id, kind, topic)
    _log(session, actor, "not_their_field", whole.advocate.id, now=now)


async def _conflict(session: AsyncSession, actor: Actor, whole: WholeAsk, now: datetime) -> None:
    exclude(session, actor, whole, now=now)


async def _not_happy(session: AsyncSession, actor: Actor, whole: WholeAsk, now: datetime) -> None:
    """Nobody there is asked until the owner has cleared it."""
    block_id = block(session, actor, whole, BlockKind.NOT_HAPPY, now=now)
    await _tell(session, whole, TaskKind.NOT_HAPPY, block_id, now=now)


async def _company_forbids(session: AsyncSession, actor: Actor, whole: WholeAsk, now: datetime) -> None:
    """Nobody there is asked for this kind until somebody says that it is allowed again."""
    block_id = block(session, actor, whole, BlockKind.COMPANY_FORBIDS, activity_id=whole.activity.id, now=now)
    await _tell(session, whole, TaskKind.FORBIDDEN, block_id, said=whole.activity.phrase, now=now)


async def _changed_job(session: AsyncSession, actor: Actor, whole: WholeAsk, now: datetime) -> None:
    """They are no longer this account's. By UTC's day, which has begun everywhere that the statements look."""
    whole.advocate.left_on = now.astimezone(UTC).date()
    await session.flush()
    _log(session, actor, "left", whole.advocate.id, now=now)
    await messages.changed(session, whole.ask.program_id, whole.advocate.id, now=now)
    await _tell(session, whole, TaskKind.CHANGED_JOB, whole.advocate.id, now=now)


EFFECTS: Mapping[WhyNot, Callable[[AsyncSession, Actor, WholeAsk, datetime], Awaitable[None]]] = {
    WhyNot.NOT_MY_FIELD: _not_my_field,
    WhyNot.CONFLICT: _conflict,
    WhyNot.NOT_HAPPY: _not_happy,
    WhyNot.COMPANY_FORBIDS: _company_forbids,
    WhyNot.CHANGED_JOB: _changed_job,
}


def _log(session: AsyncSession, actor: Actor, verb: str, subject: str, *, now: datetime) -> None:
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb=verb, subject=subject)


async def _tell(
    session: AsyncSession, whole: WholeAsk, kind: TaskKind, subject: str, *, now: datetime, said: str = ""
) -> None:
    await tasks.open_(
        session,
        kind,
        member=whole.owner,
        account=whole.account,
        advocate=whole.advocate,
        subject=subject,
        said=said,
        now=now,
    )
