"""The row of an ask."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.ask.states import AskState, Declined, Refused, Road, Stage, WhyNot
from models.base import Owned, within_program


class Ask(Owned):
    __tablename__ = "ask"
    __table_args__ = (
        within_program("reference_id", "reference"),
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        within_program("deal_id", "deal"),
        within_program("activity_id", "activity"),
        within_program("standing_id", "standing_approval"),
        Index("ix_ask_once", "program_id", "reference_id", "advocate_id", unique=True),
        Index("ix_ask_advocate", "program_id", "advocate_id", "asked_at"),
        Index("ix_ask_account", "program_id", "account_id", "asked_at"),
        Index("ix_ask_due", "program_id", "due_at"),
    )

    reference_id: Mapped[str] = mapped_column(String(32))
    advocate_id: Mapped[str] = mapped_column(String(32))
    # The caps count these, so they stand on the row: an advocate may move on, an ask does not.
    account_id: Mapped[str] = mapped_column(String(32))
    deal_id: Mapped[str] = mapped_column(String(32))
    activity_id: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    state: Mapped[AskState] = mapped_column(default=AskState.LISTED)
    state_at: Mapped[datetime]
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)  # names of the attributes that match best
    stage: Mapped[Stage | None]
    approver_id: Mapped[str | None] = mapped_column(String(32))  # a member who decides in the owner's place
    due_at: Mapped[datetime | None]  # when the clock acts next, whatever the state
    decided_by: Mapped[str | None] = mapped_column(String(32))  # the approver, a member's id
    standing_id: Mapped[str | None] = mapped_column(String(32))  # the approval given ahead that it used
    refused: Mapped[Refused | None]
    asked_at: Mapped[
        datetime | None
    ]  # when the question reached them; None while one of ours is to pass it on
    answered_at: Mapped[datetime | None]
    declined: Mapped[Declined | None]
    why_not: Mapped[WhyNot | None]
    personal_line: Mapped[str] = mapped_column(Text, default="")  # the approver's own words on the card
    road: Mapped[Road] = mapped_column(default=Road.SLACK)
    nudged_at: Mapped[datetime | None]  # when the seller had the approvers reminded, once
    exception: Mapped[str | None] = mapped_column(
        Text
    )  # a manager's written reason to pass the programme's caps
    exception_by: Mapped[str | None] = mapped_column(String(32))  # that manager, a member's id
    held_on: Mapped[date | None]
    told_at: Mapped[datetime | None]  # when the seller let the customer know what came of it
