"""A programme's own texts for its customers, by language; what is not here reads as Rung wrote it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Index, String, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned


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


async def find(session: AsyncSession, program_id: str, language: str, key: str) -> OwnText | None:
    return (
        await session.scalars(
            select(OwnText).where(
                OwnText.program_id == program_id, OwnText.language == language, OwnText.key == key
            ),
        )
    ).one_or_none()
