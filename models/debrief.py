"""What each side of a favour hears before it, and the one question after it: did it happen, and how was it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Index, String, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.base import Owned, beside, new_id, table_of, within_program
from models.inserting import insert_for
from models.reference import Reference

if TYPE_CHECKING:
    from sqlalchemy.dialects.sqlite import Insert

ANEW = (
    "asked_at",
    "reminded_at",
    "overdue_at",
    "chased_at",
    "answered_at",
    "held",
    "score",
)  # forgotten when the day is moved


class Side(StrEnum):
    SELLER = "seller"
    ADVOCATE = "advocate"


class Debrief(Owned):
    __tablename__ = "debrief"
    __table_args__ = (
        within_program("ask_id", "ask"),
        Index("ix_debrief_ask", "program_id", "ask_id", "side", unique=True),
        Index("ix_debrief_due", "program_id", "due_at"),
    )

    ask_id: Mapped[str] = mapped_column(String(32))
    side: Mapped[Side]
    # When the clock acts next: brief, ask; then remind and take it as overdue (seller), or verify (customer).
    due_at: Mapped[datetime | None]
    briefed_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    overdue_at: Mapped[datetime | None]
    chased_at: Mapped[datetime | None]  # when a manager asked the seller once more
    answered_at: Mapped[datetime | None]
    held: Mapped[bool | None]
    score: Mapped[int | None]  # 1–5: how useful it was to the seller, how it was for the customer


async def find(session: AsyncSession, program_id: str, debrief_id: str) -> Debrief | None:
    return await session.get(Debrief, (program_id, debrief_id), populate_existing=True)


async def of_ask(session: AsyncSession, program_id: str, ask_id: str) -> dict[Side, Debrief]:
    found = await session.scalars(
        select(Debrief)
        .where(Debrief.program_id == program_id, Debrief.ask_id == ask_id)
        .execution_options(populate_existing=True)
    )
    return {debrief.side: debrief for debrief in found}


async def overdue(
    session: AsyncSession, program_id: str, seller_id: str, *, most: int
) -> Sequence[tuple[Debrief, Ask, Advocate, Account, Activity]]:
    """What a seller has left unanswered for too long, the oldest first."""
    rows = await session.execute(
        select(Debrief, Ask, Advocate, Account, Activity)
        .join(Ask, beside(Ask, Debrief.ask_id))
        .join(Reference, beside(Reference, Ask.reference_id))
        .join(Advocate, beside(Advocate, Ask.advocate_id))
        .join(Account, beside(Account, Ask.account_id))
        .join(Activity, beside(Activity, Ask.activity_id))
        .where(
            Debrief.program_id == program_id,
            Debrief.side == Side.SELLER,
            Debrief.overdue_at.is_not(None),
            Debrief.answered_at.is_(None),
            Ask.state == AskState.ACCEPTED,
            Reference.seller_id == seller_id,
        )
        .order_by(Debrief.overdue_at, Debrief.id)
        .limit(most),
    )
    return [(debrief, ask, person, account, kind) for debrief, ask, person, account, kind in rows]


async def scores(
    session: AsyncSession, program_id: str, ask_ids: Sequence[str], side: Side
) -> dict[str, int]:
    """By ask, what one side said of it, where they did."""
    rows = await session.execute(
        select(Debrief.ask_id, Debrief.score).where(
            Debrief.program_id == program_id,
            Debrief.ask_id.in_(ask_ids),
            Debrief.side == side,
            Debrief.score.is_not(None),
        ),
    )
    return {ask_id: score for ask_id, score in rows if score is not None}


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, debrief) of every clock that has run out, in all programs, the longest due first."""
    rows = await session.execute(
        select(Debrief.program_id, Debrief.id)
        .where(Debrief.due_at <= now)
        .order_by(Debrief.due_at, Debrief.id)
        .limit(most),
    )
    return [(program_id, debrief_id) for program_id, debrief_id in rows]


async def claim_due(session: AsyncSession, program_id: str, debrief_id: str, *, now: datetime) -> bool:
    """Take a debrief whose clock has run out. False: another replica took it."""
    claimed = await session.execute(
        update(Debrief)
        .where(Debrief.program_id == program_id, Debrief.id == debrief_id, Debrief.due_at <= now)
        .values(due_at=None)
        .returning(Debrief.id)
        .execution_options(synchronize_session=False),
    )
    return claimed.first() is not None


async def schedule(
    session: AsyncSession, program_id: str, ask_id: str, side: Side, due_at: datetime | None
) -> None:
    """Begin, or begin anew, to wait for one side of a favour; a brief that went out stays the only one."""
    begun = {"program_id": program_id, "ask_id": ask_id, "side": side, "due_at": due_at}
    await session.execute(_schedule(session.get_bind().dialect.name), begun | {"id": new_id()})


@cache
def _schedule(database: str) -> "Insert":
    made = insert_for(database, table_of(Debrief))
    names = ("program_id", "id", "ask_id", "side", "due_at")
    anew: dict[str, Any] = {"due_at": made.excluded.due_at} | dict.fromkeys(ANEW)
    return made.values({name: bindparam(name) for name in names}).on_conflict_do_update(
        index_elements=["program_id", "ask_id", "side"], set_=anew
    )


async def note(session: AsyncSession, program_id: str, debrief_id: str, **values: Any) -> None:
    """Write down a step of the clock; the caller has claimed it."""
    await session.execute(
        update(Debrief)
        .where(Debrief.program_id == program_id, Debrief.id == debrief_id)
        .values(**values)
        .execution_options(synchronize_session=False),
    )


async def answer(
    session: AsyncSession, program_id: str, ask_id: str, side: Side, *, now: datetime, **values: Any
) -> bool:
    """Write one side's answer; the seller's clock ends with it. False: it was answered before."""
    stops: dict[str, Any] = {"due_at": None} if side is Side.SELLER else {}
    written = await session.execute(
        update(Debrief)
        .where(
            Debrief.program_id == program_id,
            Debrief.ask_id == ask_id,
            Debrief.side == side,
            Debrief.answered_at.is_(None),
        )
        .values(answered_at=now, **stops, **values)
        .returning(Debrief.id)
        .execution_options(synchronize_session=False),
    )
    return written.first() is not None


async def chase(session: AsyncSession, program_id: str, ask_id: str, *, now: datetime) -> bool:
    """Note that a manager asks the seller once more. False: somebody did, or it is answered."""
    noted = await session.execute(
        update(Debrief)
        .where(
            Debrief.program_id == program_id,
            Debrief.ask_id == ask_id,
            Debrief.side == Side.SELLER,
            Debrief.overdue_at.is_not(None),
            Debrief.answered_at.is_(None),
            Debrief.chased_at.is_(None),
        )
        .values(chased_at=now)
        .returning(Debrief.id)
        .execution_options(synchronize_session=False),
    )
    return noted.first() is not None


async def stop(session: AsyncSession, program_id: str, ask_id: str) -> None:
    """Nothing is waited for any more: there is no favour."""
    await session.execute(
        update(Debrief)
        .where(Debrief.program_id == program_id, Debrief.ask_id == ask_id)
        .values(due_at=None, overdue_at=None)
        .execution_options(synchronize_session=False),
    )
