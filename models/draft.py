"""A quote or a story drafted from what somebody said: theirs to approve, to change, and to take back at any time."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, Text, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, within_program
from models.story import StoryKind

LONGEST = 2000


class DraftState(StrEnum):
    DRAFTED = "drafted"
    APPROVED = "approved"  # by its author
    PUBLISHED = "published"
    REFUSED = "refused"  # rather not
    WITHDRAWN = "withdrawn"


class Draft(Owned):
    __tablename__ = "draft"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        within_program("survey_id", "survey"),
        Index("ix_draft_survey", "program_id", "survey_id", unique=True),
        Index("ix_draft_of", "program_id", "advocate_id"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(String(32))
    survey_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[StoryKind]
    named: Mapped[bool]  # False: neither they nor their company may be told from it
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[DraftState] = mapped_column(default=DraftState.DRAFTED)
    state_at: Mapped[datetime]
    changing: Mapped[bool] = mapped_column(default=False)  # its author is about to write it anew
    story_id: Mapped[str | None] = mapped_column(String(32))
    link: Mapped[str | None] = mapped_column(String(1000))


async def find(session: AsyncSession, program_id: str, draft_id: str) -> Draft | None:
    return await session.get(Draft, (program_id, draft_id), populate_existing=True)


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *, most: int
) -> Sequence[Draft]:
    """What was drafted from somebody's words, the newest first."""
    found = await session.scalars(
        select(Draft)
        .where(Draft.program_id == program_id, Draft.advocate_id == advocate_id)
        .order_by(Draft.id.desc())
        .limit(most)
        .execution_options(populate_existing=True)
    )
    return found.all()


async def change(
    session: AsyncSession,
    program_id: str,
    draft_id: str,
    came_from: Collection[DraftState],
    **values: Any,
) -> bool:
    """Write these values where it is in one of those states. False: it is in another one by now."""
    changed = await session.execute(
        update(Draft)
        .where(Draft.program_id == program_id, Draft.id == draft_id, Draft.state.in_(came_from))
        .values(values)
        .returning(Draft.id)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None
