"""Whose reference it is to change."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.errors import BotError
from models import reference as references
from models.member import Actor
from models.reference import Reference

NOT_YOURS = "This is another seller's, so only they or a manager can change it."
GONE = "This is no longer open. Start again with /reference."


async def own_reference(session: AsyncSession, actor: Actor, reference_id: str) -> Reference:
    """The reference, held until the transaction ends; raises BotError where it is not the actor's to change."""
    found = await references.lock(session, actor.program_id, reference_id)
    if found is None:
        raise BotError(GONE)
    if found.seller_id != actor.member_id and not actor.is_manager:
        raise BotError(NOT_YOURS)
    return found
