"""A programme's texts for one customer."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules.wording import ENGLISH, Wording
from models import wording as own_texts
from models.advocate import Advocate


async def of(session: AsyncSession, program_id: str, language: str | None) -> Wording:
    """The texts in a language, if the programme has written any in it; else in English."""
    for wanted in dict.fromkeys([language or ENGLISH, ENGLISH]):
        own = await own_texts.of(session, program_id, wanted)
        if own or wanted == ENGLISH:
            return Wording(wanted, own)
    raise AssertionError  # the loop ends in English


async def for_advocate(session: AsyncSession, advocate: Advocate) -> Wording:
    return await of(session, advocate.program_id, advocate.language)
