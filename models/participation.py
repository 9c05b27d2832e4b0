"""Something an advocate did. Append-only: a correction is a new row, which supersedes the one before it."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Index, String, Text, and_, exists, not_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.activity import Activity
from models.base import Owned, new_id, within_program
from models.inserting import insert_into


class ParticipationState(StrEnum):
    CLAIMED = "claimed"
    VERIFIED = "verified"
    CORRECTED = "corrected"
    VOID = "void"


HELD = frozenset({ParticipationState.VERIFIED, ParticipationState.CORRECTED})


class Participation(Owned):
    __tablename__ = "participation"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        within_program("activity_id", "activity"),
        within_program("deal_id", "deal"),
        within_program("ask_id", "ask"),
        within_program("supersedes_id", "participation"),
        # One row supersedes another at most: of two corrections at once, one is told to look again.
        Index("ix_participation_supersedes", "program_id", "supersedes_id", unique=True),
        Index("ix_participation_form", "program_id", "form_key", unique=True),
        Index("ix_participation_ask", "program_id", "ask_id"),
        Index("ix_participation_of", "program_id", "advocate_id", "done_on"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(String(32))
    activity_id: Mapped[str] = mapped_column(String(32))
    deal_id: Mapped[str | None] = mapped_column(String(32))
    ask_id: Mapped[str | None] = mapped_column(String(32))  # None: done outside a Rung ask
    state: Mapped[ParticipationState]
    done_on: Mapped[date]
    source: Mapped[str] = mapped_column(String(100))
    supersedes_id: Mapped[str | None] = mapped_column(String(32))
    recorded_at: Mapped[datetime | None]  # None: it came with the programme's past
    recorded_by: Mapped[str | None] = mapped_column(String(32))  # a Slack user id, or "rung" for the clock
    link: Mapped[str | None] = mapped_column(String(1000))
    note: Mapped[str] = mapped_column(Text, default="")
    serves_until: Mapped[date | None]  # of what lasts: the last day; None: still serving, or it does not last
    nudge_id: Mapped[str | None] = mapped_column(String(32))  # the proposal that led to it
    form_key: Mapped[str | None] = mapped_column(String(64))  # the Slack view it was logged with


# Made once: a tenth of what a busy process did was making this alias anew for each statement.
_later = Participation.__table__.alias("later").c
_superseded = and_(_later.program_id == Participation.program_id, _later.supersedes_id == Participation.id)


def stands(as_of: datetime | None = None) -> ColumnElement[bool]:
    """The row is the last word on what it tells of, or was at an instant: nothing supersedes it."""
    by_then = [] if as_of is None else [_later.recorded_at <= as_of]
    return not_(exists().where(_superseded, *by_then))


async def add(session: AsyncSession, program_id: str, **values: Any) -> str | None:
    """Write a row; its id, or None where another row superseded the same one, or took the same form, first."""
    row_id = new_id()
    written = await session.execute(
        insert_into(session, Participation)
        .values(program_id=program_id, id=row_id, **values)
        .on_conflict_do_nothing()
        .returning(Participation.id),
    )
    return row_id if written.first() is not None else None


async def find(session: AsyncSession, program_id: str, participation_id: str) -> Participation | None:
    return await session.get(Participation, (program_id, participation_id), populate_existing=True)


async def last_word(session: AsyncSession, program_id: str, participation_id: str) -> Participation | None:
    """What stands of it by now: the row itself, or the last of those that took its place."""
    found = await find(session, program_id, participation_id)
    while found is not None:
        later = await session.scalars(
            select(Participation).where(
                Participation.program_id == program_id, Participation.supersedes_id == found.id
            )
        )
        after = later.one_or_none()
        if after is None:
            return found
        found = after
    return None


async def of_ask(session: AsyncSession, program_id: str, ask_id: str) -> Participation | None:
    """What stands of the favour that an ask led to."""
    return (
        await session.scalars(
            select(Participation).where(
                Participation.program_id == program_id, Participation.ask_id == ask_id, stands()
            ),
        )
    ).one_or_none()


async def held(session: AsyncSession, program_id: str, ask_ids: Sequence[str]) -> frozenset[str]:
    """Those of the asks whose favour was held: verified, or corrected since."""
    found = await session.scalars(
        select(Participation.ask_id).where(
            Participation.program_id == program_id,
            Participation.ask_id.in_(ask_ids),
            Participation.state.in_(HELD),
            stands(),
        ),
    )
    return frozenset(ask_id for ask_id in found if ask_id)


async def by_form(session: AsyncSession, program_id: str, form_key: str) -> Participation | None:
    return (
        await session.scalars(
            select(Participation).where(
                Participation.program_id == program_id, Participation.form_key == form_key
            ),
        )
    ).one_or_none()


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *, most: int, skip: int = 0
) -> Sequence[tuple[Participation, Activity]]:
    """What somebody did, as it stands and without what was void, the newest first."""
    rows = await session.execute(
        select(Participation, Activity)
        .join(
            Activity,
            (Activity.program_id == Participation.program_id) & (Activity.id == Participation.activity_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.advocate_id == advocate_id,
            Participation.state != ParticipationState.VOID,
            stands(),
        )
        .order_by(Participation.done_on.desc(), Participation.id.desc())
        .limit(most)
        .offset(skip),
    )
    return [(participation, activity) for participation, activity in rows]


async def told_before(
    session: AsyncSession, program_id: str, advocate_id: str, activity_id: str, done_on: date
) -> bool:
    """Does the same activity stand for that day already?"""
    found = await session.scalars(
        select(Participation.id).where(
            Participation.program_id == program_id,
            Participation.advocate_id == advocate_id,
            Participation.activity_id == activity_id,
            Participation.done_on == done_on,
            Participation.state != ParticipationState.VOID,
            stands(),
        ),
    )
    return found.first() is not None


async def of_people(
    session: AsyncSession, program_id: str, advocate_ids: Sequence[str]
) -> Sequence[tuple[Participation, bool]]:
    """Every row of these people's ledgers, each with whether it still stands."""
    rows = await session.execute(
        select(Participation, stands().label("stands")).where(
            Participation.program_id == program_id, Participation.advocate_id.in_(advocate_ids)
        )
    )
    return [(row, bool(still)) for row, still in rows]
