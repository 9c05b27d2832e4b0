"""What Slack told us already: each event is heard once, however often it is delivered."""

from datetime import datetime

from sqlalchemy import Index, String, delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned
from models.inserting import insert_into


class Event(Owned):
    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_slack", "program_id", "slack_event_id", unique=True),
        Index("ix_event_heard", "heard_at"),
    )

    slack_event_id: Mapped[str] = mapped_column(String(64))
    heard_at: Mapped[datetime]  # real time


async def first_time(session: AsyncSession, program_id: str, slack_event_id: str, *, real: datetime) -> bool:
    """Note the event. False: it was noted before, so its work is done."""
    noted = await session.execute(
        insert_into(session, Event)
        .values(program_id=program_id, slack_event_id=slack_event_id, heard_at=real)
        .on_conflict_do_nothing(index_elements=["program_id", "slack_event_id"])
        .returning(Event.id),
    )
    return noted.first() is not None


async def forget(session: AsyncSession, *, before: datetime) -> None:
    """Drop what Slack can no longer repeat, in all programs."""
    await session.execute(
        delete(Event).where(Event.heard_at < before).execution_options(synchronize_session=False),
    )
