"""A Slack workspace installed into a program, its sealed token, and the lease under which it is drained."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import LargeBinary, String, UniqueConstraint, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned
from models.lease import FURTHEST, over
from models.program import Program


class Kind(StrEnum):
    INTERNAL = "internal"
    COMMUNITY = "community"


class Workspace(Owned):
    __tablename__ = "workspace"
    __table_args__ = (UniqueConstraint("team_id"),)

    team_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[Kind] = mapped_column(default=Kind.INTERNAL)
    name: Mapped[str] = mapped_column(String(200))
    bot_user_id: Mapped[str] = mapped_column(String(32))
    bot_id: Mapped[str] = mapped_column(String(32))
    token: Mapped[bytes] = mapped_column(
        LargeBinary
    )  # sealed, see bot/kit/vault.py; empty once it was dropped
    paused_at: Mapped[datetime | None]
    paused_reason: Mapped[str | None] = mapped_column(String(100))
    purge_due_at: Mapped[datetime | None] = mapped_column(index=True)  # it took Rung out: when its data goes
    connected_at: Mapped[datetime | None]  # real time: when Slack last said that the token is good
    # Real time, all three: the lease of one drain, and Slack's "come back later".
    lease_until: Mapped[datetime | None]
    lease_worker: Mapped[str | None] = mapped_column(String(64))
    not_before: Mapped[datetime | None]
    groups_due_at: Mapped[
        datetime | None
    ]  # when Slack is asked next who is in which user group; None: not at all


async def by_team(session: AsyncSession, team_id: str) -> Workspace | None:
    """The workspace of a Slack team, whatever its program: how a payload finds its tenant."""
    return (await session.scalars(select(Workspace).where(Workspace.team_id == team_id))).one_or_none()


async def get(session: AsyncSession, program_id: str, workspace_id: str) -> Workspace:
    return await session.get_one(Workspace, (program_id, workspace_id))


async def find(session: AsyncSession, program_id: str, workspace_id: str) -> Workspace | None:
    """None once its data was deleted."""
    return await session.get(Workspace, (program_id, workspace_id))


async def held(session: AsyncSession, program_id: str, workspace_id: str) -> Workspace:
    """As it stands now; nobody else changes it until the transaction ends."""
    return await session.get_one(
        Workspace, (program_id, workspace_id), with_for_update=True, populate_existing=True
    )


async def lease(
    session: AsyncSession, program_id: str, workspace_id: str, *, worker: str, real: datetime, until: datetime
) -> Workspace | None:
    """Take the workspace for one drain. None: another worker has it, or Slack said to wait, or it is paused."""
    taken = await session.scalars(
        update(Workspace)
        .where(
            Workspace.program_id == program_id,
            Workspace.id == workspace_id,
            Workspace.paused_at.is_(None),
            over(Workspace.lease_until, real),
            over(Workspace.not_before, real, FURTHEST),
        )
        .values(lease_until=until, lease_worker=worker)
        .returning(Workspace)
        .execution_options(synchronize_session=False, populate_existing=True),
    )
    return taken.first()


async def renew(
    session: AsyncSession, program_id: str, workspace_id: str, *, worker: str, until: datetime
) -> bool:
    """Keep the workspace for longer. False: it is no longer this worker's, or it was paused."""
    kept = await session.execute(
        update(Workspace)
        .where(
            Workspace.program_id == program_id,
            Workspace.id == workspace_id,
            Workspace.lease_worker == worker,
            Workspace.lease_until.is_not(None),
            Workspace.paused_at.is_(None),
        )
        .values(lease_until=until)
        .returning(Workspace.id)
        .execution_options(synchronize_session=False),
    )
    return kept.first() is not None


async def release(
    session: AsyncSession, program_id: str, workspace_id: str, *, worker: str, not_before: datetime | None
) -> None:
    """Let others have it, not before Slack wants anything from us again."""
    values: dict[str, datetime | None] = {"lease_until": None}
    if not_before is not None:
        values["not_before"] = not_before
    await session.execute(
        update(Workspace)
        .where(
            Workspace.program_id == program_id,
            Workspace.id == workspace_id,
            Workspace.lease_worker == worker,
        )
        .values(**values)
        .execution_options(synchronize_session=False),
    )


