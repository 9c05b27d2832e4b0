"""The history of a programme's ladder: what was changed, by whom, and the whole ladder as it was then."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, Index, String, Text, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, new_id
from models.inserting import insert_into


class LadderVersion(Owned):
    __tablename__ = "ladder_version"
    # Of two managers who change the same ladder at once, the second finds the number taken.
    __table_args__ = (Index("ix_ladder_version", "program_id", "number", unique=True),)

    number: Mapped[int]  # 1, 2, 3 …
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(32))  # as in the audit log
    changes: Mapped[list[str]] = mapped_column(JSON)  # in sentences
    file: Mapped[str] = mapped_column(Text)  # the whole ladder, as `rung ladder export` writes it
    form_key: Mapped[str | None] = mapped_column(String(64))  # the Slack view in which it was applied


async def newest(session: AsyncSession, program_id: str) -> int:
    """The number of the present version; 0: nothing is written of any."""
    found = await session.scalars(
        select(func.max(LadderVersion.number)).where(LadderVersion.program_id == program_id)
    )
    return found.one() or 0


async def add(
    session: AsyncSession,
    program_id: str,
    number: int,
    *,
    at: datetime,
    by: str,
    changes: Sequence[str],
    file: str,
    form_key: str | None = None,
) -> str | None:
    """Write a version; its id, or None where somebody else wrote this number first."""
    values = {"at": at, "by": by, "changes": list(changes), "file": file, "form_key": form_key}
    written = await session.scalars(
        insert_into(session, LadderVersion)
        .values(program_id=program_id, id=new_id(), number=number, **values)
        .on_conflict_do_nothing()
        .returning(LadderVersion.id),
    )
    return written.one_or_none()


async def applied(session: AsyncSession, program_id: str, number: int, form_key: str) -> bool:
    """Was this version made in this window? Then whoever sends it again has it already."""
    found = await session.scalars(
        select(LadderVersion.id).where(
            LadderVersion.program_id == program_id,
            LadderVersion.number == number,
            LadderVersion.form_key == form_key,
        )
    )
    return found.first() is not None


async def page(
    session: AsyncSession, program_id: str, *, most: int, skip: int = 0
) -> Sequence[LadderVersion]:
    """The newest first."""
    found = await session.scalars(
        select(LadderVersion)
        .where(LadderVersion.program_id == program_id)
        .order_by(LadderVersion.number.desc())
        .limit(most)
        .offset(skip),
    )
    return found.all()
