"""What each side says afterwards: whether it was held, and how it was."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, standings, tasks
from bot.advocates import consents
from bot.asks.answers import ANSWERED
from bot.asks.course import locked
from bot.asks.decisions import SETTLED
from bot.favours import course, held
from bot.kit.errors import BotError
from bot.references.ownership import own_reference
from bot.views.favour.overdue import Owed
from models import audit
from models import debrief as debriefs
from models.ask import AskState, WholeAsk
from models.consent import Consented
from models.debrief import Side
from models.member import Actor
from models.task import TaskKind

SCORES = range(1, 6)
RATHER_NOT = 1  # the customer's lowest answer
AT_ONCE = 5  # how many are owed in one form
NOT_YET = "It was moved to another day, so there is nothing to say yet. You are asked again afterwards."
FIRST = "Before the next reference, say how the last one went: /reference asks you first."


async def seller_says(
    session: AsyncSession, actor: Actor, ask_id: str, *, score: int | None, now: datetime
) -> None:
    """How useful it was, 1 to 5; None: it did not happen. A score no button has is refused."""
    whole = await locked(session, actor.program_id, ask_id)
    if whole is None:
        raise BotError(SETTLED)
    await own_reference(session, actor, whole.reference.id)
    await _answer(session, actor, whole, Side.SELLER, score, now=now)


async def customer_says(
    session: AsyncSession, actor: Actor, ask_id: str, *, score: int | None, now: datetime
) -> None:
    """How it was, 1 to 5; None: it did not happen."""
    whole = await locked(session, actor.program_id, ask_id)
    if whole is None:
        raise BotError(SETTLED)
    if actor.advocate_id != whole.advocate.id:
        raise BotError("This was asked of somebody else, so only they can answer it.")
    await _answer(session, actor, whole, Side.ADVOCATE, score, now=now)
    if score == RATHER_NOT:
        await _not_again(session, whole, now=now)


async def _not_again(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """A no to this kind from now on, which is theirs to take back; their owner learns of it, and decides."""
    no = await consents.record(
        session, whole.advocate, whole.activity.id, Consented.NO, source=consents.AFTERWARDS, now=now
    )
    await tasks.open_(
        session,
        TaskKind.RATHER_NOT,
        member=whole.owner,
        account=whole.account,
        advocate=whole.advocate,
        subject=no,
        said=whole.activity.phrase,
        now=now,
    )
    await messages.changed(session, whole.ask.program_id, whole.advocate.id, now=now)


async def owed(session: AsyncSession, actor: Actor) -> list[Owed]:
    """Answers that this seller gives before the next reference; none where nothing is overdue."""
    rows = await debriefs.overdue(session, actor.program_id, actor.member_id or "", most=AT_ONCE)
    return [
        Owed(ask.id, activity.name, advocate.name, account.name, ask.held_on)
        for _, ask, advocate, account, activity in rows
    ]


async def refuse_while_owed(session: AsyncSession, actor: Actor) -> None:
    if await debriefs.overdue(session, actor.program_id, actor.member_id or "", most=1):
        raise BotError(FIRST)


async def catch_up(
    session: AsyncSession, actor: Actor, said: Mapping[str, int | None], *, now: datetime
) -> None:
    """Several at once, from the form; what was answered elsewhere in the meantime stays as it is."""
    open_still = {owed.ask_id for owed in await owed(session, actor)}
    for ask_id, score in said.items():
        if ask_id in open_still:
            await seller_says(session, actor, ask_id, score=score, now=now)


async def _answer(
    session: AsyncSession, actor: Actor, whole: WholeAsk, side: Side, score: int | None, *, now: datetime
) -> None:
    if whole.ask.state is not AskState.ACCEPTED:
        raise BotError(SETTLED)
    program_id, ask_id = actor.program_id, whole.ask.id
    asked = (await debriefs.of_ask(session, program_id, ask_id)).get(side)
    if asked is None or asked.asked_at is None:
        raise BotError(NOT_YET)
    was_held = score is not None
    if not await debriefs.answer(session, program_id, ask_id, side, now=now, held=was_held, score=score):
        raise BotError(ANSWERED)
    verb = "said_held" if was_held else "said_not_held"
    audit.record(session, program_id, at=now, actor=actor.user_id, verb=verb, subject=ask_id)
    if was_held and whole.ask.held_on is None:
        await course.thank(session, whole, now=now)
    await held.weigh(session, whole, by=actor.user_id, now=now)
    if side is Side.ADVOCATE:  # how it was counts too, where it was verified before they said so
        await standings.after_an_act(session, program_id, whole.advocate.id, now=now)
    await messages.changed(session, program_id, ask_id, whole.reference.id, now=now)
