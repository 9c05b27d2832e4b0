"""Ways in for a workspace: links that somebody with the right to it has made, and installations that are under way.

Both hold hashes alone: whoever reads the database can walk in by none of them.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id
from models.workspace import Kind


class InstallLink(Base):
    """Lets one workspace in, once: into a programme, or with None into a new one."""

    __tablename__ = "install_link"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    program_id: Mapped[str | None] = mapped_column(String(32), ForeignKey("program.id"), index=True)
    kind: Mapped[Kind]
    made_by: Mapped[str] = mapped_column(String(32))  # a Slack user id, or models.audit.OPERATOR
    # Real time, all three.
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class InstallState(Base):
    """An installation that somebody began in a browser and Slack has not sent back yet."""

    __tablename__ = "install_state"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64))  # of what its cookie holds
    link_id: Mapped[str | None] = mapped_column(String(32))
    expires_at: Mapped[datetime] = mapped_column(index=True)  # real time


async def link(session: AsyncSession, token_hash: str, *, real: datetime) -> InstallLink | None:
    """A link that still lets somebody in, whatever its program: how an installation finds its tenant."""
    return (
        await session.scalars(
            select(InstallLink).where(
                InstallLink.token_hash == token_hash,
                InstallLink.used_at.is_(None),
                InstallLink.expires_at > real,
            )
        )
    ).one_or_none()


async def use(session: AsyncSession, link_id: str, *, real: datetime) -> InstallLink | None:
    """Use a link up. None: somebody else was first, or it is too late."""
    used = await session.scalars(
        update(InstallLink)
        .where(InstallLink.id == link_id, InstallLink.used_at.is_(None), InstallLink.expires_at > real)
        .values(used_at=real)
        .returning(InstallLink)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return used.one_or_none()


async def consume(
    session: AsyncSession, state_hash: str, browser_hash: str, *, real: datetime
) -> InstallState | None:
    """Take what was begun in this browser. None: it is unknown, another browser's, too old, or was taken before.

    One DELETE, so that of two at once only one gets it.
    """
    taken = await session.scalars(
        delete(InstallState)
        .where(
            InstallState.state_hash == state_hash,
            InstallState.browser_hash == browser_hash,
            InstallState.expires_at > real,
        )
        .returning(InstallState)
        .execution_options(synchronize_session=False)
    )
    return taken.one_or_none()


async def forget(session: AsyncSession, *, real: datetime) -> None:
    """Drop what can lead nobody in any more."""
    over = (
        delete(InstallState).where(InstallState.expires_at <= real),
        delete(InstallLink).where(or_(InstallLink.expires_at <= real, InstallLink.used_at.is_not(None))),
    )
    for statement in over:
        await session.execute(statement.execution_options(synchronize_session=False))
