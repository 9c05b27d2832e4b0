"""Further places of an advocate: the same person in another workspace of the programme.

The first place, to which messages go, stands in the advocate's own row.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, String, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.advocate import Advocate
from models.base import EPOCH, Owned, new_id, within_program
from models.inserting import insert_into
from models.workspace import Workspace

PLAIN = {"synchronize_session": False}


class Place(Owned):
    __tablename__ = "place"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("workspace_id", "workspace"),
        Index("ix_place_user", "program_id", "workspace_id", "slack_user_id", unique=True),
        Index("ix_place_advocate", "program_id", "advocate_id", "workspace_id", unique=True),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    workspace_id: Mapped[str] = mapped_column(String(32))
    slack_user_id: Mapped[str] = mapped_column(String(32))
    dm_error: Mapped[str | None] = mapped_column(String(100))  # why Slack brought them no message there


async def look_ups_due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[Advocate]:
    """Those who may be in further workspaces, in all programs that have several; the longest due first."""
    several = (
        select(Workspace.program_id)
        .where(Workspace.paused_at.is_(None))
        .group_by(Workspace.program_id)
        .having(func.count() > 1)
    )
    found = await session.scalars(
        select(Advocate)
        .where(
            Advocate.program_id.in_(several),
            Advocate.slack_user_id.is_not(None),
            Advocate.look_up_at <= now,
            or_(Advocate.invited_at.is_not(None), Advocate.joined_on.is_not(None)),
            Advocate.left_on.is_(None),
            Advocate.refused_on.is_(None),
        )
        .order_by(Advocate.look_up_at, Advocate.program_id, Advocate.id)
        .limit(most)
    )
    return found.all()


async def look_anew(session: AsyncSession, program_id: str) -> None:
    """There is a further workspace: Slack is asked who of the customers is in it."""
    await session.execute(
        update(Advocate)
        .where(Advocate.program_id == program_id, Advocate.look_up_at > EPOCH)
        .values(look_up_at=EPOCH)
        .execution_options(**PLAIN)
    )


async def found_in(
    session: AsyncSession, program_id: str, advocate_id: str, *, workspace_id: str, user_id: str
) -> bool:
    """Keep that they are this user there as well. False: it was known, or the user is another customer's own."""
    held = and_(Place.program_id == program_id, Place.workspace_id == workspace_id)
    same = select(Place.id).where(held, Place.advocate_id == advocate_id, Place.slack_user_id == user_id)
    other = select(Advocate.id).where(
        Advocate.program_id == program_id, Advocate.slack_user_id == user_id, Advocate.id != advocate_id
    )
    if (await session.scalars(select(or_(same.exists(), other.exists())))).one():
        return False
    await session.execute(
        delete(Place)
        .where(held, or_(Place.advocate_id == advocate_id, Place.slack_user_id == user_id))
        .execution_options(**PLAIN)
    )
    whole = {"program_id": program_id, "workspace_id": workspace_id, "slack_user_id": user_id}
    kept = await session.scalars(
        insert_into(session, Place)
        .values(whole | {"id": new_id(), "advocate_id": advocate_id})
        .on_conflict_do_nothing()
        .returning(Place.id)
    )
    return kept.first() is not None


async def not_in(session: AsyncSession, program_id: str, advocate_id: str, workspace_id: str) -> bool:
    """Nobody there has their address any more. False: they were not known there."""
    dropped = await session.scalars(
        delete(Place)
        .where(
            Place.program_id == program_id,
            Place.advocate_id == advocate_id,
            Place.workspace_id == workspace_id,
        )
        .returning(Place.id)
        .execution_options(**PLAIN)
    )
    return dropped.first() is not None


async def users(session: AsyncSession, advocate: Advocate) -> list[str]:
    """Whoever they are in Slack, in all workspaces."""
    further = await session.scalars(
        select(Place.slack_user_id).where(
            Place.program_id == advocate.program_id, Place.advocate_id == advocate.id
        )
    )
    return [each for each in (advocate.slack_user_id, *further) if each]


async def leave(session: AsyncSession, program_id: str, workspace_id: str) -> None:
    """A workspace goes: whoever was written to there has another place from now on, or none."""
    best = (
        select(Place)
        .where(
            Place.program_id == program_id,
            Place.program_id == Advocate.program_id,
            Place.advocate_id == Advocate.id,
            Place.workspace_id != workspace_id,
        )
        .order_by(Place.dm_error.is_not(None), Place.id)
        .limit(1)
        .correlate(Advocate)
    )
    columns = (Place.workspace_id, Place.slack_user_id, Place.dm_error)
    moved = {column.key: best.with_only_columns(column).scalar_subquery() for column in columns}
    await session.execute(
        update(Advocate)
        .where(Advocate.program_id == program_id, Advocate.workspace_id == workspace_id)
        .values(moved | {"look_up_at": EPOCH})
        .execution_options(**PLAIN)
    )
    first = select(Advocate.id).where(
        Advocate.program_id == program_id,
        Advocate.program_id == Place.program_id,
        Advocate.id == Place.advocate_id,
        Advocate.workspace_id == Place.workspace_id,
    )
    await session.execute(
        delete(Place)
        .where(Place.program_id == program_id, or_(Place.workspace_id == workspace_id, first.exists()))
        .execution_options(**PLAIN)
    )
