"""A workspace took Rung out: its data goes days later, and the programme with the last one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import place as places
from models.base import Base
from models.group import UserGroup
from models.member import Member
from models.message import Message
from models.program import Program
from models.upload import Upload
from models.workspace import Kind, Workspace

NOBODY = "Somebody who left"  # instead of a colleague's name, where what they did stays
PLAIN = {"synchronize_session": False}


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, workspace) whose data is to go, in all programs; the longest due first."""
    rows = await session.execute(
        select(Workspace.program_id, Workspace.id)
        .where(Workspace.purge_due_at <= now)
        .order_by(Workspace.purge_due_at, Workspace.id)
        .limit(most)
    )
    return [(program_id, workspace_id) for program_id, workspace_id in rows]


async def claim(session: AsyncSession, program_id: str, workspace_id: str, *, now: datetime) -> bool:
    """Hold it until the transaction ends. False: it was installed again, or another replica was first."""
    held = await session.execute(
        select(Workspace.id)
        .where(
            Workspace.program_id == program_id,
            Workspace.id == workspace_id,
            Workspace.purge_due_at <= now,
        )
        .with_for_update()
    )
    return held.first() is not None


async def stays(session: AsyncSession, program_id: str, workspace_id: str) -> str | None:
    """Another workspace of the programme, one of its own people first; None where this one is the last."""
    return await session.scalar(
        select(Workspace.id)
        .where(Workspace.program_id == program_id, Workspace.id != workspace_id)
        .order_by(Workspace.purge_due_at.is_not(None), Workspace.kind == Kind.COMMUNITY, Workspace.id)
        .limit(1)
    )


async def purge_workspace(session: AsyncSession, program_id: str, workspace_id: str, *, heir: str) -> None:
    """Delete one of several workspaces. What its colleagues did stays, without their names, at `heir`."""
    for table in (Message, UserGroup, Upload):
        await session.execute(
            delete(table)
            .where(table.program_id == program_id, table.workspace_id == workspace_id)
            .execution_options(**PLAIN)
        )
    await places.leave(session, program_id, workspace_id)
    nothing = dict.fromkeys(("is_seller", "is_owner", "is_manager", "active", "unknown"), False)
    await session.execute(
        update(Member)
        .where(Member.program_id == program_id, Member.workspace_id == workspace_id)
        .values(
            workspace_id=heir, slack_user_id=Member.id, name=NOBODY, email=None, backup_id=None, **nothing
        )
        .execution_options(**PLAIN)
    )
    groups = dict.fromkeys(("seller_group", "owner_group", "manager_group", "channel"))
    own = select(Workspace.id).where(
        Workspace.program_id == program_id, Workspace.id == workspace_id, Workspace.kind == Kind.INTERNAL
    )
    await session.execute(
        update(Program)
        .where(Program.id == program_id, own.exists())
        .values(**groups)
        .execution_options(**PLAIN)
    )
    await session.execute(
        delete(Workspace)
        .where(Workspace.program_id == program_id, Workspace.id == workspace_id)
        .execution_options(**PLAIN)
    )


async def purge_program(session: AsyncSession, program_id: str) -> None:
    """Delete a programme: every row of every table that belongs to it, whoever points at whom."""
    for table in reversed(Base.metadata.sorted_tables):
        if "program_id" in table.columns:
            await session.execute(table.delete().where(table.c.program_id == program_id))
    await session.execute(delete(Program).where(Program.id == program_id).execution_options(**PLAIN))
