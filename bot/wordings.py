"""A programme's texts for one customer."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules.wording import ENGLISH, Wording
from models import wording as own_texts
from models.advocate import Advocate


async def of(session: AsyncSession, program_id: str, language: str | None) -> Wording:
    """The texts in a language, if the programme has written any in it; else in English."""
    return (await some(session, program_id, [language]))[language]


async def some(
    session: AsyncSession, program_id: str, languages: Collection[str | None]
) -> dict[str | None, Wording]:
    """The same for several languages, by each of them, with one statement."""
    wanted = sorted({ENGLISH, *(language for language in languages if language)})
    own = await own_texts.in_languages(session, program_id, wanted)
    return {
        language: Wording(language, own[language])
        if language in own
        else Wording(ENGLISH, own.get(ENGLISH, {}))
        for language in languages
    }


async def for_advocate(session: AsyncSession, advocate: Advocate) -> Wording:
    return await of(session, advocate.program_id, advocate.language)
