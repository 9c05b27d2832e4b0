"""Something an advocate did. Append-only: a correction is a new row."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, within_program


class ParticipationState(StrEnum):
    CLAIMED = "claimed"
    VERIFIED = "verified"
    CORRECTED = "corrected"
    VOID = "void"


class Participation(Owned):
    __tablename__ = "participation"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        within_program("activity_id", "activity"),
        within_program("deal_id", "deal"),
        within_program("ask_id", "ask"),
        Index("ix_participation_of", "program_id", "advocate_id", "done_on"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(String(32))
    activity_id: Mapped[str] = mapped_column(String(32))
    deal_id: Mapped[str | None] = mapped_column(String(32))
    ask_id: Mapped[str | None] = mapped_column(String(32))  # None: done outside a Rung ask
    state: Mapped[ParticipationState]
    done_on: Mapped[date]
    source: Mapped[str] = mapped_column(String(100))
