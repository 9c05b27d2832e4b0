"""A change of keys: whatever is sealed is sealed with the newest one, so that older ones may go."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.vault import Vault
from models import sealed


async def rotate(session: AsyncSession, vault: Vault) -> int:
    """How many were sealed anew; raises BotError, and changes none, where one fits no key."""
    found = await sealed.everything(session)
    renewed = [(each, vault.renew(each.value)) for each in found]
    return sum([await sealed.replace(session, before, value) for before, value in renewed])
