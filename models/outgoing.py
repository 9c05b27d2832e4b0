"""What the outbox claims and writes: messages by the batch, each statement for many at once."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    String,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from models import advocate as advocates
from models.base import microseconds
from models.lease import FURTHEST, over
from models.message import HOME_IS_WATCHED_FOR, Message, MessageKind, MessageState
from models.workspace import Workspace

# What a delivery changes of its row; `wanted` and what goes with it belong to whoever wants the message.
WORDS = ("state", "channel", "ts", "hash", "error")
NUMBERS = ("shown", "attempts")
MOMENTS = ("posted_at", "stuck_at", "retry_at", "claimed_at", "lease_until")
UNLESS_WANTED_ANEW = ("priority", "due_at")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row to send. `known`: the channel of earlier messages to its recipient; `unreached`: whether the last one
    to this customer did not arrive. With `claimed_at` of an earlier claim, and no `ts`, it is in doubt.
    """

    message: Message
    known: str | None
    unreached: bool


async def due_workspaces(
    session: AsyncSession, *, now: datetime, real: datetime
) -> Sequence[tuple[str, str]]:
    """(program, workspace) with something to send, in all programs: who looks at it first, then the longest due."""
    rows = await session.execute(
        select(Message.program_id, Message.workspace_id)
        .join(
            Workspace,
            and_(Workspace.program_id == Message.program_id, Workspace.id == Message.workspace_id),
        )
        .where(
            Message.shown < Message.wanted,
            _sendable(now, real),
            Workspace.paused_at.is_(None),
            over(Workspace.not_before, real, FURTHEST),
            over(Workspace.lease_until, real),
        )
        .group_by(Message.program_id, Message.workspace_id)
        .order_by(func.max(Message.priority).desc(), func.min(Message.due_at), Message.workspace_id),
    )
    return [(program_id, workspace_id) for program_id, workspace_id in rows]


def _sendable(now: datetime, real: datetime) -> ColumnElement[bool]:
    """Idle and due, or left in the middle by a worker whose lease ran out; a Home only while it is watched."""
    idle = and_(
        Message.state == MessageState.IDLE,
        Message.due_at <= now,
        over(Message.retry_at, real, FURTHEST),
        or_(Message.kind != MessageKind.HOME, Message.looked_at > real - HOME_IS_WATCHED_FOR),
    )
    return or_(idle, and_(Message.state == MessageState.SENDING, over(Message.lease_until, real, FURTHEST)))


async def claim(
    session: AsyncSession,
    program_id: str,
    workspace_id: str,
    *,
    now: datetime,
    real: datetime,
    worker: str,
    until: datetime,
    most: int,
) -> Sequence[Claimed]:
    """Take due rows for sending: those of people who are looking first, then the longest due."""
    chosen = await session.scalars(
        select(Message.id)
        .where(
            Message.program_id == program_id,
            Message.workspace_id == workspace_id,
            Message.shown < Message.wanted,
            _sendable(now, real),
        )
        .order_by(Message.priority.desc(), Message.due_at, Message.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    ids = chosen.all()
    if not ids:
        return []
    claimed = await session.scalars(
        update(Message)
        .where(Message.program_id == program_id, Message.id.in_(ids))
        .values(state=MessageState.SENDING, worker=worker, lease_until=until)
        .returning(Message)
        .execution_options(synchronize_session=False, populate_existing=True),
    )
    rows = sorted(claimed, key=lambda row: ids.index(row.id))
    people = {row.recipient for row in rows}
    channels = await _channels(session, program_id, workspace_id, people)
    missed = await advocates.unreached(session, program_id, people)
    return [Claimed(row, channels.get(row.recipient), row.recipient in missed) for row in rows]


async def _channels(
    session: AsyncSession, program_id: str, workspace_id: str, recipients: Collection[str]
) -> dict[str, str]:
    """The channels that earlier messages to these used."""
    rows = await session.execute(
        select(Message.recipient, func.max(Message.channel))
        .where(
            Message.program_id == program_id,
            Message.workspace_id == workspace_id,
            Message.recipient.in_(recipients),
            Message.channel.is_not(None),
        )
        .group_by(Message.recipient),
    )
    return {recipient: channel for recipient, channel in rows if channel}


async def write(
    session: AsyncSession,
    rows: Sequence[Message],
    *,
    worker: str,
    unless_changed: bool = False,
    only_free: bool = False,
) -> Sequence[str]:
    """Write what became of claimed rows, in one statement, where they are still this worker's; the ids of those.

    `unless_changed`: only where nobody wants them anew since they were claimed. `only_free`: what somebody else holds
    just now is left out; who holds one of many may wait for another of them.
    """
    if only_free and not _is_sqlite(session):  # which has one writer
        own = tuple_(Message.program_id, Message.id).in_([(row.program_id, row.id) for row in rows])
        held = await session.scalars(select(Message.id).where(own).with_for_update(skip_locked=True))
        free = set(held.all())
        rows = [row for row in rows if row.id in free]
    if not rows:
        return []
    written = await session.scalars(
        _write(sqlite=_is_sqlite(session), unless_changed=unless_changed),
        {"rows": json.dumps([_written(row) for row in rows]), "of_worker": worker},
    )
    return written.all()


def _is_sqlite(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"


@cache
def _write(*, sqlite: bool, unless_changed: bool) -> Any:
    """One statement however many rows: they come as one value."""
    given = bindparam("rows", type_=Text)
    each = func.json_each(given) if sqlite else func.json_array_elements(cast(given, JSON))
    new = each.table_valued("value", name="new").c.value

    def word(name: str) -> ColumnElement[Any]:
        return new.op("->>", return_type=String())(literal_column(f"'{name}'"))

    def number(name: str) -> ColumnElement[Any]:
        return cast(word(name), BigInteger)

    values: dict[str, Any] = {name: word(name) for name in WORDS}
    values |= {name: number(name) for name in (*NUMBERS, *MOMENTS)}
    wanted = Message.wanted == number("wanted")
    for name in UNLESS_WANTED_ANEW:
        values[name] = case((wanted, number(name)), else_=getattr(Message, name))
    return (
        update(Message)
        .where(
            Message.program_id == word("program_id"),
            Message.id == word("id"),
            Message.state == MessageState.SENDING,
            Message.worker == bindparam("of_worker"),
            *([wanted] if unless_changed else []),
        )
        .values(values)
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    )


def _written(row: Message) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in ("program_id", "id", "wanted", *WORDS, *NUMBERS)}
    moments = {name: getattr(row, name) for name in (*MOMENTS, *UNLESS_WANTED_ANEW)}
    return found | {
        name: microseconds(value) if isinstance(value, datetime) else value for name, value in moments.items()
    }
