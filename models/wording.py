"""A programme's own texts for its customers, by language; what is not here reads as Rung wrote it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Index, String, Text, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned
from models.inserting import insert_into
from models.kept import once


class OwnText(Owned):
    __tablename__ = "own_text"
    __table_args__ = (Index("ix_own_text", "program_id", "language", "key", unique=True),)

    language: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(50))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by: Mapped[str] = mapped_column(String(32))  # a member's id


async def of(session: AsyncSession, program_id: str, language: str) -> Mapping[str, str]:
    """The programme's texts in a language, by key."""
    rows = await session.execute(
        select(OwnText.key, OwnText.text).where(
            OwnText.program_id == program_id, OwnText.language == language
        ),
    )
    return dict(rows.all())


async def in_languages(
    session: AsyncSession, program_id: str, languages: Sequence[str]
) -> dict[str, dict[str, str]]:
    """The programme's texts by language, and in each by key; nothing for one in which there are none."""
    return await once(
        session, ("texts", program_id, *languages), lambda: _in_languages(session, program_id, languages)
    )


async def _in_languages(
    session: AsyncSession, program_id: str, languages: Sequence[str]
) -> dict[str, dict[str, str]]:
    rows = await session.execute(
        select(OwnText.language, OwnText.key, OwnText.text).where(
            OwnText.program_id == program_id, OwnText.language.in_(languages)
        ),
    )
    found: dict[str, dict[str, str]] = {}
    for language, key, text in rows:
        found.setdefault(language, {})[key] = text
    return found


async def find(session: AsyncSession, program_id: str, language: str, key: str) -> OwnText | None:
    return (
        await session.scalars(
            select(OwnText).where(
                OwnText.program_id == program_id, OwnText.language == language, OwnText.key == key
            ),
        )
    ).one_or_none()


async def write(
    session: AsyncSession, program_id: str, language: str, key: str, text: str, *, by: str, now: datetime
) -> bool:
    """Put a text in place of what was there; of two managers the last one wins. False: it said so already."""
    values = {"text": text, "written_at": now, "written_by": by}
    written = await session.execute(
        insert_into(session, OwnText)
        .values(program_id=program_id, language=language, key=key, **values)
        .on_conflict_do_update(
            index_elements=["program_id", "language", "key"], set_=values, where=OwnText.text != text
        )
        .returning(OwnText.id)
    )
    return written.first() is not None


async def forget(session: AsyncSession, program_id: str, language: str, key: str) -> bool:
    """Go back to Rung's own text. False: it stood there already."""
    gone = await session.execute(
        delete(OwnText)
        .where(OwnText.program_id == program_id, OwnText.language == language, OwnText.key == key)
        .returning(OwnText.id)
        .execution_options(synchronize_session=False),
    )
    return gone.first() is not None
