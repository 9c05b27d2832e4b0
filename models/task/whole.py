"""Tasks with whom and what they are about, for whoever has them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.account import Account
from models.advocate import Advocate
from models.ask.whole import WholeAsk
from models.base import beside
from models.member import Member
from models.task.table import Task, TaskKind


@dataclass(frozen=True, slots=True)
class WholeTask:
    """A task with the people and the company it is about."""

    task: Task
    member: Member
    account: Account
    advocate: Advocate | None
    done_by: Member | None
    ask: WholeAsk | None = None  # what is to be passed on, see bot/asks/relay.py
    forward: str = ""  # and the text of it, ready to copy, as mrkdwn


def _whole(*conditions: ColumnElement[bool]) -> Select[Task, Member, Account, Advocate, Member]:
    return _all().where(*conditions)


@cache
def _all() -> Select[Task, Member, Account, Advocate, Member]:
    member, done_by = aliased(Member), aliased(Member)

    return (
        select(Task, member, Account, Advocate, done_by)
        .join(member, beside(member, Task.member_id))
        .join(Account, beside(Account, Task.account_id))
        .outerjoin(Advocate, beside(Advocate, Task.advocate_id))
        .outerjoin(done_by, beside(done_by, Task.done_by))
        .execution_options(populate_existing=True)
    )


async def whole(session: AsyncSession, program_id: str, task_id: str) -> WholeTask | None:
    row = (await session.execute(_whole(Task.program_id == program_id, Task.id == task_id))).one_or_none()
    return WholeTask(*row) if row else None


async def waiting(
    session: AsyncSession, program_id: str, member_id: str | None, *, most: int, skip: int = 0
) -> Sequence[WholeTask]:
    """Open tasks of one member, or of everybody with None; the oldest first."""
    whose = [] if member_id is None else [Task.member_id == member_id]
    rows = await session.execute(
        _whole(Task.program_id == program_id, Task.done_at.is_(None), *whose)
        .order_by(Task.made_at, Task.id)
        .limit(most)
        .offset(skip),
    )
    return [WholeTask(*row) for row in rows]


async def some(session: AsyncSession, program_id: str, task_ids: Sequence[str]) -> Sequence[WholeTask]:
    """These tasks, open or closed, the oldest first."""
    rows = await session.execute(
        _whole(Task.program_id == program_id, Task.id.in_(task_ids)).order_by(Task.made_at, Task.id)
    )
    return [WholeTask(*row) for row in rows]


async def about(
    session: AsyncSession, program_id: str, kind: TaskKind, subjects: Sequence[str]
) -> dict[str, WholeTask]:
    """By subject, the newest such task about it, open or closed."""
    rows = await session.execute(
        _whole(Task.program_id == program_id, Task.kind == kind, Task.subject.in_(subjects)).order_by(
            Task.made_at, Task.id
        )
    )
    return {row[0].subject: WholeTask(*row) for row in rows}


async def open_of(
    session: AsyncSession,
    program_id: str,
    kinds: Collection[TaskKind],
    *,
    made_by: datetime,
    most: int,
) -> tuple[Sequence[str], int]:
    """Open tasks of these kinds that were given by then, the oldest first; and how many there are in all."""
    rows = await session.execute(
        select(Task.id, func.count().over())
        .where(
            Task.program_id == program_id,
            Task.done_at.is_(None),
            Task.kind.in_(kinds),
            Task.made_at <= made_by,
        )
        .order_by(Task.made_at, Task.id)
        .limit(most)
    )
    found = rows.all()
    return [task_id for task_id, _ in found], int(found[0][1]) if found else 0


async def count_open(session: AsyncSession, program_id: str, member_id: str | None) -> int:
    whose = [] if member_id is None else [Task.member_id == member_id]
    counted = await session.scalars(
        select(func.count()).where(Task.program_id == program_id, Task.done_at.is_(None), *whose)
    )
    return counted.one()


async def last_done(session: AsyncSession, program_id: str, kind: TaskKind, subject: str) -> datetime | None:
    """When such a task about a subject was last decided; None where none was."""
    found = await session.scalars(
        select(func.max(Task.done_at)).where(
            Task.program_id == program_id, Task.kind == kind, Task.subject == subject
        ),
    )
    return found.one()


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *kinds: TaskKind, most: int
) -> Sequence[Task]:
    """What one customer gave us to decide, of these kinds, the newest first."""
    found = await session.scalars(
        select(Task)
        .where(Task.program_id == program_id, Task.advocate_id == advocate_id, Task.kind.in_(kinds))
        .order_by(Task.made_at.desc(), Task.id.desc())
        .limit(most)
        .execution_options(populate_existing=True),
    )
    return found.all()
