"""What a programme does at times of its own is a column of it: which programmes are due, and who takes one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.program import Program


def waits(column: Any, now: datetime) -> ColumnElement[bool]:
    """It is due, or was never planned."""
    return or_(column.is_(None), column <= now)


async def programs(
    session: AsyncSession, column: Any, *, now: datetime, most: int
) -> Sequence[tuple[str, str]]:
    """(program, program) where this column of theirs is due, in all programs; the longest due first."""
    found = await session.scalars(
        select(Program.id).where(waits(column, now)).order_by(column, Program.id).limit(most)
    )
    return [(program_id, program_id) for program_id in found]


async def claimed(
    session: AsyncSession, program_id: str, *still: ColumnElement[bool], values: Mapping[str, Any]
) -> bool:
    """Write these values where all of this still holds. False: another replica was first."""
    taken = await session.execute(
        update(Program)
        .where(Program.id == program_id, *still)
        .values(**values)
        .returning(Program.id)
        .execution_options(synchronize_session="fetch")
    )
    return taken.first() is not None


async def ours(session: AsyncSession, program_id: str, row_id: str) -> bool:
    """Is no other replica at this row? Until the transaction ends none will be, and none has waited for it."""
    if session.get_bind().dialect.name == "sqlite":
        return True  # it has one writer, and that is us
    key = func.hashtextextended(f"{program_id} {row_id}", 0)
    return bool(await session.scalar(select(func.pg_try_advisory_xact_lock(key))))
