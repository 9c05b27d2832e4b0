"""One rung of a programme's ladder: its number, from the lowest up, and its name."""

from collections.abc import Sequence

from sqlalchemy import Index, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned


class Rung(Owned):
    __tablename__ = "rung"
    __table_args__ = (Index("ix_rung_number", "program_id", "number", unique=True),)

    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))


async def all_of(session: AsyncSession, program_id: str) -> Sequence[Rung]:
    """From the lowest up."""
    found = await session.scalars(select(Rung).where(Rung.program_id == program_id).order_by(Rung.number))
    return found.all()
