"""The deal is won: the seller lets the customer know that they helped. Nothing goes by itself."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks.course import locked
from bot.asks.decisions import SETTLED
from bot.kit.errors import BotError
from bot.kit.text import foreign
from bot.references.ownership import own_reference
from models import ask as asks
from models import audit
from models import participation as ledger
from models.ask import AskState
from models.deal import Status
from models.member import Actor
from models.message import MessageKind


async def tell(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> None:
    """Once for each favour that was held."""
    whole = await locked(session, actor.program_id, ask_id)
    if whole is None or whole.ask.state is not AskState.ACCEPTED:
        raise BotError(SETTLED)
    await own_reference(session, actor, whole.reference.id)
    if whole.deal.status is not Status.WON:
        raise BotError("There is good news to tell once the deal is won.")
    if not await ledger.held(session, actor.program_id, [ask_id]):
        raise BotError("Nobody has said yet that it was held, so there is nothing to tell.")
    if not whole.advocate.in_slack:
        name, owner = foreign(whole.advocate.name), foreign(whole.owner.name)
        raise BotError(f"{name} gets no messages from Rung. {owner} knows them, and can tell them.")
    if not await asks.tell(session, actor.program_id, ask_id, now=now):
        raise BotError("They know already.")
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="outcome_told", subject=ask_id)
    await messages.show_favour(session, MessageKind.OUTCOME, whole, whole.advocate, now=now)
    await messages.changed(session, actor.program_id, whole.reference.id, now=now)
