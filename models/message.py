"""One Slack message sent or to send: a view of some state, shown to somebody."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Index,
    String,
    UniqueConstraint,
    Update,
    bindparam,
    case,
    event,
    select,
    union,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, Session, mapped_column

from models import digest as digests
from models.base import Owned, only_where, table_of, within_program
from models.inserting import insert_into
from models.task import Task

HOME_IS_WATCHED_FOR = timedelta(minutes=10)  # real time since somebody last opened it
AT_A_TIME = 1_000  # subjects in one statement
CHANGED = "changed"  # in a session's `info`: what its transaction changed and when, by programme


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
    WELCOME = "welcome"  # to managers, that Rung came into a workspace; subject: the workspace
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
    ERASED = "erased"  # what stood there was about somebody who was erased; subject: the message itself
    FORGOTTEN = "forgotten"  # to an owner, that one of their customers was erased; subject: that customer
    NOT_OURS = "not_ours"  # to managers, that somebody can have no role here; subject: the member


# What tells of no customer by its words, so that nothing need be taken back in it: see models/privacy/retention.py.
FLEETING = "kind IN ('home', 'notice', 'welcome', 'upload', 'greeting', 'channel', 'nudging', 'forgotten', 'not_ours')"


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
            info=only_where("shown < wanted"),
        ),
        Index("ix_message_subject", "program_id", "subject"),
        Index("ix_message_recipient", "program_id", "recipient"),
        Index("ix_message_fleeting", "due_at", info=only_where(FLEETING)),
        Index("ix_message_erased", "program_id", "id", info=only_where("part = 'erased'")),
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
    stuck_at: Mapped[datetime | None]  # business time: since when it is set aside, while its state says so
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
    statement = insert_into(session, Message).values(
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
    changes: dict[str, Any] = {"wanted": Message.wanted + 1, "due_at": now}
    if kind is MessageKind.HOME:
        changes["workspace_id"] = workspace_id  # where they look, who are the same user in several
    if looked_at is not None:
        changes |= {"looked_at": looked_at, "priority": 1, "page": page} | ({"tab": tab} if tab else {})
        changes["state"] = case((Message.state == MessageState.STUCK, MessageState.IDLE), else_=Message.state)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["program_id", "kind", "subject", "recipient", "part"], set_=changes
        ),
    )


async def touch(session: AsyncSession, program_id: str, subjects: Sequence[str], *, now: datetime) -> None:
    """The state behind these subjects changed: redraw every message about them, and the Home of who has one.

    Once for each transaction, when it commits: who works in the same rows then waits for no more than that.
    """
    session.info.setdefault(CHANGED, {}).setdefault(program_id, {}).update(dict.fromkeys(subjects, now))


@event.listens_for(Session, "before_commit")
def _redraw(session: Session) -> None:
    for program_id, changed in session.info.pop(CHANGED, {}).items():
        subjects = list(changed)
        for begin in range(0, len(subjects), AT_A_TIME):
            some, now = subjects[begin : begin + AT_A_TIME], max(changed.values())
            session.execute(_redrawn(), {"of_program": program_id, "subjects": some, "now": now})


@cache
def _redrawn() -> Update:
    """What somebody is to do about a subject tells of it too, and so does a digest that names it.

    The rows are taken in the order of their ids, so that none of two who change the same waits for the other.
    """
    table, own = table_of(Message), Message.program_id == bindparam("of_program")
    subjects: BindParameter[Sequence[str]] = bindparam("subjects", expanding=True)
    to_do = select(Task.id).where(
        Task.program_id == bindparam("of_program"), Task.subject.in_(subjects), Task.done_at.is_(None)
    )
    naming = digests.naming(bindparam("of_program"), subjects)
    directly, indirectly = Message.subject.in_(subjects), Message.subject.in_(union(to_do, naming))
    about = union(
        *(select(Message.id, Message.recipient).where(own, each) for each in (directly, indirectly))
    ).cte()
    homes = select(Message.id).where(
        own, Message.kind == MessageKind.HOME, Message.recipient.in_(select(about.c.recipient))
    )
    in_order = (
        select(Message.id)
        .where(own, Message.id.in_(union(select(about.c.id), homes)))
        .order_by(Message.id)
        .with_for_update()
    )
    return (
        update(table)
        .where(table.c.program_id == bindparam("of_program"), table.c.id.in_(in_order))
        .values(wanted=table.c.wanted + 1, due_at=bindparam("now"))
    )
