"""A Slack user group, as far as Rung needs it: so that a role can follow it, and be called by its name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, within_program
from models.inserting import insert_into


class UserGroup(Owned):
    __tablename__ = "user_group"
    __table_args__ = (
        within_program("workspace_id", "workspace"),
        Index("ix_user_group", "program_id", "slack_group_id", unique=True),
    )

    workspace_id: Mapped[str] = mapped_column(String(32))
    slack_group_id: Mapped[str] = mapped_column(String(32))
    handle: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    seen_at: Mapped[datetime]


async def seen(
    session: AsyncSession,
    program_id: str,
    workspace_id: str,
    groups: Sequence[tuple[str, str, str]],
    *,
    now: datetime,
) -> None:
    """These are the workspace's groups now, as (id, handle, name); what is not among them is forgotten."""
    await session.execute(
        delete(UserGroup)
        .where(
            UserGroup.program_id == program_id,
            UserGroup.workspace_id == workspace_id,
            UserGroup.slack_group_id.not_in([group_id for group_id, _, _ in groups]),
        )
        .execution_options(synchronize_session=False),
    )
    if not groups:
        return
    statement = insert_into(session, UserGroup).values(
        [
            {
                "program_id": program_id,
                "workspace_id": workspace_id,
                "slack_group_id": group_id,
                "handle": handle,
                "name": name,
                "seen_at": now,
            }
            for group_id, handle, name in groups
        ]
    )
    fresh = {name: statement.excluded[name] for name in ("handle", "name", "seen_at")}
    await session.execute(
        statement.on_conflict_do_update(index_elements=["program_id", "slack_group_id"], set_=fresh),
    )


async def some(session: AsyncSession, program_id: str, group_ids: Sequence[str]) -> dict[str, UserGroup]:
    """The groups by Slack's ids."""
    found = await session.scalars(
        select(UserGroup).where(UserGroup.program_id == program_id, UserGroup.slack_group_id.in_(group_ids)),
    )
    return {group.slack_group_id: group for group in found}


async def search(session: AsyncSession, program_id: str, *, words: str, most: int) -> Sequence[UserGroup]:
    """Groups whose name or handle holds the words, by name."""
    holds = UserGroup.name.icontains(words, autoescape=True) | UserGroup.handle.icontains(
        words, autoescape=True
    )
    return (
        await session.scalars(
            select(UserGroup)
            .where(UserGroup.program_id == program_id, holds)
            .order_by(UserGroup.name, UserGroup.id)
            .limit(most),
        )
    ).all()
