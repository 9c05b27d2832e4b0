"""Which schema the database has, and which versions of Rung may run on it."""

from sqlalchemy import String, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class CompatibleSchema(Base):
    """Revisions of the code that work on this schema: each migration adds its own.

    A migration that older code can live with leaves the older rows; one that it can't live with deletes them.
    """

    __tablename__ = "compatible_schema"

    revision: Mapped[str] = mapped_column(String(32), primary_key=True)


async def revision(session: AsyncSession) -> str | None:
    """The database's revision, or None for a database without Rung's tables."""
    connection = await session.connection()
    if not await connection.run_sync(lambda bare: inspect(bare).has_table("alembic_version")):
        return None
    return (await session.execute(text("SELECT version_num FROM alembic_version"))).scalar_one_or_none()


async def accepts(session: AsyncSession, code_revision: str) -> bool:
    """May code of this revision run on the database? It has Rung's tables."""
    found = await session.scalars(
        select(CompatibleSchema.revision).where(CompatibleSchema.revision == code_revision)
    )
    return found.one_or_none() is not None


async def reach(session: AsyncSession) -> None:
    """Raises what the driver says where there is no database to talk with."""
    await session.execute(text("SELECT 1"))


async def touch(session: AsyncSession) -> None:
    """Write without changing anything; raises what the driver says where that is not allowed."""
    await session.execute(text("UPDATE compatible_schema SET revision = revision WHERE revision IS NULL"))
