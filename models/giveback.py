"""Something given back to an advocate, from the offer to the day on which they had it. Never money."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, within_program


class GivebackKind(StrEnum):
    PEER = "peer"  # somebody like them to talk to
    EARLY_LOOK = "early_look"
    RECOGNITION = "recognition"  # a public line, with consent for that line
    WORD = "word"  # a word to their manager, drafted for their own use
    HELP = "help"  # help that they asked for


class GivebackState(StrEnum):
    OFFERED = "offered"
    AGREED = "agreed"
    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Giveback(Owned):
    __tablename__ = "giveback"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        Index("ix_giveback_of", "program_id", "advocate_id", "given_on"),
        Index("ix_giveback_account", "program_id", "account_id", "given_on"),
        Index("ix_giveback_form", "program_id", "form_key", unique=True),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[GivebackKind]
    state: Mapped[GivebackState]
    state_at: Mapped[datetime]
    given_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text, default="")  # the line, the draft, what was shown or done
    made_by: Mapped[str] = mapped_column(String(32))  # a Slack user id, or "rung" for the clock
    form_key: Mapped[str | None] = mapped_column(String(64))  # the Slack view it was made with


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *, most: int
) -> Sequence[Giveback]:
    """What somebody was given, the newest first."""
    found = await session.scalars(
        select(Giveback)
        .where(
            Giveback.program_id == program_id,
            Giveback.advocate_id == advocate_id,
            Giveback.state == GivebackState.GIVEN,
        )
        .order_by(Giveback.given_on.desc(), Giveback.id.desc())
        .limit(most)
    )
    return found.all()
