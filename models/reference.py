"""What a seller needs for a deal: from the form to the yes."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Index,
    String,
    Text,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningUpdate

from models.audit import Audit
from models.base import Owned, table_of, within_program
from models.deal import Deal
from models.inserting import insert_into
from models.member import Member


class ReferenceState(StrEnum):
    DRAFT = "draft"  # the shortlist is on the seller's screen
    LOOKING = "looking"
    FOUND = "found"
    UNFILLED = "unfilled"  # everybody on the list was tried, or time ran out
    CANCELLED = "cancelled"


class Reference(Owned):
    __tablename__ = "reference"
    __table_args__ = (
        within_program("seller_id", "member"),
        within_program("deal_id", "deal"),
        within_program("activity_id", "activity"),
        Index("ix_reference_form", "program_id", "form_key", unique=True),
        Index("ix_reference_seller", "program_id", "seller_id", "state"),
    )

    seller_id: Mapped[str] = mapped_column(String(32))
    deal_id: Mapped[str] = mapped_column(String(32))
    activity_id: Mapped[str] = mapped_column(String(32))
    needed_on: Mapped[date]
    state: Mapped[ReferenceState]
    form_key: Mapped[str] = mapped_column(String(64))  # the Slack view it was made with
    created_at: Mapped[datetime]
    wanted: Mapped[int] = mapped_column(default=1)
    # What the customer should be like; None means that it does not matter or is not known.
    product: Mapped[str | None] = mapped_column(String(100))
    use_case: Mapped[str | None] = mapped_column(String(100))
    industry: Mapped[str | None] = mapped_column(String(100))
    region: Mapped[str | None] = mapped_column(String(100))
    language: Mapped[str | None] = mapped_column(String(16))
    size_band: Mapped[int | None]
    seniority: Mapped[int | None]
    competitor: Mapped[str | None] = mapped_column(String(100))
    tech: Mapped[str | None] = mapped_column(String(100))
    questions: Mapped[str] = mapped_column(Text, default="")  # one a line, at most three
    off_limits: Mapped[str] = mapped_column(Text, default="")
    named: Mapped[bool] = mapped_column(default=False)  # the prospect may be named to a customer who agrees
    edition: Mapped[int] = mapped_column(
        default=1
    )  # raised by each change, so that nobody agrees to an old one
    changed_at: Mapped[datetime | None]
    shared: Mapped[list[str]] = mapped_column(JSON, default=list)  # channels that show the line
    informed: Mapped[list[str]] = mapped_column(JSON, default=list)  # Slack user ids of colleagues


async def create(session: AsyncSession, values: dict[str, Any]) -> bool:
    """Insert a reference unless its form made one before. False: it did, nothing was written."""
    made = await session.execute(
        insert_into(session, Reference)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["program_id", "form_key"])
        .returning(Reference.id),
    )
    return made.first() is not None


async def by_form(session: AsyncSession, program_id: str, form_key: str) -> Reference | None:
    return (
        await session.scalars(
            select(Reference).where(Reference.program_id == program_id, Reference.form_key == form_key),
        )
    ).one_or_none()


async def find(session: AsyncSession, program_id: str, reference_id: str) -> Reference | None:
    return await session.get(Reference, (program_id, reference_id), populate_existing=True)


async def some(session: AsyncSession, program_id: str, reference_ids: Sequence[str]) -> Sequence[Reference]:
    return (
        await session.scalars(
            select(Reference)
            .where(Reference.program_id == program_id, Reference.id.in_(reference_ids))
            .execution_options(populate_existing=True)
        )
    ).all()


async def lock(session: AsyncSession, program_id: str, reference_id: str) -> Reference | None:
    """The reference, held until the transaction ends: its asks take turns."""
    return (
        await session.scalars(
            select(Reference)
            .where(Reference.program_id == program_id, Reference.id == reference_id)
            .with_for_update()
            .execution_options(populate_existing=True),
        )
    ).one_or_none()


async def move(
    session: AsyncSession,
    program_id: str,
    reference_id: str,
    *,
    came_from: frozenset[ReferenceState],
    to: ReferenceState,
) -> bool:
    """Change the state if it is still one of `came_from`. False: somebody else was first."""
    of = {"of_program": program_id, "of_id": reference_id, "came_from": list(came_from), "to_state": to}
    moved = await session.execute(_move(), of)
    return moved.first() is not None


@cache
def _move() -> ReturningUpdate[*tuple[Any, ...]]:
    table = table_of(Reference)
    return (
        update(table)
        .where(
            table.c.program_id == bindparam("of_program"),
            table.c.id == bindparam("of_id"),
            table.c.state.in_(bindparam("came_from", expanding=True)),
        )
        .values(state=bindparam("to_state"))
        .returning(table.c.id)
    )


async def change(
    session: AsyncSession, program_id: str, reference_id: str, *, seen: int, **values: Any
) -> bool:
    """Set columns of the edition that was seen. False: somebody else changed it since, nothing was written."""
    changed = await session.execute(
        update(Reference)
        .where(Reference.program_id == program_id, Reference.id == reference_id, Reference.edition == seen)
        .values(**values)
        .returning(Reference.id)
        .execution_options(synchronize_session=False),
    )
    return changed.first() is not None


async def of_seller(
    session: AsyncSession, program_id: str, seller_id: str, *, most: int, skip: int = 0
) -> Sequence[Reference]:
    """The seller's references that left the form, the newest first."""
    return (
        await session.scalars(
            select(Reference)
            .where(
                Reference.program_id == program_id,
                Reference.seller_id == seller_id,
                Reference.state != ReferenceState.DRAFT,
            )
            .order_by(Reference.created_at.desc(), Reference.id.desc())
            .limit(most)
            .offset(skip),
        )
    ).all()


def _troubled(program_id: str, since: datetime) -> ColumnElement[bool]:
    """Still looking, or ended with nobody since then: the log knows when."""
    ended = exists().where(
        Audit.program_id == program_id,
        Audit.program_id == Reference.program_id,
        Audit.subject == Reference.id,
        Audit.verb == ReferenceState.UNFILLED.value,
        Audit.at > since,
    )
    looking = Reference.state == ReferenceState.LOOKING
    unfilled = and_(Reference.state == ReferenceState.UNFILLED, ended)
    return and_(Reference.program_id == program_id, or_(looking, unfilled))


async def in_trouble(
    session: AsyncSession, program_id: str, *, since: datetime, most: int, skip: int = 0
) -> Sequence[tuple[Reference, Deal, Member]]:
    """What found nobody since then and what is still looking, with deal and seller; the former first."""
    rows = await session.execute(
        select(Reference, Deal, Member)
        .join(Deal, and_(Deal.program_id == Reference.program_id, Deal.id == Reference.deal_id))
        .join(Member, and_(Member.program_id == Reference.program_id, Member.id == Reference.seller_id))
        .where(_troubled(program_id, since))
        .order_by((Reference.state == ReferenceState.UNFILLED).desc(), Reference.needed_on, Reference.id)
        .limit(most)
        .offset(skip),
    )
    return [(reference, deal, seller) for reference, deal, seller in rows]


async def count_in_trouble(session: AsyncSession, program_id: str, *, since: datetime) -> int:
    counted = await session.scalars(select(func.count(Reference.id)).where(_troubled(program_id, since)))
    return counted.one()
