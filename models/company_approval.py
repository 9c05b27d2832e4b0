"""A company's word that it may be named, or its logo shown: where, from when to when, and who there said so."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Index,
    String,
    Text,
    and_,
    func,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.base import DAY, Owned, new_id, within_program
from models.inserting import insert_into


class ApprovalOf(StrEnum):
    NAMING = "naming"
    LOGO = "logo"


class CompanyApproval(Owned):
    __tablename__ = "company_approval"
    __table_args__ = (
        within_program("account_id", "account"),
        Index("ix_company_approval_account", "program_id", "account_id", "what"),
        Index("ix_company_approval_form", "program_id", "form_key", unique=True),
        Index("ix_company_approval_due", "due_at"),
    )

    account_id: Mapped[str] = mapped_column(String(32))
    what: Mapped[ApprovalOf]
    scope: Mapped[str] = mapped_column(Text)  # where it may stand, in words
    since: Mapped[date]
    until: Mapped[date | None]  # the last day; None: until it is withdrawn
    given_by: Mapped[str] = mapped_column(String(200))  # whoever at the customer said so
    given_on: Mapped[date]
    evidence: Mapped[str | None] = mapped_column(String(1000))  # a link to what they wrote
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(String(32))  # a Slack user id
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(32))
    due_at: Mapped[datetime | None]  # when it ends, so that somebody takes down what stands under it
    form_key: Mapped[str | None] = mapped_column(String(64))


def _stands(on: date) -> ColumnElement[bool]:
    return and_(
        CompanyApproval.withdrawn_at.is_(None),
        CompanyApproval.since <= on,
        or_(CompanyApproval.until.is_(None), CompanyApproval.until >= on),
    )


async def add(session: AsyncSession, program_id: str, **values: Any) -> str | None:
    """Write it down; its id, or None where the same form was sent before."""
    written = await session.execute(
        insert_into(session, CompanyApproval)
        .values(program_id=program_id, id=new_id(), **values)
        .on_conflict_do_nothing()
        .returning(CompanyApproval.id),
    )
    row = written.first()
    return str(row.id) if row is not None else None


async def find(session: AsyncSession, program_id: str, approval_id: str) -> CompanyApproval | None:
    return await session.get(CompanyApproval, (program_id, approval_id), populate_existing=True)


async def standing(
    session: AsyncSession, program_id: str, account_id: str, what: ApprovalOf, on: date
) -> CompanyApproval | None:
    """The approval of this kind that stands on a day, and of several the one that stands longest."""
    found = await session.scalars(
        select(CompanyApproval)
        .where(
            CompanyApproval.program_id == program_id,
            CompanyApproval.account_id == account_id,
            CompanyApproval.what == what,
            _stands(on),
        )
        .order_by(CompanyApproval.until.is_not(None), CompanyApproval.until.desc(), CompanyApproval.id.desc())
        .limit(1)
    )
    return found.first()


async def of_account(
    session: AsyncSession, program_id: str, account_id: str, *, most: int
) -> Sequence[CompanyApproval]:
    """What a company approved of, what is withdrawn included: the newest first."""
    found = await session.scalars(
        select(CompanyApproval)
        .where(CompanyApproval.program_id == program_id, CompanyApproval.account_id == account_id)
        .order_by(CompanyApproval.id.desc())
        .limit(most)
        .execution_options(populate_existing=True)
    )
    return found.all()


async def withdraw(
    session: AsyncSession, program_id: str, approval_id: str, *, by: str, now: datetime
) -> bool:
    """They take it back. False: they did before."""
    withdrawn = await session.execute(
        update(CompanyApproval)
        .where(
            CompanyApproval.program_id == program_id,
            CompanyApproval.id == approval_id,
            CompanyApproval.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now, withdrawn_by=by, due_at=None)
        .returning(CompanyApproval.id)
        .execution_options(synchronize_session=False),
    )
    return withdrawn.first() is not None


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, approval) of those that have ended, in all programs, the longest ended first."""
    rows = await session.execute(
        select(CompanyApproval.program_id, CompanyApproval.id)
        .where(CompanyApproval.due_at <= now)
        .order_by(CompanyApproval.due_at, CompanyApproval.id)
        .limit(most)
    )
    return [(program_id, approval_id) for program_id, approval_id in rows]


async def claim_end(session: AsyncSession, program_id: str, approval_id: str, *, now: datetime) -> bool:
    """Take one that has ended. False: another replica took it, or it was withdrawn in the meantime."""
    taken = await session.execute(
        update(CompanyApproval)
        .where(
            CompanyApproval.program_id == program_id,
            CompanyApproval.id == approval_id,
            CompanyApproval.due_at <= now,
        )
        .values(due_at=None)
        .returning(CompanyApproval.id)
        .execution_options(synchronize_session=False),
    )
    return taken.first() is not None


async def ending(
    session: AsyncSession, program_id: str, *, on: date, until: date, most: int
) -> tuple[Sequence[str], int]:
    """Those that stand on a day and end by another one, without a later one that follows at once; and how many."""
    later = CompanyApproval.__table__.alias("later")
    renewed = (
        select(later.c.id)
        .where(
            later.c.program_id == CompanyApproval.program_id,
            later.c.account_id == CompanyApproval.account_id,
            later.c.what == CompanyApproval.what,
            later.c.withdrawn_at.is_(None),
            or_(later.c.until.is_(None), later.c.until > CompanyApproval.until),
            type_coerce(later.c.since, BigInteger) <= type_coerce(CompanyApproval.until, BigInteger) + DAY,
        )
        .exists()
    )
    rows = await session.execute(
        select(CompanyApproval.id, func.count().over())
        .where(
            CompanyApproval.program_id == program_id, _stands(on), CompanyApproval.until <= until, ~renewed
        )
        .order_by(CompanyApproval.until, CompanyApproval.id)
        .limit(most)
    )
    found = rows.all()
    return [approval_id for approval_id, _ in found], int(found[0][1]) if found else 0


async def some(
    session: AsyncSession, program_id: str, approval_ids: Sequence[str]
) -> Sequence[tuple[CompanyApproval, Account]]:
    """These, each with its company."""
    rows = await session.execute(
        select(CompanyApproval, Account)
        .join(
            Account,
            and_(Account.program_id == CompanyApproval.program_id, Account.id == CompanyApproval.account_id),
        )
        .where(CompanyApproval.program_id == program_id, CompanyApproval.id.in_(approval_ids))
        .execution_options(populate_existing=True)
    )
    return [(approval, account) for approval, account in rows]
