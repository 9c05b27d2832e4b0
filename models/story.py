"""A published story or quote, usable at once and without asking anybody."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, String, and_, case, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.base import Owned, within_program


class StoryKind(StrEnum):
    STORY = "story"
    QUOTE = "quote"


class Story(Owned):
    __tablename__ = "story"
    __table_args__ = (
        within_program("account_id", "account"),
        Index("ix_story_url", "program_id", "url", unique=True),
    )

    account_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[StoryKind]
    title: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(1000))
    text: Mapped[str] = mapped_column(String(2000), default="")
    product: Mapped[str | None] = mapped_column(String(100))
    industry: Mapped[str | None] = mapped_column(String(100))
    region: Mapped[str | None] = mapped_column(String(100))
    published_on: Mapped[date]


async def matching(
    session: AsyncSession,
    program_id: str,
    *,
    product: str | None,
    industry: str | None,
    region: str | None,
    most: int,
) -> Sequence[tuple[Story, str]]:
    """Stories, each with its account's name, that share the product or the industry: the closest, then the newest."""

    def same(column: object, wanted: str | None) -> ColumnElement[int]:
        return literal(0) if wanted is None else case((column == wanted, 1), else_=0)  # type: ignore[arg-type]

    about = same(Story.product, product) + same(Story.industry, industry)
    rows = await session.execute(
        select(Story, Account.name)
        .join(Account, and_(Account.program_id == Story.program_id, Account.id == Story.account_id))
        .where(Story.program_id == program_id, about > 0)
        .order_by((about * 2 + same(Story.region, region)).desc(), Story.published_on.desc(), Story.id)
        .limit(most),
    )
    return [(story, account) for story, account in rows]


async def at_urls(session: AsyncSession, program_id: str, urls: Sequence[str]) -> dict[str, Story]:
    """Those of the stories that stand at these addresses."""
    found = await session.scalars(select(Story).where(Story.program_id == program_id, Story.url.in_(urls)))
    return {story.url: story for story in found}
