"""Something about a customer that one of ours is to decide or to do. It stays open until somebody did."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Index, Select, String, Text, and_, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from models.account import Account
from models.advocate import Advocate
from models.ask.whole import WholeAsk
from models.base import Owned, new_id, within_program
from models.member import Member


class TaskKind(StrEnum):
    RELAY = "relay"  # pass the question on and record the answer; subject: the ask
    CHECK_IN = "check_in"  # two silences in a row; subject: the advocate
    NOT_HAPPY = "not_happy"  # the account is blocked until somebody clears it; subject: the block
    FORBIDDEN = "forbidden"  # their company does not allow it; subject: the block
    COLLEAGUE = "colleague"  # would rather a colleague is asked, and there is none yet; subject: the ask
    CHANGED_JOB = "changed_job"  # subject: the advocate
    NOMINATED = "nominated"  # a customer suggests somebody; subject: the task itself
    INVITE = "invite"  # pass an invitation on and record the answer; subject: the advocate
    OBJECTION = "objection"  # "That's wrong"; subject: the task itself
    CLAIM = "claim"  # "I did it", to be verified; subject: the participation
    RATHER_NOT = "rather_not"  # would rather not do that again; subject: the consent that says so
    NOT_HELD = "not_held"  # one side says that it did not happen; subject: the ask


class Task(Owned):
    __tablename__ = "task"
    __table_args__ = (
        within_program("member_id", "member"),
        within_program("account_id", "account"),
        within_program("advocate_id", "advocate"),
        within_program("done_by", "member"),
        Index(
            "ix_task_open",
            "program_id",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index("ix_task_member", "program_id", "member_id", "done_at"),
        Index("ix_task_due", "program_id", "due_at"),
    )

    kind: Mapped[TaskKind]
    subject: Mapped[str] = mapped_column(String(32))
    member_id: Mapped[str] = mapped_column(String(32))  # whose it is; managers see all
    account_id: Mapped[str] = mapped_column(String(32))
    advocate_id: Mapped[str | None] = mapped_column(String(32))
    said: Mapped[str] = mapped_column(Text, default="")  # the customer's own words
    made_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # when whoever it waits for is reminded, or somebody else joins
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(String(32))
    outcome: Mapped[str | None] = mapped_column(String(24))


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


async def open_(session: AsyncSession, **values: Any) -> str | None:
    """Open a task unless the same one is open already; its id, or None where it was."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    task_id = new_id()
    made = await session.execute(
        insert(Task)
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


async def set_due(session: AsyncSession, program_id: str, task_id: str, due_at: datetime | None) -> None:
    await session.execute(
        update(Task)
        .where(Task.program_id == program_id, Task.id == task_id, Task.done_at.is_(None))
        .values(due_at=due_at)
        .execution_options(synchronize_session=False),
    )


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
    session: AsyncSession, program_id: str, kind: TaskKind, subject: str, said: str
) -> Sequence[str]:
    """Write anew what an open task says about its subject; the ids of what was."""
    changed = await session.scalars(
        update(Task)
        .where(
            Task.program_id == program_id, Task.kind == kind, Task.subject == subject, Task.done_at.is_(None)
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


def _whole(*conditions: ColumnElement[bool]) -> Select[Task, Member, Account, Advocate, Member]:
    member, done_by = aliased(Member), aliased(Member)

    def beside(entity: Any, column: Any) -> ColumnElement[bool]:
        return and_(entity.program_id == Task.program_id, entity.id == column)

    return (
        select(Task, member, Account, Advocate, done_by)
        .join(member, beside(member, Task.member_id))
        .join(Account, beside(Account, Task.account_id))
        .outerjoin(Advocate, beside(Advocate, Task.advocate_id))
        .outerjoin(done_by, beside(done_by, Task.done_by))
        .where(*conditions)
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
