"""One rung of a programme's ladder: its number, from the lowest up, and its name."""

from collections.abc import Sequence

from sqlalchemy import Index, String, delete, select
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


async def put(session: AsyncSession, program_id: str, names: Sequence[str]) -> None:
    """The rungs have these names, from the lowest up; those above are gone."""
    present = await all_of(session, program_id)
    for rung, name in zip(present, names, strict=False):
        rung.name = name
    session.add_all(
        Rung(program_id=program_id, number=number, name=name)
        for number, name in enumerate(names, start=1)
        if number > len(present)
    )
    await session.execute(
        delete(Rung)
        .where(Rung.program_id == program_id, Rung.number > len(names))
        .execution_options(synchronize_session=False)
    )
    await session.flush()
