"""What a manager does from a digest that nobody else's card offers: a rest for a customer, a word to a seller."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.kit.errors import BotError
from bot.kit.text import foreign
from bot.rules import weeks
from bot.views.digest.people import DAYS
from models import account as accounts
from models import advocate as advocates
from models import ask as asks
from models import audit
from models import block as blocks
from models import debrief as debriefs
from models import program as programs
from models.base import new_id
from models.block import Block, BlockKind
from models.member import Actor
from models.message import MessageKind

SOURCE = "manager"
RESTS = "They are kept free already. *End the rest* is there to undo it."
NO_REST = "That rest has ended already."
CHASED = "They were reminded already, or have answered by now."


async def rest(session: AsyncSession, actor: Actor, advocate_id: str, *, now: datetime) -> None:
    """Nobody asks this customer for a while."""
    program_id = actor.program_id
    advocate = await advocates.find(session, program_id, advocate_id)
    if advocate is None:
        raise BotError("This customer is no longer there.")
    await accounts.lock(session, program_id, [advocate.account_id])
    if await blocks.resting(session, program_id, [advocate_id], now=now):
        raise BotError(RESTS)
    zone = (await programs.get(session, program_id)).zone
    day = now.date() + timedelta(days=DAYS)
    block = Block(
        program_id=program_id,
        id=new_id(),
        account_id=advocate.account_id,
        advocate_id=advocate_id,
        kind=BlockKind.HELD_BACK,
        since=now,
        until=weeks.midnight(zone, day),
        known_at=now,
        source=SOURCE,
    )
    session.add(block)
    await session.flush()
    audit.record(session, program_id, at=now, actor=actor.user_id, verb=BlockKind.HELD_BACK, subject=block.id)
    await messages.changed(session, program_id, advocate_id, now=now)


async def end_rest(session: AsyncSession, actor: Actor, advocate_id: str, *, now: datetime) -> None:
    found = await blocks.resting(session, actor.program_id, [advocate_id], now=now)
    block = found.get(advocate_id)
    if block is None or not await blocks.lift(session, actor.program_id, block.id, now=now):
        raise BotError(NO_REST)
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="block_lifted", subject=block.id
    )
    await messages.changed(session, actor.program_id, advocate_id, now=now)


async def chase(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> None:
    """The seller is asked once more how it went, in the managers' name."""
    whole = await asks.whole(session, actor.program_id, ask_id)
    if whole is None or not await debriefs.chase(session, actor.program_id, ask_id, now=now):
        raise BotError(CHASED)
    if not whole.seller.active:
        raise BotError(f"{foreign(whole.seller.name)} is no longer here. The owner can log what happened.")
    await messages.show_favour(session, MessageKind.CHASED, whole, whole.seller, now=now)
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="debrief_chased", subject=ask_id
    )
    await messages.changed(session, actor.program_id, ask_id, now=now)
