"""Messages by the many: wanted together, drawn again together, and what became of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, case, func, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import bulk
from models.ask import WITH_CUSTOMER, Ask
from models.inserting import insert_into
from models.member import Member
from models.message import Message, MessageKind, MessageState

_REWORDED = (
    *(MessageKind.INVITATION, MessageKind.NUDGE, MessageKind.OWN_PAGE, MessageKind.HOME),
    *(MessageKind.NPS, MessageKind.SURVEY, MessageKind.DRAFT),
)


async def want_all(
    session: AsyncSession,
    program_id: str,
    workspace_id: str,
    recipient: str,
    shown: Sequence[tuple[MessageKind, str]],
    *,
    now: datetime,
) -> None:
    """Say that many things are to be shown to somebody, each as (kind, subject), in one statement."""
    if not shown:
        return
    same = {
        "program_id": program_id,
        "workspace_id": workspace_id,
        "recipient": recipient,
        "due_at": now,
        "part": "",
    }
    await session.execute(
        insert_into(session, Message)
        .values([same | {"kind": kind, "subject": subject} for kind, subject in shown])
        .on_conflict_do_update(
            index_elements=["program_id", "kind", "subject", "recipient", "part"],
            set_={"wanted": Message.wanted + 1, "due_at": now},
        ),
    )


async def want_once(
    session: AsyncSession,
    program_id: str,
    kind: MessageKind,
    subject: str,
    readers: Sequence[Member],
    *,
    now: datetime,
) -> None:
    """Say that something is to be shown to each of these, who hear of it once, in one statement."""
    if not readers:
        return
    same = {"program_id": program_id, "kind": kind, "subject": subject, "due_at": now, "part": ""}
    await session.execute(
        insert_into(session, Message)
        .values(
            [
                same | {"workspace_id": reader.workspace_id, "recipient": reader.slack_user_id}
                for reader in readers
            ]
        )
        .on_conflict_do_nothing(index_elements=["program_id", "kind", "subject", "recipient", "part"])
    )


async def want_each(
    session: AsyncSession,
    program_id: str,
    kind: MessageKind,
    shown: Sequence[tuple[str, str, str]],
    *,
    now: datetime,
) -> None:
    """Say that something of its own is to be shown to each of many, as (workspace, recipient, subject), once."""
    rows = [
        {
            "workspace_id": workspace_id,
            "recipient": recipient,
            "subject": subject,
            "kind": kind,
            "due_at": now,
        }
        for workspace_id, recipient, subject in shown
    ]
    await bulk.insert_rows(session, program_id, Message, rows)


async def reworded(session: AsyncSession, program_id: str, *, now: datetime) -> None:
    """The programme's texts changed: whatever a customer can still answer, or looks at, is drawn again."""
    answerable = select(Ask.id).where(Ask.program_id == program_id, Ask.state.in_(WITH_CUSTOMER))
    await session.execute(
        update(Message)
        .where(
            Message.program_id == program_id,
            or_(
                and_(Message.kind == MessageKind.ASK, Message.subject.in_(answerable)),
                Message.kind.in_(_REWORDED),
            ),
        )
        .values(wanted=Message.wanted + 1, due_at=now)
        .execution_options(synchronize_session=False),
    )


async def posted(session: AsyncSession, program_id: str, kind: MessageKind, subject: str) -> bool:
    """Has anybody got the message of this kind about a subject?"""
    found = await session.scalars(
        select(Message.id).where(
            Message.program_id == program_id,
            Message.kind == kind,
            Message.subject == subject,
            Message.ts.is_not(None),
        )
    )
    return found.first() is not None


async def count_stuck(session: AsyncSession, program_id: str) -> int:
    counted = await session.scalars(
        select(func.count(Message.id)).where(
            Message.program_id == program_id, Message.state == MessageState.STUCK
        )
    )
    return counted.one()


async def refused_in(session: AsyncSession, program_id: str, channel: str) -> str | None:
    """Slack's word for why the newest message to this channel could not be posted; None where it could."""
    newest = await session.execute(
        select(Message.state, Message.error)
        .where(Message.program_id == program_id, Message.recipient == channel)
        .order_by(Message.due_at.desc(), Message.id.desc())
        .limit(1),
    )
    row = newest.one_or_none()
    return None if row is None or row.state != MessageState.GONE else row.error


async def try_again(
    session: AsyncSession,
    program_id: str,
    kind: MessageKind,
    subject: str,
    recipient: str | None = None,
) -> None:
    """Try a recipient, or all with None, again that could not be reached; what was deleted there is posted anew."""
    deleted = Message.error == "message_not_found"
    await session.execute(
        update(Message)
        .where(
            Message.program_id == program_id,
            Message.kind == kind,
            Message.subject == subject,
            Message.state == MessageState.GONE,
            *([] if recipient is None else [Message.recipient == recipient]),
        )
        .values(
            state=MessageState.IDLE,
            attempts=0,
            retry_at=None,
            error=None,
            ts=case((deleted, null()), else_=Message.ts),
            hash=case((deleted, null()), else_=Message.hash),
        )
        .execution_options(synchronize_session=False),
    )


async def gone(
    session: AsyncSession, program_id: str, kind: MessageKind, subjects: Sequence[str]
) -> dict[tuple[str, str], str]:
    """Of messages that did not arrive, Slack's reason by (subject, recipient)."""
    rows = await session.execute(
        select(Message.subject, Message.recipient, Message.error).where(
            Message.program_id == program_id,
            Message.kind == kind,
            Message.subject.in_(subjects),
            Message.state == MessageState.GONE,
        ),
    )
    return {(subject, recipient): error or "" for subject, recipient, error in rows}
