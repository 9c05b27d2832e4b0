"""An opportunity in the pipeline."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import Index, String, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, within_program


class Status(StrEnum):
    OPEN = "open"
    WON = "won"
    LOST = "lost"
    UNKNOWN = "unknown"  # stands for the deals of the past that nobody wrote down


class Deal(Owned):
    __tablename__ = "deal"
    __table_args__ = (
        within_program("seller_id", "member"),
        Index("ix_deal_key", "program_id", "key", unique=True),
        Index("ix_deal_open", "program_id", "status", "seller_id"),
    )

    key: Mapped[str] = mapped_column(String(100))  # the CRM's own
    name: Mapped[str] = mapped_column(String(200))
    prospect: Mapped[str] = mapped_column(String(200))
    prospect_key: Mapped[str] = mapped_column(String(200))
    group_key: Mapped[str | None] = mapped_column(String(200))
    amount: Mapped[int | None]  # whole units of the currency
    currency: Mapped[str | None] = mapped_column(String(3))
    stage: Mapped[str | None] = mapped_column(String(50))
    status: Mapped[Status] = mapped_column(default=Status.OPEN)
    closed_on: Mapped[date | None]
    seller_id: Mapped[str] = mapped_column(String(32))
    industry: Mapped[str | None] = mapped_column(String(100))
    region: Mapped[str | None] = mapped_column(String(100))
    country: Mapped[str | None] = mapped_column(String(2))
    size_band: Mapped[int | None]
    language: Mapped[str | None] = mapped_column(String(16))
    product: Mapped[str | None] = mapped_column(String(100))
    use_case: Mapped[str | None] = mapped_column(String(100))
    competitor: Mapped[str | None] = mapped_column(String(100))
    tech: Mapped[str | None] = mapped_column(String(100))


async def find(session: AsyncSession, program_id: str, deal_id: str) -> Deal | None:
    return await session.get(Deal, (program_id, deal_id))


async def some(session: AsyncSession, program_id: str, deal_ids: Sequence[str]) -> dict[str, Deal]:
    """The deals by their ids."""
    found = await session.scalars(select(Deal).where(Deal.program_id == program_id, Deal.id.in_(deal_ids)))
    return {deal.id: deal for deal in found}


async def by_key(session: AsyncSession, program_id: str) -> dict[str, Deal]:
    found = await session.scalars(select(Deal).where(Deal.program_id == program_id))
    return {deal.key: deal for deal in found}


async def search(
    session: AsyncSession, program_id: str, *, words: str, seller_id: str | None, most: int
) -> Sequence[Deal]:
    """Open deals whose name, prospect or key holds the words; the seller's own come first."""
    pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return (
        await session.scalars(
            select(Deal)
            .where(
                Deal.program_id == program_id,
                Deal.status == Status.OPEN,
                or_(
                    Deal.name.ilike(pattern, escape="\\"),
                    Deal.prospect.ilike(pattern, escape="\\"),
                    Deal.key.ilike(pattern, escape="\\"),
                ),
            )
            .order_by((Deal.seller_id == seller_id).desc(), Deal.name, Deal.id)
            .limit(most),
        )
    ).all()


async def stages(session: AsyncSession, program_id: str) -> Sequence[str]:
    """The stages that the programme's open deals stand at, sorted by name."""
    found = await session.scalars(
        select(Deal.stage)
        .where(Deal.program_id == program_id, Deal.stage.is_not(None), Deal.status == Status.OPEN)
        .distinct()
        .order_by(Deal.stage),
    )
    return [stage for stage in found if stage]


async def keyed(session: AsyncSession, program_id: str, keys: Sequence[str]) -> dict[str, Deal]:
    """Those of the deals whose keys these are."""
    found = await session.scalars(select(Deal).where(Deal.program_id == program_id, Deal.key.in_(keys)))
    return {deal.key: deal for deal in found}
