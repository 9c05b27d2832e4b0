"""Who did what, when. Rows hold ids, no names; they are only ever added."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned


class Audit(Owned):
    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "program_id", "subject", "at"),)

    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(32))  # a Slack user id, or "rung" for the clock
    verb: Mapped[str] = mapped_column(String(50))
    subject: Mapped[str] = mapped_column(String(32))


CLOCK = "rung"


def record(
    session: AsyncSession, program_id: str, *, at: datetime, actor: str, verb: str, subject: str
) -> None:
    """Add one line to the log, in the transaction of the change it tells of."""
    session.add(Audit(program_id=program_id, at=at, actor=actor, verb=verb, subject=subject))
