"""A reference on its way: started, dated, cancelled, given up."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import course
from bot.asks.change import withdraw
from bot.favours import course as favour
from bot.kit.errors import BotError
from bot.references.ownership import GONE, own_reference
from bot.rules import hours
from models import ask as asks
from models import audit
from models import reference as references
from models.ask import RUNNING, AskState, WholeAsk
from models.member import Actor
from models.reference import Reference, ReferenceState

DRAFT = frozenset({ReferenceState.DRAFT})
ENDED = frozenset({ReferenceState.FOUND, ReferenceState.CANCELLED})


async def start(session: AsyncSession, actor: Actor, reference_id: str, *, now: datetime) -> Reference:
    """*Ask for me*: the first of the list goes to their owner, and the seller gets the live line."""
    reference = await own_reference(session, actor, reference_id)
    if await references.move(
        session, actor.program_id, reference_id, came_from=DRAFT, to=ReferenceState.LOOKING
    ):
        audit.record(
            session, actor.program_id, at=now, actor=actor.user_id, verb="looking", subject=reference_id
        )
        await messages.show_line(session, reference, now=now)
        await course.advance(session, actor.program_id, reference_id, now=now)
    return reference


async def cancel(session: AsyncSession, actor: Actor, reference_id: str, *, now: datetime) -> None:
    """Stop looking, at any point; everybody who was asked sees that it is settled."""
    reference = await own_reference(session, actor, reference_id)
    if not await references.move(
        session,
        actor.program_id,
        reference_id,
        came_from=frozenset({ReferenceState.LOOKING}),
        to=ReferenceState.CANCELLED,
    ):
        raise BotError("This is closed already, so there is nothing to cancel.")
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="cancelled", subject=reference_id
    )
    await withdraw(
        session,
        actor.program_id,
        reference.id,
        came_from=RUNNING | {AskState.LISTED},
        now=now,
        actor=actor.user_id,
    )


async def to_give_up(
    session: AsyncSession, actor: Actor, reference_id: str, *, now: datetime
) -> list[WholeAsk]:
    """Who said yes and would be let go; raises BotError where nobody is, or where it was held already."""
    reference = await own_reference(session, actor, reference_id)
    own = await asks.of_references(session, actor.program_id, [reference_id])
    accepted = [whole for whole in own if whole.ask.state == AskState.ACCEPTED]
    if not accepted or reference.state not in ENDED:
        raise BotError("Nobody has promised anything here any more, so there is nothing to give up.")
    today = hours.local_day(hours.working(actor.zone, None), now)
    if any(whole.ask.held_on and whole.ask.held_on < today for whole in accepted):
        raise BotError("The day that was agreed has passed, so this can't be taken back any more.")
    return accepted


async def give_up(session: AsyncSession, actor: Actor, reference_id: str, *, now: datetime) -> None:
    """*No longer needed*: whoever said yes is told with thanks, and it does not count as a favour."""
    await to_give_up(session, actor, reference_id, now=now)
    to = ReferenceState.CANCELLED
    await references.move(session, actor.program_id, reference_id, came_from=ENDED, to=to)
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="given_up", subject=reference_id
    )
    await withdraw(
        session,
        actor.program_id,
        reference_id,
        came_from=frozenset({AskState.ACCEPTED}),
        now=now,
        actor=actor.user_id,
    )


async def set_held_on(
    session: AsyncSession, actor: Actor, ask_id: str, held_on: date, *, now: datetime
) -> None:
    """The seller enters the day that was agreed with the customer. Raises BotError for a day in the past.

    The same day once more changes nothing: it was pressed again because an answer had been lost.
    """
    whole = await course.locked(session, actor.program_id, ask_id)
    if whole is None:
        raise BotError(GONE)
    await own_reference(session, actor, whole.reference.id)
    if whole.ask.held_on == held_on:
        return
    if held_on < hours.local_day(hours.working(actor.zone, None), now):
        raise BotError("That day has passed. Choose a day from today on.")
    await favour.movable(session, actor.program_id, ask_id)
    if not await asks.set_held_on(session, actor.program_id, ask_id, held_on):
        raise BotError("There is no yes to put a date to any more.")
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="dated", subject=ask_id)
    await favour.dated(session, actor.program_id, ask_id, by=actor.user_id, now=now)
    await messages.changed(session, actor.program_id, ask_id, whole.reference.id, now=now)
