"""One Slack message sent or to send: a view of some state, shown to somebody."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Index,
    String,
    UniqueConstraint,
    and_,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models import digest as digests
from models.base import Owned, within_program
from models.task import Task
from models.workspace import Workspace

HOME_IS_WATCHED_FOR = timedelta(minutes=10)  # real time since somebody last opened it


class MessageKind(StrEnum):
    LINE = "line"  # the seller's one live line; subject: the reference
    APPROVAL = "approval"  # the owner's card; subject: the ask
    APPROVAL_REMINDER = "approval_reminder"
    ASK = "ask"  # the customer's card; subject: the ask
    HOME = "home"  # subject: the person
    TASK = "task"  # something that a colleague is to decide; subject: the task
    RELAY_REMINDER = "relay_reminder"  # subject: the task
    INVITATION = "invitation"  # subject: the advocate
    ANSWERED = "answered"  # to whoever invited them, that they have joined; subject: the advocate
    OWN_PAGE = "own_page"  # the advocate's own page in their messages; subject: the advocate
    NPS = "nps"  # would you recommend us; subject: the question
    SURVEY = "survey"  # after a delivery; subject: the survey
    DRAFT = "draft"  # a quote for its author to approve; subject: the draft
    BRIEF = "brief"  # the day before; subject: the ask
    DEBRIEF = "debrief"  # afterwards; subject: the ask
    DEBRIEF_REMINDER = "debrief_reminder"
    OUTCOME = "outcome"  # what came of it; subject: the ask
    GIVEBACK = "giveback"  # what is given back to a customer; subject: the giveback
    INTRODUCTION = "introduction"  # to two customers who both agreed to meet; subject: the pair
    NUDGE = "nudge"  # a next step is proposed to a customer; subject: the nudge
    NOTICE = "notice"  # to managers, that a workspace stopped; subject: the workspace
    UPLOAD = "upload"  # to the manager who dropped a file; subject: the upload
    GREETING = (
        "greeting"  # to whoever simply wrote something; subject: the person, part: what and on which day
    )
    DIGEST = "digest"  # the programme's Monday; subject: the digest
    OVERDUE = "overdue"  # to managers, what became overdue on a day; subject: the day
    SELLER_WEEK = "seller_week"  # to a seller, what moved; subject: the Monday
    CHASED = "chased"  # to a seller, from a manager: the question afterwards once more; subject: the ask
    RECAP = "recap"  # to a customer, what happened in a quarter; subject: the advocate, part: the quarter
    CHANNEL = "channel"  # to managers, that the channel takes no posts; subject: the channel
    NUDGING = "nudging"  # to managers, that nudges are paused; subject: the day
    NOT_OURS = "not_ours"  # to managers, that somebody can have no role here; subject: the member


class MessageState(StrEnum):
    IDLE = "idle"
    SENDING = "sending"
    GONE = "gone"  # this recipient can't be reached: never again
    STUCK = "stuck"  # Slack refused what was drawn: our fault, kept to be looked at


class Message(Owned):
    __tablename__ = "message"
    __table_args__ = (
        within_program("workspace_id", "workspace"),
        UniqueConstraint("program_id", "kind", "subject", "recipient", "part"),
        Index(
            "ix_message_due",
            "program_id",
            "workspace_id",
            "due_at",
            sqlite_where=text("shown < wanted"),
            postgresql_where=text("shown < wanted"),
        ),
        Index("ix_message_subject", "program_id", "subject"),
        Index("ix_message_recipient", "program_id", "recipient"),
    )

    workspace_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[MessageKind]
    subject: Mapped[str] = mapped_column(String(32))
    recipient: Mapped[str] = mapped_column(String(32))  # a Slack user or channel
    part: Mapped[str] = mapped_column(String(24), default="")
    state: Mapped[MessageState] = mapped_column(default=MessageState.IDLE)
    wanted: Mapped[int] = mapped_column(default=1)
    shown: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]  # business time
    posted_at: Mapped[datetime | None]  # business time: the moment that a message about one speaks of
    priority: Mapped[int] = mapped_column(default=0)
    tab: Mapped[str] = mapped_column(String(24), default="")
    page: Mapped[int] = mapped_column(default=0)
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    hash: Mapped[str | None] = mapped_column(String(64))
    error: Mapped[str | None] = mapped_column(String(100))
    attempts: Mapped[int] = mapped_column(default=0)
    # Real time, all four.
    looked_at: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    worker: Mapped[str | None] = mapped_column(String(64))

    @property
    def in_channel(self) -> bool:
        """Is it for a channel, not for a person?"""
        return not self.recipient.startswith(("U", "W"))


async def want(
    session: AsyncSession,
    *,
    program_id: str,
    workspace_id: str,
    kind: MessageKind,
    subject: str,
    recipient: str,
    now: datetime,
    looked_at: datetime | None = None,
    tab: str = "",
    page: int = 0,
    part: str = "",
) -> None:
    """Say that something is to be shown to somebody: once a new row, afterwards a new version of it."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(Message).values(
        program_id=program_id,
        workspace_id=workspace_id,
        kind=kind,
        subject=subject,
        recipient=recipient,
        due_at=now,
        priority=int(looked_at is not None),
        looked_at=looked_at,
        tab=tab,
        page=page,
        part=part,
    )
    changes = {"wanted": Message.wanted + 1, "due_at": now}
    if looked_at is not None:
        changes |= {"looked_at": looked_at, "priority": 1, "page": page} | ({"tab": tab} if tab else {})
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["program_id", "kind", "subject", "recipient", "part"], set_=changes
        ),
    )


