"""People whom customers suggested: nobody has asked them, and what is kept on them is a line in a task."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.task import Task, TaskKind

ERASED = "erased"  # what became of a task about them
NAME = "Erased person"
UNSAID = f"{NAME}\n\n"  # name, address and role, as such a task keeps them


def with_address(email: str) -> ColumnElement[bool]:
    """Of `Task`: it suggests whoever has this address."""
    return and_(Task.kind == TaskKind.NOMINATED, Task.said.contains(f"\n{email}\n", autoescape=True))


async def of(session: AsyncSession, program_id: str, email: str) -> Sequence[Task]:
    """Who suggested them, the oldest first."""
    found = select(Task).where(Task.program_id == program_id, with_address(email))
    return (await session.scalars(found.order_by(Task.made_at, Task.id))).all()


async def forget(session: AsyncSession, program_id: str, email: str, *, now: datetime) -> Sequence[str]:
    """Nothing is left to decide about them, and nothing tells who it was; the ids of the tasks."""
    theirs = and_(Task.program_id == program_id, with_address(email))
    await session.execute(
        update(Task)
        .where(theirs, Task.done_at.is_(None))
        .values(done_at=now, outcome=ERASED)
        .execution_options(synchronize_session=False)
    )
    unsaid = await session.scalars(
        update(Task)
        .where(theirs)
        .values(said=UNSAID)
        .returning(Task.id)
        .execution_options(synchronize_session=False)
    )
    return unsaid.all()
