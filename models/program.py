"""A company's advocacy programme: the tenant, and its caps."""

from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


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


async def get(session: AsyncSession, program_id: str) -> Program:
    return (await session.scalars(select(Program).where(Program.id == program_id))).one()
