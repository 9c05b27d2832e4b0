"""People whom customers suggested: nobody has asked them, and what is kept on them is a line in a task."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.task import Task, TaskKind
from models.task.table import SUGGESTED

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


async def due(session: AsyncSession, *, before: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, task) of suggestions that were made before that and tell still who it was, in all programs."""
    rows = await session.execute(
        select(Task.program_id, Task.id)
        .where(_known_since(before))
        .order_by(Task.made_at, Task.id)
        .limit(most)
    )
    return [(program_id, task_id) for program_id, task_id in rows]


async def forget(session: AsyncSession, program_id: str, email: str, *, now: datetime) -> Sequence[str]:
    """Nothing is left to decide about them, and nothing tells who it was; the ids of the tasks."""
    return await _unsay(session, and_(Task.program_id == program_id, with_address(email)), now=now)


async def forget_one(
    session: AsyncSession, program_id: str, task_id: str, *, before: datetime, now: datetime
) -> bool:
    """The same for one suggestion of before. False: somebody was quicker."""
    one = and_(Task.program_id == program_id, Task.id == task_id, _known_since(before))
    return bool(await _unsay(session, one, now=now))


def _known_since(before: datetime) -> ColumnElement[bool]:
    return and_(text(SUGGESTED), Task.made_at < before, Task.said.not_in(("", UNSAID)))


async def _unsay(session: AsyncSession, theirs: ColumnElement[bool], *, now: datetime) -> Sequence[str]:
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
