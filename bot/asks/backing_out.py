"""*Can't make it any more*: a yes is taken back before its day, and the search goes on."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.asks import answers, course
from bot.asks.change import change
from bot.kit.errors import BotError
from bot.people import working_week
from bot.rules.hours import end_of, local_day
from models import ask as asks
from models import audit
from models import reference as references
from models.ask import AskState, WholeAsk
from models.member import Actor
from models.reference import ReferenceState

FOUND = frozenset({ReferenceState.FOUND})


async def back_out(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> WholeAsk:
    """Take a yes back. It is no favour then, and whom it kept off the list comes back to it."""
    whole = await answers.to_answer(session, actor, ask_id)
    day = whole.ask.held_on or whole.reference.needed_on
    if whole.ask.state is AskState.ACCEPTED and local_day(working_week(whole.advocate), now) > day:
        raise BotError("The day has passed, so there is nothing to call off any more.")
    if not await change(
        session,
        whole.ask,
        AskState.BACKED_OUT,
        came_from=AskState.ACCEPTED,
        now=now,
        actor=actor.user_id,
    ):
        raise BotError("There is no yes of yours to take back any more. Nothing was changed.")
    await look_again(session, whole, by=actor.user_id, now=now)
    return whole


async def look_again(session: AsyncSession, whole: WholeAsk, *, by: str, now: datetime) -> None:
    """The search goes on, with whoever the yes kept off the list; raises nothing where its day is over."""
    program_id, reference = whole.ask.program_id, whole.reference
    past = end_of(working_week(whole.seller), reference.needed_on) <= now
    if not past and await references.move(
        session, program_id, reference.id, came_from=FOUND, to=ReferenceState.LOOKING
    ):
        audit.record(
            session,
            program_id,
            at=now,
            actor=by,
            verb=ReferenceState.LOOKING,
            subject=reference.id,
        )
        for ask_id in await asks.relist(session, program_id, reference.id, now=now):
            audit.record(session, program_id, at=now, actor=audit.CLOCK, verb=AskState.LISTED, subject=ask_id)
    await course.go_on(session, program_id, reference.id, now=now)
