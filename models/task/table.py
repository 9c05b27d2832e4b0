"""What a task is, and its table."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, only_where, within_program


class TaskKind(StrEnum):
    RELAY = "relay"  # pass the question on and record the answer; subject: the ask
    CHECK_IN = "check_in"  # two silences in a row; subject: the advocate
    NOT_HAPPY = "not_happy"  # the account is blocked until somebody clears it; subject: the block
    FORBIDDEN = "forbidden"  # their company does not allow it; subject: the block
    COLLEAGUE = "colleague"  # would rather a colleague is asked, and there is none yet; subject: the ask
    CHANGED_JOB = "changed_job"  # subject: the advocate
    NOMINATED = "nominated"  # a customer suggests somebody; subject: the task itself
    INVITE = "invite"  # pass an invitation on and record the answer; subject: the advocate
    OBJECTION = "objection"  # "That's wrong"; subject: the task itself
    HAND_OFFER = "hand_offer"  # Slack brings it not to them; subject: the giveback
    GIVE = "give"  # they said yes, or asked for it: do it; subject: the giveback
    INTRODUCE = "introduce"  # two who agreed to meet, where Slack can't; subject: the pair
    TAKE_DOWN = "take_down"  # no longer allowed in public; subject: the giveback or the approval
    CLAIM = "claim"  # "I did it", to be verified; subject: the participation
    PROPOSE = "propose"  # an executive's next step, through their owner; subject: the nudge
    STARTED = "started"  # a customer said yes to a next step; subject: the nudge
    UNHEARD = "unheard"  # and nothing was heard of it for a month; subject: the nudge
    RATHER_NOT = "rather_not"  # would rather not do that again; subject: the consent that says so
    DETRACTOR = "detractor"  # would not recommend us, 0 to 6; subject: the advocate
    FIRST_STEP = "first_step"  # a promoter whom nobody ever asked; subject: the advocate
    PUBLISH = "publish"  # a draft that its author approved; subject: the draft
    RETRACT = "retract"  # taken back by its author after it was published; subject: the draft
    NOT_HELD = "not_held"  # one side says that it did not happen; subject: the ask


SUGGESTED = "kind = 'nominated'"


class Task(Owned):
    __tablename__ = "task"
    __table_args__ = (
        within_program("member_id", "member"),
        within_program("account_id", "account"),
        within_program("advocate_id", "advocate"),
        within_program("done_by", "member"),
        Index(
            "ix_task_open",
            "program_id",
            "kind",
            "subject",
            unique=True,
            info=only_where("done_at IS NULL"),
        ),
        Index("ix_task_member", "program_id", "member_id", "done_at"),
        Index("ix_task_due", "program_id", "due_at"),
        Index("ix_task_suggested", "made_at", info=only_where(SUGGESTED)),
    )

    kind: Mapped[TaskKind]
    subject: Mapped[str] = mapped_column(String(32))
    member_id: Mapped[str] = mapped_column(String(32))  # whose it is; managers see all
    account_id: Mapped[str] = mapped_column(String(32))
    advocate_id: Mapped[str | None] = mapped_column(String(32))
    said: Mapped[str] = mapped_column(Text, default="")  # the customer's own words
    made_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # when whoever it waits for is reminded, or somebody else joins
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(String(32))
    outcome: Mapped[str | None] = mapped_column(String(24))
