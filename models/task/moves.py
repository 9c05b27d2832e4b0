"""What becomes of tasks: opened, due, closed, handed on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import new_id
from models.inserting import insert_into
from models.task.table import Task, TaskKind


async def open_(session: AsyncSession, **values: Any) -> str | None:
    """Open a task unless the same one is open already; its id, or None where it was."""
    task_id = new_id()
    made = await session.execute(
        insert_into(session, Task)
        .values({"id": task_id, "subject": task_id} | values)
        .on_conflict_do_nothing(
            index_elements=["program_id", "kind", "subject"], index_where=text("done_at IS NULL")
        )
        .returning(Task.id),
    )
    return task_id if made.first() is not None else None


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, task) of every open task whose clock has run out, in all programs, the longest due first."""
    rows = await session.execute(
        select(Task.program_id, Task.id)
        .where(Task.due_at <= now, Task.done_at.is_(None))
        .order_by(Task.due_at, Task.id)
        .limit(most),
    )
    return [(program_id, task_id) for program_id, task_id in rows]


async def claim_due(session: AsyncSession, program_id: str, task_id: str, *, now: datetime) -> bool:
    """Take a task whose clock has run out. False: another replica took it, or it was done in the meantime."""
    taken = await session.execute(
        update(Task)
        .where(Task.program_id == program_id, Task.id == task_id, Task.due_at <= now, Task.done_at.is_(None))
        .values(due_at=None)
        .returning(Task.id)
        .execution_options(synchronize_session=False),
    )
    return taken.first() is not None


async def set_due(session: AsyncSession, program_id: str, task_id: str, due_at: datetime | None) -> bool:
    """When the clock comes back to an open task, if it does. False: that was so before."""
    noted = await session.scalars(
        update(Task)
        .where(
            Task.program_id == program_id,
            Task.id == task_id,
            Task.done_at.is_(None),
            Task.due_at.is_distinct_from(due_at),
        )
        .values(due_at=due_at)
        .returning(Task.id)
        .execution_options(synchronize_session=False),
    )
    return noted.first() is not None


async def close(
    session: AsyncSession, program_id: str, task_id: str, *, by: str | None, outcome: str, now: datetime
) -> bool:
    """Close an open task; `by` is a member's id, None for the clock. False: it was closed before."""
    closed = await session.execute(
        update(Task)
        .where(Task.program_id == program_id, Task.id == task_id, Task.done_at.is_(None))
        .values(done_at=now, done_by=by, outcome=outcome)
        .returning(Task.id)
        .execution_options(synchronize_session=False),
    )
    return closed.first() is not None


async def close_about(
    session: AsyncSession, program_id: str, kind: TaskKind, subject: str, *, outcome: str, now: datetime
) -> Sequence[str]:
    """Close what is open about a subject, because it settled itself; the ids of what was."""
    closed = await session.scalars(
        update(Task)
        .where(
            Task.program_id == program_id, Task.kind == kind, Task.subject == subject, Task.done_at.is_(None)
        )
        .values(done_at=now, outcome=outcome)
        .returning(Task.id)
        .execution_options(synchronize_session=False),
    )
    return closed.all()


async def restate(
    session: AsyncSession,
    program_id: str,
    kind: TaskKind,
    subject: str,
    said: str,
    *,
    if_other: bool = False,
) -> Sequence[str]:
    """Write anew what an open task says about its subject; the ids of what was, or `if_other` of what differed."""
    changed = await session.scalars(
        update(Task)
        .where(
            Task.program_id == program_id,
            Task.kind == kind,
            Task.subject == subject,
            Task.done_at.is_(None),
            *([Task.said != said] if if_other else []),
        )
        .values(said=said)
        .returning(Task.id)
        .execution_options(synchronize_session=False),
    )
    return changed.all()


async def reassign(
    session: AsyncSession, program_id: str, *, account_ids: Sequence[str], of: str, to: str
) -> Sequence[str]:
    """Hand a member's open tasks about these accounts to another one; their ids."""
    moved = await session.scalars(
        update(Task)
        .where(
            Task.program_id == program_id,
            Task.account_id.in_(account_ids),
            Task.member_id == of,
            Task.done_at.is_(None),
        )
        .values(member_id=to)
        .returning(Task.id)
        .execution_options(synchronize_session=False),
    )
    return moved.all()


async def hand(session: AsyncSession, program_id: str, task_id: str, *, to: str) -> bool:
    """Give one open task to another member. False: it is done, or theirs already."""
    moved = await session.execute(
        update(Task)
        .where(
            Task.program_id == program_id, Task.id == task_id, Task.done_at.is_(None), Task.member_id != to
        )
        .values(member_id=to)
        .returning(Task.id)
        .execution_options(synchronize_session=False),
    )
    return moved.first() is not None
