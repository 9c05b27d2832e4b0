"""A kind of involvement, standing on a rung of the programme's ladder."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import Index, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned


class CreditRule(StrEnum):
    """Which part of a deal's value an activity may earn."""

    FULL = "full"  # it brought the deal
    PARTIAL = "partial"  # it helped: the lift in close rate that it is shown to bring
    NONE = "none"


class CustomerRole(StrEnum):
    """What somebody is when they do this; read off what they did, never given to them."""

    ADVOCATE = "advocate"
    INFLUENCER = "influencer"
    CONTRIBUTOR = "contributor"


class Start(StrEnum):
    """What a yes to a nudge leads to."""

    FORM = "form"  # they write it here
    OWNER = "owner"  # their contact gets in touch
    LINK = "link"  # they go to a page


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
    credit: Mapped[CreditRule] = mapped_column(default=CreditRule.NONE)
    role: Mapped[CustomerRole] = mapped_column(default=CustomerRole.ADVOCATE)
    consent_text: Mapped[str] = mapped_column(String(300), default="")  # what a yes to this kind allows
    start: Mapped[Start] = mapped_column(default=Start.OWNER)
    start_link: Mapped[str | None] = mapped_column(String(1000))
    lasting: Mapped[bool] = mapped_column(default=False)  # it is served for a time, like a seat on a board
    retired_on: Mapped[date | None]  # no longer on the ladder; what was done of it stays on record


async def get(session: AsyncSession, program_id: str, activity_id: str) -> Activity:
    return await session.get_one(Activity, (program_id, activity_id))


async def every(session: AsyncSession, program_id: str) -> Sequence[Activity]:
    """Also what is no longer on the ladder: to name what was done, never to offer it."""
    return (await session.scalars(select(Activity).where(Activity.program_id == program_id))).all()


async def by_key(session: AsyncSession, program_id: str) -> dict[str, Activity]:
    """What is on the ladder now."""
    return {activity.key: activity for activity in await all_of(session, program_id)}


async def for_deals(session: AsyncSession, program_id: str) -> Sequence[Activity]:
    """What a seller may ask for, the lightest first."""
    return (
        await session.scalars(
            select(Activity)
            .where(Activity.program_id == program_id, Activity.for_deals, Activity.retired_on.is_(None))
            .order_by(Activity.rung, Activity.minutes, Activity.name),
        )
    ).all()


async def all_of(session: AsyncSession, program_id: str) -> Sequence[Activity]:
    """The whole ladder, from the lowest rung up, the lightest first."""
    found = await session.scalars(
        select(Activity)
        .where(Activity.program_id == program_id, Activity.retired_on.is_(None))
        .order_by(Activity.rung, Activity.minutes, Activity.name),
    )
    return found.all()