async def touch(session: AsyncSession, program_id: str, subjects: Sequence[str], *, now: datetime) -> None:
    """The state behind these subjects changed: redraw every message about them, and the Home of who has one.

    What somebody is to do about a subject tells of it too, and so does a digest that names it.
    """
    to_do = select(Task.id).where(
        Task.program_id == program_id, Task.subject.in_(subjects), Task.done_at.is_(None)
    )
    naming = digests.naming(program_id, subjects)
    about = or_(Message.subject.in_(subjects), Message.subject.in_(to_do), Message.subject.in_(naming))
    onlookers = select(Message.recipient).where(Message.program_id == program_id, about)
    await session.execute(
        update(Message)
        .where(
            Message.program_id == program_id,
            or_(
                about,
                and_(Message.kind == MessageKind.HOME, Message.recipient.in_(onlookers)),
            ),
        )
        .values(wanted=Message.wanted + 1, due_at=now)
        .execution_options(synchronize_session=False),
    )


async def channel_of(session: AsyncSession, program_id: str, workspace_id: str, recipient: str) -> str | None:
    """The DM channel that an earlier message to this person used."""
    return (
        await session.scalars(
            select(Message.channel)
            .where(
                Message.program_id == program_id,
                Message.workspace_id == workspace_id,
                Message.recipient == recipient,
                Message.channel.is_not(None),
            )
            .limit(1),
        )
    ).one_or_none()


async def due_workspaces(
    session: AsyncSession, *, now: datetime, real: datetime
) -> Sequence[tuple[str, str]]:
    """(program, workspace) with something to send, in all programs."""
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
            or_(Workspace.not_before.is_(None), Workspace.not_before <= real),
            or_(Workspace.lease_until.is_(None), Workspace.lease_until <= real),
        )
        .distinct(),
    )
    return [(program_id, workspace_id) for program_id, workspace_id in rows]


def _sendable(now: datetime, real: datetime) -> ColumnElement[bool]:
    """Idle and due, or left in the middle by a worker whose lease ran out; a Home only while it is watched."""
    idle = and_(
        Message.state == MessageState.IDLE,
        Message.due_at <= now,
        or_(Message.retry_at.is_(None), Message.retry_at <= real),
        or_(Message.kind != MessageKind.HOME, Message.looked_at > real - HOME_IS_WATCHED_FOR),
    )
    return or_(idle, and_(Message.state == MessageState.SENDING, Message.lease_until <= real))


async def claim(
    session: AsyncSession,
    program_id: str,
    workspace_id: str,
    *,
    now: datetime,
    real: datetime,
    worker: str,
    lease_until: datetime,
    most: int,
) -> Sequence[Message]:
    """Take due rows for sending: those of people who are looking first, then the longest due.

    A row comes back with `claimed_at` of an earlier claim if that one's lease ran out: it is in doubt.
    """
    chosen = (
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
    ids = (await session.scalars(chosen)).all()
    claimed = await session.scalars(
        update(Message)
        .where(Message.program_id == program_id, Message.id.in_(ids))
        .values(state=MessageState.SENDING, worker=worker, lease_until=lease_until)
        .returning(Message)
        .execution_options(synchronize_session=False, populate_existing=True),
    )
    rows = {row.id: row for row in claimed}
    return [rows[id_] for id_ in ids if id_ in rows]


async def settle(
    session: AsyncSession, program_id: str, message_id: str, *, worker: str, **values: object
) -> bool:
    """Write what became of a claimed row, if it is still this worker's. False: its lease was lost."""
    written = await session.execute(
        update(Message)
        .where(
            Message.program_id == program_id,
            Message.id == message_id,
            Message.state == MessageState.SENDING,
            Message.worker == worker,
        )
        .values(**values)
        .returning(Message.id)
        .execution_options(synchronize_session=False),
    )
    return written.first() is not None
