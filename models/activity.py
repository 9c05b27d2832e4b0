"""A kind of involvement, standing on a rung of the programme's ladder."""

from collections.abc import Sequence

from sqlalchemy import Index, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned


class Activity(Owned):
    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_key", "program_id", "key", unique=True),)

    key: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(100))
    phrase: Mapped[str] = mapped_column(String(100))  # as a customer is asked for it: "a reference call"
    rung: Mapped[int]
    minutes: Mapped[int]  # of the customer's time, in all
    rest_days: Mapped[int]
    for_deals: Mapped[bool] = mapped_column(default=False)  # a seller may ask for it
    spoken: Mapped[bool] = mapped_column(default=False)  # somebody talks with the customer


async def get(session: AsyncSession, program_id: str, activity_id: str) -> Activity:
    return await session.get_one(Activity, (program_id, activity_id))


async def by_key(session: AsyncSession, program_id: str) -> dict[str, Activity]:
    found = await session.scalars(select(Activity).where(Activity.program_id == program_id))
    return {activity.key: activity for activity in found}


async def for_deals(session: AsyncSession, program_id: str) -> Sequence[Activity]:
    """What a seller may ask for, the lightest first."""
    return (
        await session.scalars(
            select(Activity)
            .where(Activity.program_id == program_id, Activity.for_deals)
            .order_by(Activity.rung, Activity.minutes, Activity.name),
        )
    ).all()


async def all_of(session: AsyncSession, program_id: str) -> Sequence[Activity]:
    """The whole ladder, from the lowest rung up, the lightest first."""
    found = await session.scalars(
        select(Activity)
        .where(Activity.program_id == program_id)
        .order_by(Activity.rung, Activity.minutes, Activity.name),
    )
    return found.all()
