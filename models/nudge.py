"""A proposal to take a next step, put to one advocate, and what they made of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from models.advocate import Advocate
from models.base import Owned, within_program

# The last three hexadecimal digits of an id are random: a tenth of all people, and always the same ones.
DIGITS = 3
HELD_OUT_BELOW = "19a"  # 410 of 4,096


class NudgeState(StrEnum):
    OFFERED = "offered"
    YES = "yes"  # it has started
    LATER = "later"
    STAYS = "stays"
    STOPPED = "stopped"
    LAPSED = "lapsed"  # no answer until its day
    WITHDRAWN = "withdrawn"  # no longer right before it was seen
    DONE = "done"  # it came to its end: a participation tells of it
    DROPPED = "dropped"  # it was begun, and nothing came of it


class Nudge(Owned):
    __tablename__ = "nudge"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        within_program("activity_id", "activity"),
        Index(
            "ix_nudge_open",
            "program_id",
            "advocate_id",
            unique=True,
            sqlite_where=text("state = 'offered'"),
            postgresql_where=text("state = 'offered'"),
        ),
        Index("ix_nudge_of", "program_id", "advocate_id", "made_at"),
        Index("ix_nudge_due", "due_at"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(String(32))
    activity_id: Mapped[str] = mapped_column(String(32))
    state: Mapped[NudgeState] = mapped_column(default=NudgeState.OFFERED)
    state_at: Mapped[datetime]
    made_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]  # when it lapses, or a start is asked after
    why: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # what the text says: why you, for whom
    participation_id: Mapped[str | None] = mapped_column(String(32))  # its end


def held_out(of: Any = Advocate.id) -> ColumnElement[bool]:
    """Of an advocate's id: one of the tenth that is never nudged, once a programme holds out at all."""
    return func.substr(of, func.length(of) - DIGITS + 1) < HELD_OUT_BELOW


def is_held_out(advocate_id: str) -> bool:
    """The same of one person's id."""
    return advocate_id[-DIGITS:] < HELD_OUT_BELOW
