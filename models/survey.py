"""The survey some time after a delivery: what one person said of it, half filled or whole."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, Text, and_, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.advocate import Advocate
from models.base import Owned, within_program
from models.contact import in_peace, reachable, within_budget
from models.rounds import Stretch

CAUGHT_UP_FOR = timedelta(days=30)  # past their day nobody is surveyed any more


class SurveyState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"
    CLOSED = "closed"  # its time ran out; what was said stays


class Quoting(StrEnum):
    NAMED = "named"
    ANONYMOUS = "anonymous"
    NO = "no"


class Survey(Owned):
    __tablename__ = "survey"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        Index("ix_survey_once", "program_id", "advocate_id", "account_id", "live_since", unique=True),
        Index("ix_survey_due", "program_id", "due_at"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(String(32))
    live_since: Mapped[date]  # the delivery that it is about
    state: Mapped[SurveyState] = mapped_column(default=SurveyState.OPEN)
    step: Mapped[int] = mapped_column(default=0)  # where they are in it, see bot/rules/survey.py
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # when it closes
    answered_at: Mapped[datetime | None]
    said_at: Mapped[datetime | None]  # when something was last said
    goal: Mapped[str | None] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(String(20))  # a number, with a point for the decimals
    after: Mapped[str | None] = mapped_column(String(20))
    unit: Mapped[str | None] = mapped_column(String(50))
    time_to_value: Mapped[str | None] = mapped_column(String(100))  # in their own words
    most_useful: Mapped[str | None] = mapped_column(Text)
    to_change: Mapped[str | None] = mapped_column(Text)
    score: Mapped[int | None]
    quoting: Mapped[Quoting | None]
    open_to: Mapped[list[str]] = mapped_column(JSON, default=list)  # activities, by id


async def to_survey(
    session: AsyncSession, program_id: str, *, now: datetime, day: date, within: Stretch
) -> dict[str, tuple[str, str, str, date]]:
    """Of these people, whose account went live by `day`, not long before: (workspace, user, account, its go-live)."""
    had = exists().where(
        Survey.program_id == Advocate.program_id,
        Survey.advocate_id == Advocate.id,
        Survey.account_id == Advocate.account_id,
        Survey.live_since == Account.live_since,
    )
    rows = await session.execute(
        select(
            Advocate.id,
            Advocate.workspace_id,
            Advocate.slack_user_id,
            Advocate.account_id,
            Account.live_since,
        )
        .join(Account, and_(Account.program_id == Advocate.program_id, Account.id == Advocate.account_id))
        .where(
            Advocate.program_id == program_id,
            within.holds(),
            Account.live_since <= day,
            Account.live_since >= day - CAUGHT_UP_FOR,
            reachable(),
            in_peace(now),
            within_budget(now),
            ~had,
        )
    )
    return {row[0]: (row[1] or "", row[2] or "", row[3], row[4] or day) for row in rows}


async def find(session: AsyncSession, program_id: str, survey_id: str) -> Survey | None:
    return await session.get(Survey, (program_id, survey_id), populate_existing=True)


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *, most: int
) -> Sequence[Survey]:
    """What somebody was asked after deliveries, the newest first."""
    found = await session.scalars(
        select(Survey)
        .where(Survey.program_id == program_id, Survey.advocate_id == advocate_id)
        .order_by(Survey.asked_at.desc(), Survey.id.desc())
        .limit(most)
        .execution_options(populate_existing=True)
    )
    return found.all()


async def save(
    session: AsyncSession,
    program_id: str,
    survey_id: str,
    *,
    now: datetime,
    at_step: int | None = None,
    **values: Any,
) -> bool:
    """Keep what was said, or where they are, while it is open. False: it is not, or they are at another step."""
    where = [] if at_step is None else [Survey.step == at_step]
    saved = await session.execute(
        update(Survey)
        .where(
            Survey.program_id == program_id,
            Survey.id == survey_id,
            Survey.state == SurveyState.OPEN,
            Survey.due_at > now,
            *where,
        )
        .values(values)
        .returning(Survey.id)
        .execution_options(synchronize_session=False)
    )
    return saved.first() is not None


async def take_back(session: AsyncSession, program_id: str, advocate_id: str) -> Sequence[str]:
    """One person's surveys are closed, whatever they had said; which those are."""
    taken = await session.scalars(
        update(Survey)
        .where(
            Survey.program_id == program_id,
            Survey.advocate_id == advocate_id,
            Survey.state == SurveyState.OPEN,
        )
        .values(state=SurveyState.CLOSED, due_at=None)
        .returning(Survey.id)
        .execution_options(synchronize_session=False),
    )
    return taken.all()


async def close(session: AsyncSession, program_id: str, *, now: datetime, most: int) -> Sequence[str]:
    """Surveys whose time ran out are closed; which those are."""
    found = await session.scalars(
        select(Survey.id)
        .where(Survey.program_id == program_id, Survey.due_at <= now, Survey.state == SurveyState.OPEN)
        .order_by(Survey.due_at)
        .limit(most)
    )
    due = found.all()
    if not due:
        return []
    closed = await session.scalars(
        update(Survey)
        .where(Survey.program_id == program_id, Survey.id.in_(due), Survey.state == SurveyState.OPEN)
        .values(state=SurveyState.CLOSED, due_at=None)
        .returning(Survey.id)
        .execution_options(synchronize_session=False),
    )
    return closed.all()


async def wishes(
    session: AsyncSession, program_id: str, *, most: int, skip: int = 0
) -> Sequence[tuple[Survey, Advocate, Account]]:
    """What people would change, the newest first; each with who said it."""
    rows = await session.execute(
        select(Survey, Advocate, Account)
        .join(Advocate, and_(Advocate.program_id == Survey.program_id, Advocate.id == Survey.advocate_id))
        .join(Account, and_(Account.program_id == Survey.program_id, Account.id == Survey.account_id))
        .where(Survey.program_id == program_id, Survey.to_change.is_not(None))
        .order_by(Survey.said_at.desc(), Survey.id.desc())
        .limit(most)
        .offset(skip)
    )
    return [(survey, advocate, account) for survey, advocate, account in rows]
