"""The outbox as operators and managers see it: what waits, what is in doubt, what was set aside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import made_at
from models.message import HOME_IS_WATCHED_FOR, Message, MessageKind, MessageState
from models.workspace import Workspace

MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Backlog:
    """Counts end at MOST_COUNTED, so that a look costs no more on a bad day. `oldest`: how long a row has been due."""

    due: int
    oldest: timedelta
    in_doubt: int
    stuck: int
    paused: int


async def backlog(session: AsyncSession, *, now: datetime, real: datetime) -> Backlog:
    """What has not arrived, in all programs. What waits for a paused workspace is not due there."""
    open_ = (
        select(Message.state, Message.kind, Message.due_at, Message.claimed_at, Message.ts, Message.looked_at)
        .join(
            Workspace,
            and_(Workspace.program_id == Message.program_id, Workspace.id == Message.workspace_id),
        )
        .where(Message.shown < Message.wanted, Workspace.paused_at.is_(None))
        .limit(MOST_COUNTED)
        .subquery()
    )
    row = open_.c
    watched = or_(row.kind != MessageKind.HOME, row.looked_at > real - HOME_IS_WATCHED_FOR)
    due = and_(row.state.in_([MessageState.IDLE, MessageState.SENDING]), row.due_at <= now, watched)
    doubt = and_(row.claimed_at.is_not(None), row.ts.is_(None), row.state != MessageState.STUCK)
    found = (
        await session.execute(
            select(
                func.count(case((due, 1))),
                func.min(case((due, row.due_at))),
                func.count(case((doubt, 1))),
                func.count(case((row.state == MessageState.STUCK, 1))),
            )
        )
    ).one()
    paused = await session.scalar(select(func.count()).where(Workspace.paused_at.is_not(None)))
    oldest = now - found[1] if found[1] is not None else timedelta(0)
    return Backlog(due=found[0], oldest=oldest, in_doubt=found[2], stuck=found[3], paused=paused or 0)


async def give_back(session: AsyncSession, *, worker: str, real: datetime) -> None:
    """Whatever a worker that ends still holds, in all programs: rows and the leases of workspaces."""
    held = and_(Message.state == MessageState.SENDING, Message.worker == worker)
    begun = and_(Message.claimed_at.is_not(None), Message.ts.is_(None))
    for condition, values in (
        (begun, {"lease_until": real}),  # in doubt: whoever claims it looks first
        (~begun, {"state": MessageState.IDLE, "lease_until": None}),
    ):
        await session.execute(
            update(Message)
            .where(held, condition)
            .values(**values)
            .execution_options(synchronize_session=False)
        )
    await session.execute(
        update(Workspace)
        .where(Workspace.lease_worker == worker, Workspace.lease_until.is_not(None))
        .values(lease_until=None)
        .execution_options(synchronize_session=False)
    )


def _set_aside(program_id: str, ids: Collection[str] | None) -> ColumnElement[bool]:
    ours = and_(Message.program_id == program_id, Message.state == MessageState.STUCK)
    return ours if ids is None else and_(ours, Message.id.in_(ids))


async def stuck(session: AsyncSession, program_id: str, *, most: int) -> tuple[Sequence[Message], int]:
    """What was set aside, the longest first, and how many there are in all."""
    found = await session.scalars(
        select(Message).where(_set_aside(program_id, None)).order_by(Message.stuck_at, Message.id).limit(most)
    )
    total = await session.scalar(
        select(func.count()).select_from(Message).where(_set_aside(program_id, None))
    )
    return found.all(), total or 0


async def try_again(
    session: AsyncSession, program_id: str, ids: Collection[str] | None, *, now: datetime
) -> Sequence[str]:
    """Draw and send what was set aside (None: all of it) once more; the ids of what was."""
    return await _taken_up(session, program_id, ids, {"due_at": now, "wanted": Message.wanted + 1})


async def let_go(session: AsyncSession, program_id: str, ids: Collection[str] | None) -> Sequence[str]:
    """Say this no more; the next change of what it is about is shown again."""
    return await _taken_up(session, program_id, ids, {"shown": Message.wanted})


async def _taken_up(
    session: AsyncSession, program_id: str, ids: Collection[str] | None, values: Mapping[str, Any]
) -> Sequence[str]:
    fresh = {"state": MessageState.IDLE, "attempts": 0, "error": None, "stuck_at": None, "retry_at": None}
    taken = await session.scalars(
        update(Message)
        .where(_set_aside(program_id, ids))
        .values(**fresh, **values)
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    )
    return taken.all()


async def into_doubt(session: AsyncSession) -> int:
    """For a database that was just restored, in all programs: Slack may already show what is due in it.

    Each such row is looked for, from its making on, before it is posted; how many there are. Leases are ended.
    """
    await session.execute(
        update(Workspace)
        .values(lease_until=None, not_before=None)
        .execution_options(synchronize_session=False)
    )
    unposted = and_(
        Message.shown < Message.wanted,
        Message.ts.is_(None),
        Message.kind != MessageKind.HOME,
        Message.state.in_([MessageState.IDLE, MessageState.SENDING]),
    )
    places = (await session.execute(select(Message.program_id, Message.id).where(unposted))).all()
    for program_id, message_id in places:
        await session.execute(
            update(Message)
            .where(Message.program_id == program_id, Message.id == message_id)
            .values(claimed_at=made_at(message_id))
            .execution_options(synchronize_session=False)
        )
    await session.execute(
        update(Message)
        .where(Message.state == MessageState.SENDING)
        .values(state=MessageState.IDLE, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    return len(places)
