"""An owner's consent given ahead: so many asks for one customer until a day."""

from datetime import date, datetime

from sqlalchemy import Index, String, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, within_program


class StandingApproval(Owned):
    __tablename__ = "standing_approval"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("activity_id", "activity"),
        within_program("member_id", "member"),
        Index("ix_standing_approval", "program_id", "advocate_id", "until"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    activity_id: Mapped[str | None] = mapped_column(String(32))  # None: whatever is asked
    member_id: Mapped[str] = mapped_column(String(32))  # who gave it
    given_at: Mapped[datetime]
    until: Mapped[date]  # the last day on which it may be used
    granted: Mapped[int]
    used: Mapped[int] = mapped_column(default=0)


async def use(
    session: AsyncSession, program_id: str, *, advocate_id: str, activity_id: str, today: date
) -> str | None:
    """Use one of a customer's standing approvals: the member who gave it, or None where there is none left."""
    chosen = (
        select(StandingApproval.id)
        .where(
            StandingApproval.program_id == program_id,
            StandingApproval.advocate_id == advocate_id,
            or_(StandingApproval.activity_id.is_(None), StandingApproval.activity_id == activity_id),
            StandingApproval.until >= today,
            StandingApproval.used < StandingApproval.granted,
        )
        .order_by(StandingApproval.until, StandingApproval.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        await session.scalars(
            update(StandingApproval)
            .where(
                StandingApproval.program_id == program_id,
                StandingApproval.id == chosen,
                StandingApproval.used < StandingApproval.granted,
            )
            .values(used=StandingApproval.used + 1)
            .returning(StandingApproval.member_id)
            .execution_options(synchronize_session=False),
        )
    ).one_or_none()
