"""An owner's consent given ahead: so many asks for one customer until a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Index, String, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask.table import Ask
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


@dataclass(frozen=True, slots=True)
class Given:
    """A standing approval with what it is about."""

    approval: StandingApproval
    advocate: Advocate
    account: Account
    activity: Activity | None


async def use(
    session: AsyncSession,
    program_id: str,
    *,
    advocate_id: str,
    activity_id: str,
    givers: Sequence[str],
    today: date,
) -> StandingApproval | None:
    """Use one of the standing approvals that one of these members gave for a customer; None: there is none left."""
    chosen = (
        select(StandingApproval.id)
        .where(
            StandingApproval.program_id == program_id,
            StandingApproval.advocate_id == advocate_id,
            StandingApproval.member_id.in_(givers),
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
            .returning(StandingApproval)
            .execution_options(synchronize_session=False, populate_existing=True),
        )
    ).one_or_none()


async def give_back(session: AsyncSession, program_id: str, ask_ids: Sequence[str]) -> None:
    """Uses by asks that ended before the customer was asked do not count."""
    unused = select(Ask.standing_id).where(
        Ask.program_id == program_id,
        Ask.id.in_(ask_ids),
        Ask.standing_id.is_not(None),
        Ask.asked_at.is_(None),
    )
    await session.execute(
        update(StandingApproval)
        .where(
            StandingApproval.program_id == program_id,
            StandingApproval.id.in_(unused),
            StandingApproval.used > 0,
        )
        .values(used=StandingApproval.used - 1)
        .execution_options(synchronize_session=False),
    )


async def withdraw(
    session: AsyncSession, program_id: str, approval_id: str, *, member_id: str, today: date
) -> bool:
    """Nothing more by this approval of the member's: it has ended. False: it had before, or was used up."""
    withdrawn = await session.execute(
        update(StandingApproval)
        .where(
            StandingApproval.program_id == program_id,
            StandingApproval.id == approval_id,
            StandingApproval.member_id == member_id,
            StandingApproval.until >= today,
            StandingApproval.used < StandingApproval.granted,
        )
        .values(until=today - timedelta(days=1))
        .returning(StandingApproval.id)
        .execution_options(synchronize_session=False),
    )
    return withdrawn.first() is not None


async def some(
    session: AsyncSession, program_id: str, approval_ids: Sequence[str]
) -> Sequence[StandingApproval]:
    return (
        await session.scalars(
            select(StandingApproval)
            .where(StandingApproval.program_id == program_id, StandingApproval.id.in_(approval_ids))
            .execution_options(populate_existing=True),
        )
    ).all()


async def left_of(
    session: AsyncSession, program_id: str, member_id: str, *, today: date, most: int
) -> Sequence[Given]:
    """What a member gave ahead and is not used up, the soonest to end first."""
    rows = await session.execute(
        select(StandingApproval, Advocate, Account, Activity)
        .join(
            Advocate,
            and_(
                Advocate.program_id == StandingApproval.program_id,
                Advocate.id == StandingApproval.advocate_id,
            ),
        )
        .join(Account, and_(Account.program_id == Advocate.program_id, Account.id == Advocate.account_id))
        .outerjoin(
            Activity,
            and_(
                Activity.program_id == StandingApproval.program_id,
                Activity.id == StandingApproval.activity_id,
            ),
        )
        .where(
            StandingApproval.program_id == program_id,
            StandingApproval.member_id == member_id,
            StandingApproval.until >= today,
            StandingApproval.used < StandingApproval.granted,
        )
        .order_by(StandingApproval.until, StandingApproval.id)
        .limit(most)
        .execution_options(populate_existing=True),
    )
    return [Given(*row) for row in rows]


async def asks_by(session: AsyncSession, program_id: str, approval_id: str) -> Sequence[str]:
    """The asks that used this approval."""
    return (
        await session.scalars(
            select(Ask.id).where(Ask.program_id == program_id, Ask.standing_id == approval_id)
        )
    ).all()