async def pause(
    session: AsyncSession, program_id: str, workspace_id: str, *, reason: str, now: datetime
) -> bool:
    """Stop sending to a workspace that no longer lets us. False: it was paused already."""
    paused = await session.execute(
        update(Workspace)
        .where(
            Workspace.program_id == program_id, Workspace.id == workspace_id, Workspace.paused_at.is_(None)
        )
        .values(paused_at=now, paused_reason=reason)
        .returning(Workspace.id)
        .execution_options(synchronize_session=False),
    )
    return paused.first() is not None


async def paused(session: AsyncSession, program_id: str) -> Sequence[Workspace]:
    """Where nothing is sent, the longest first."""
    return (
        await session.scalars(
            select(Workspace)
            .where(Workspace.program_id == program_id, Workspace.paused_at.is_not(None))
            .order_by(Workspace.paused_at, Workspace.id),
        )
    ).all()


async def of_program(session: AsyncSession, program_id: str) -> Sequence[Workspace]:
    """All of a programme, its own people's first."""
    return (
        await session.scalars(
            select(Workspace)
            .where(Workspace.program_id == program_id)
            .order_by(Workspace.kind == Kind.COMMUNITY, Workspace.id),
        )
    ).all()


async def everywhere(session: AsyncSession) -> Sequence[tuple[str, Workspace]]:
    """(name of its programme, workspace), in all programs."""
    rows = await session.execute(
        select(Program.name, Workspace)
        .join(Program, Program.id == Workspace.program_id)
        .order_by(Workspace.program_id, Workspace.id)
    )
    return [(program, workspace) for program, workspace in rows]


async def connected(session: AsyncSession, program_id: str) -> Sequence[Workspace]:
    """Where we are let in, our own workspace first."""
    return (
        await session.scalars(
            select(Workspace)
            .where(Workspace.program_id == program_id, Workspace.paused_at.is_(None))
            .order_by(Workspace.kind == Kind.COMMUNITY, Workspace.id),
        )
    ).all()


async def unasked(session: AsyncSession, *, before: datetime) -> Sequence[Workspace]:
    """Those whose token Slack has not called good since then, in all programs; the longest first."""
    return (
        await session.scalars(
            select(Workspace)
            .where(Workspace.connected_at < before, Workspace.token != b"")
            .order_by(Workspace.connected_at, Workspace.id),
        )
    ).all()


async def ask_for_groups(session: AsyncSession, program_id: str, *, at: datetime) -> None:
    """Slack is to be asked then for the user groups of the programme's own workspaces."""
    await session.execute(
        update(Workspace)
        .where(Workspace.program_id == program_id, Workspace.kind == Kind.INTERNAL)
        .values(groups_due_at=at)
        .execution_options(synchronize_session=False),
    )


async def groups_due(session: AsyncSession, *, now: datetime) -> Sequence[tuple[str, str]]:
    """(program, workspace) whose user groups are to be looked up, in all programs."""
    rows = await session.execute(
        select(Workspace.program_id, Workspace.id)
        .where(Workspace.groups_due_at <= now, Workspace.paused_at.is_(None))
        .order_by(Workspace.groups_due_at, Workspace.id),
    )
    return [(program_id, workspace_id) for program_id, workspace_id in rows]


async def claim_groups(
    session: AsyncSession, program_id: str, workspace_id: str, *, now: datetime, next_at: datetime | None
) -> bool:
    """Take a workspace whose groups are due, and say when they are due again. False: another replica has it."""
    taken = await session.execute(
        update(Workspace)
        .where(
            Workspace.program_id == program_id, Workspace.id == workspace_id, Workspace.groups_due_at <= now
        )
        .values(groups_due_at=next_at)
        .returning(Workspace.id)
        .execution_options(synchronize_session=False),
    )
    return taken.first() is not None


async def home(session: AsyncSession, program_id: str) -> Workspace | None:
    """The workspace of the programme's own people; the oldest, where there are several."""
    return (
        await session.scalars(
            select(Workspace)
            .where(Workspace.program_id == program_id, Workspace.kind == Kind.INTERNAL)
            .order_by(Workspace.id)
            .limit(1),
        )
    ).one_or_none()
