"""A company's advocacy programme: the tenant, and its caps."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, String, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id
from models.kept import once


class Program(Base):
    __tablename__ = "program"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]

    # Caps. The strictest of these, the account's and the advocate's own always wins.
    days_between_asks: Mapped[int] = mapped_column(default=14)
    accepted_in_90_days: Mapped[int] = mapped_column(default=2)
    accepted_in_year: Mapped[int] = mapped_column(default=6)
    executive_accepted_in_year: Mapped[int] = mapped_column(default=2)
    account_asks_in_30_days: Mapped[int] = mapped_column(default=3)
    account_accepted_in_90_days: Mapped[int] = mapped_column(default=4)
    renewal_days: Mapped[int] = mapped_column(default=60)
    lowest_nps: Mapped[int] = mapped_column(default=7)

    # Contact hours of customers, in their own zone.
    contact_opens: Mapped[int] = mapped_column(default=9)
    contact_closes: Mapped[int] = mapped_column(default=16)
    contact_closes_friday: Mapped[int] = mapped_column(default=14)

    # Clocks, in working hours of whoever is waited for.
    remind_hours: Mapped[int] = mapped_column(default=2)
    backup_hours: Mapped[int] = mapped_column(default=2)  # after the reminder
    managers_hours: Mapped[int] = mapped_column(default=4)  # after the backup
    managers_have_hours: Mapped[int] = mapped_column(default=4)
    answer_hours: Mapped[int] = mapped_column(default=9)

    two_together: Mapped[bool] = mapped_column(default=True)  # two are asked at once where time is short
    waived_tiers: Mapped[list[str]] = mapped_column(
        JSON, default=list
    )  # these accounts need no owner's consent
    reserve_tier: Mapped[str | None] = mapped_column(String(50))  # opens only for deals of the amount below
    reserve_amount: Mapped[int | None]
    stages: Mapped[list[str]] = mapped_column(JSON, default=list)  # of a deal, the earliest first
    gate_stage: Mapped[str | None] = mapped_column(String(50))  # the earliest that may request a reference
    gate_amount: Mapped[int | None]  # the smallest deal that may
    larger_first: Mapped[bool] = mapped_column(
        default=False
    )  # a smaller deal gives way before a customer is asked
    consent_months: Mapped[int] = mapped_column(default=24)  # how long a yes to a kind of activity holds
    channel: Mapped[str | None] = mapped_column(String(32))  # where what needs a manager's decision is posted
    # Slack user groups that a role follows; None: the role is given by hand.
    seller_group: Mapped[str | None] = mapped_column(String(32))
    owner_group: Mapped[str | None] = mapped_column(String(32))
    manager_group: Mapped[str | None] = mapped_column(String(32))
    country: Mapped[str | None] = mapped_column(
        String(2)
    )  # whose holidays the programme keeps; None: nobody's
    nudging: Mapped[bool] = mapped_column(default=True)
    nudging_paused_at: Mapped[datetime | None]  # by the stop rule, until a manager resumes it
    nudging_paused_why: Mapped[str] = mapped_column(String(300), default="")
    holdout_since: Mapped[datetime | None]  # since then a tenth is never nudged, see models/nudge.py
    measured_since: Mapped[date | None]  # the first month of those in which what nudges do is counted
    asks_nps: Mapped[bool] = mapped_column(default=False)  # “would you recommend us”, by a message
    survey_days: Mapped[int] = mapped_column(default=90)  # after go-live; 0: no survey
    sweep_due_at: Mapped[datetime | None] = mapped_column(index=True)  # the weekly look for next steps
    nps_due_at: Mapped[datetime | None] = mapped_column(index=True)  # the next round of that question
    nps_after: Mapped[str | None] = mapped_column(String(32))  # the last one looked at of a round under way
    surveys_due_at: Mapped[datetime | None] = mapped_column(index=True)  # the next look whom to survey
    surveys_after: Mapped[str | None] = mapped_column(String(32))  # the last one looked at of one under way
    recap_due_at: Mapped[datetime | None] = mapped_column(index=True)  # the quarterly recap
    recap_after: Mapped[str | None] = mapped_column(String(32))  # the last one looked at of a recap under way
    standings_due_at: Mapped[datetime | None] = mapped_column(index=True)  # None: never computed
    digest_due_at: Mapped[datetime | None] = mapped_column(index=True)  # None: not planned yet
    look_due_at: Mapped[datetime | None] = mapped_column(index=True)  # for what became overdue
    # What hashes of whoever was erased are made with; sealed, see bot/kit/vault.py. None: nobody was.
    erasure_key: Mapped[bytes | None] = mapped_column(LargeBinary)


async def get(session: AsyncSession, program_id: str) -> Program:
    async def read() -> Program:
        return (await session.scalars(select(Program).where(Program.id == program_id))).one()

    return await once(session, ("program", program_id), read)


async def named(session: AsyncSession, name: str) -> Sequence[Program]:
    """The programmes of this name or id; without one all of this database."""
    meant = or_(Program.id == name, Program.name == name) if name else true()
    return (await session.scalars(select(Program).where(meant).order_by(Program.id))).all()


async def lock(session: AsyncSession, program_id: str) -> Program:
    """The programme as it is, held until the transaction ends."""
    return await session.get_one(Program, program_id, with_for_update=True, populate_existing=True)


async def change(session: AsyncSession, program_id: str, values: dict[str, Any]) -> None:
    """Write these settings and no others: of two managers the last one wins, for each setting by itself."""
    await session.execute(
        update(Program)
        .where(Program.id == program_id)
        .values(values)
        .execution_options(synchronize_session="fetch"),
    )
