"""Who did what, when. Rows hold ids, no names; they are only ever added."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, event, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Owned, table_of


class Audit(Owned):
    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "program_id", "subject", "at"),)

    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(
        String(32)
    )  # a colleague's Slack user, a customer's id, a webhook's, or one of the two below
    verb: Mapped[str] = mapped_column(String(50))
    subject: Mapped[str] = mapped_column(String(32))


CLOCK = "rung"
OPERATOR = "operator"  # whoever is at the command line of the server
SIGNED = "signed"  # in a session's `info`: by Slack user, the id by which the log knows a customer
LINES = "audit"  # in a session's `info`: what its transaction is to write here


def record(
    session: AsyncSession, program_id: str, *, at: datetime, actor: str, verb: str, subject: str
) -> None:
    """Add one line to the log, in the transaction of the change it tells of: all of its lines at once, at its end."""
    line: dict[str, Any] = {
        "program_id": program_id,
        "at": at,
        "actor": session.info.get(SIGNED, {}).get(actor, actor),
        "verb": verb,
        "subject": subject,
    }
    if session.in_nested_transaction():
        session.add(Audit(**line))  # which may be taken back alone
    else:
        session.info.setdefault(LINES, []).append(line)


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    lines = session.info.pop(LINES, [])
    if lines:
        session.flush()
        session.connection().execute(insert(table_of(Audit)), lines)


async def first_at(
    session: AsyncSession, program_id: str, verb: str, subjects: Sequence[str]
) -> dict[str, datetime]:
    """By subject, when this was first done to it."""
    rows = await session.execute(
        select(Audit.subject, func.min(Audit.at))
        .where(Audit.program_id == program_id, Audit.subject.in_(subjects), Audit.verb == verb)
        .group_by(Audit.subject),
    )
    return dict(rows.all())


async def first_by(session: AsyncSession, program_id: str, subjects: Sequence[str]) -> dict[str, str]:
    """By subject, whoever first did anything to it, the clock left out."""
    rows = await session.execute(
        select(Audit.subject, Audit.actor)
        .where(Audit.program_id == program_id, Audit.subject.in_(subjects), Audit.actor != CLOCK)
        .order_by(Audit.at.desc(), Audit.id.desc()),
    )
    return dict(rows.all())
