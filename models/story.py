"""A published story or quote, usable at once and without asking anybody."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Index, String, and_, case, delete, exists, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.advocate import Advocate
from models.base import Owned, new_id, within_program
from models.inserting import insert_into


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
    anonymous: Mapped[bool] = mapped_column(default=False)  # whose it is stays with us


async def matching(
    session: AsyncSession,
    program_id: str,
    *,
    product: str | None,
    industry: str | None,
    region: str | None,
    shown: Sequence[str],
    most: int,
) -> Sequence[tuple[Story, str]]:
    """Stories that share the product or the industry: the closest, then the newest.

    Each with its account's name, which is empty where whose it is stays with us.

    `shown`: the advocates whom the seller sees beside them.
    """

    def same(column: object, wanted: str | None) -> ColumnElement[int]:
        return literal(0) if wanted is None else case((column == wanted, 1), else_=0)  # type: ignore[arg-type]

    # A story may name its company, which the seller sees of a candidate as well. What names a person who stands
    # beside it would tell whose name belongs to that row, before their yes: it is left out of that list.
    named = exists().where(
        Advocate.program_id == program_id,
        Advocate.id.in_(shown),
        func.lower(Story.title + " " + Story.text).like("%" + func.lower(Advocate.name) + "%"),
    )
    about = same(Story.product, product) + same(Story.industry, industry)
    rows = await session.execute(
        select(Story, case((Story.anonymous, ""), else_=Account.name))
        .join(Account, and_(Account.program_id == Story.program_id, Account.id == Story.account_id))
        .where(Story.program_id == program_id, about > 0, ~named)
        .order_by((about * 2 + same(Story.region, region)).desc(), Story.published_on.desc(), Story.id)
        .limit(most),
    )
    return [(story, account) for story, account in rows]


async def at_urls(session: AsyncSession, program_id: str, urls: Sequence[str]) -> dict[str, Story]:
    """Those of the stories that stand at these addresses."""
    found = await session.scalars(select(Story).where(Story.program_id == program_id, Story.url.in_(urls)))
    return {story.url: story for story in found}


async def publish(session: AsyncSession, program_id: str, **values: Any) -> str | None:
    """A new story; its id, or None where one stands at that address already."""
    story_id = new_id()
    made = await session.execute(
        insert_into(session, Story)
        .values(program_id=program_id, id=story_id, **values)
        .on_conflict_do_nothing(index_elements=["program_id", "url"])
        .returning(Story.id)
    )
    return story_id if made.first() is not None else None


async def take_back(session: AsyncSession, program_id: str, story_id: str) -> None:
    """Nobody is shown it any more."""
    await session.execute(
        delete(Story)
        .where(Story.program_id == program_id, Story.id == story_id)
        .execution_options(synchronize_session=False)
    )
