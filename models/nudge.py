"""A proposal to take a next step, put to one advocate, and what they made of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, Select, String, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.base import Owned, beside, only_where, within_program
from models.member import Member

# The last three hexadecimal digits of an id are random: a tenth of all people, and always the same ones.
DIGITS = 3
HELD_OUT_BELOW = "19a"  # 410 of 4,096


class NudgeState(StrEnum):
    OFFERED = "offered"
    YES = "yes"  # it has started
    LATER = "later"
    STAYS = "stays"
    STOPPED = "stopped"
    LAPSED = "lapsed"  # no answer until its day
    WITHDRAWN = "withdrawn"  # no longer right before it was seen, or they wanted peace
    DONE = "done"  # it came to its end: a participation tells of it
    DROPPED = "dropped"  # it was begun, and nothing came of it
    REFUSED = "refused"  # never this kind
    WITH_OWNER = "with_owner"  # an executive's: their owner decides whether they are asked
    IN_PERSON = "in_person"  # their owner asks them


OFFERED = frozenset({NudgeState.OFFERED, NudgeState.LAPSED})  # a late answer is an answer, too
BEGUN = frozenset({NudgeState.YES, NudgeState.IN_PERSON})
AGREED = frozenset({NudgeState.YES, NudgeState.DONE, NudgeState.DROPPED})
NOT_AGREED = frozenset(
    {NudgeState.LATER, NudgeState.STAYS, NudgeState.STOPPED, NudgeState.REFUSED, NudgeState.LAPSED}
)


class Nudge(Owned):
    __tablename__ = "nudge"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        within_program("account_id", "account"),
        within_program("activity_id", "activity"),
        Index(
            "ix_nudge_open",
            "program_id",
            "advocate_id",
            unique=True,
            info=only_where("state = 'offered'"),
        ),
        Index("ix_nudge_of", "program_id", "advocate_id", "made_at"),
        Index("ix_nudge_due", "due_at"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(String(32))
    activity_id: Mapped[str] = mapped_column(String(32))
    state: Mapped[NudgeState] = mapped_column(default=NudgeState.OFFERED)
    state_at: Mapped[datetime]
    made_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]  # when it lapses, or a start is asked after
    # What was weighed: what they did, what is needed, the best steps with their shares (bot/nudges/offering.py).
    why: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    participation_id: Mapped[str | None] = mapped_column(String(32))  # its end


def held_out(of: Any = Advocate.id) -> ColumnElement[bool]:
    """Of an advocate's id: one of the tenth that is never nudged, once a programme holds out at all."""
    return func.substr(of, func.length(of) - DIGITS + 1) < HELD_OUT_BELOW


def is_held_out(advocate_id: str) -> bool:
    """The same of one person's id."""
    return advocate_id[-DIGITS:] < HELD_OUT_BELOW


@dataclass(frozen=True, slots=True)
class WholeNudge:
    """A nudge with whom and what it is about, and who looks after them."""

    nudge: Nudge
    advocate: Advocate
    account: Account
    activity: Activity
    owner: Member


def _whole(*conditions: ColumnElement[bool]) -> Select[Nudge, Advocate, Account, Activity, Member]:
    return (
        select(Nudge, Advocate, Account, Activity, Member)
        .join(Advocate, beside(Advocate, Nudge.advocate_id))
        .join(Account, beside(Account, Nudge.account_id))
        .join(Activity, beside(Activity, Nudge.activity_id))
        .join(Member, beside(Member, Account.owner_id))
        .where(*conditions)
        .execution_options(populate_existing=True)
    )


async def whole(session: AsyncSession, program_id: str, nudge_id: str) -> WholeNudge | None:
    row = (await session.execute(_whole(Nudge.program_id == program_id, Nudge.id == nudge_id))).one_or_none()
    return WholeNudge(*row) if row else None


async def listed(
    session: AsyncSession, program_id: str, *, since: datetime, most: int, skip: int = 0
) -> Sequence[WholeNudge]:
    """What was proposed since then, the newest first."""
    rows = await session.execute(
        _whole(Nudge.program_id == program_id, Nudge.made_at >= since)
        .order_by(Nudge.made_at.desc(), Nudge.id.desc())
        .limit(most)
        .offset(skip)
    )
    return [WholeNudge(*row) for row in rows]


async def count(session: AsyncSession, program_id: str, *, since: datetime) -> int:
    counted = await session.scalars(
        select(func.count()).select_from(Nudge).where(Nudge.program_id == program_id, Nudge.made_at >= since)
    )
    return counted.one()


async def before(
    session: AsyncSession, program_id: str, advocate_id: str, states: Collection[NudgeState], *, most: int
) -> Sequence[WholeNudge]:
    """What stands before one customer in these states, the newest first."""
    rows = await session.execute(
        _whole(Nudge.program_id == program_id, Nudge.advocate_id == advocate_id, Nudge.state.in_(states))
        .order_by(Nudge.made_at.desc(), Nudge.id.desc())
        .limit(most)
    )
    return [WholeNudge(*row) for row in rows]


async def begun(session: AsyncSession, program_id: str, advocate_id: str, activity_id: str) -> str | None:
    """The step of this kind that somebody said yes to and that has not come to its end; the newest one's id."""
    found = await session.scalars(
        select(Nudge.id)
        .where(
            Nudge.program_id == program_id,
            Nudge.advocate_id == advocate_id,
            Nudge.activity_id == activity_id,
            Nudge.state.in_(BEGUN),
        )
        .order_by(Nudge.made_at.desc())
        .limit(1)
    )
    return found.first()


async def move(
    session: AsyncSession,
    program_id: str,
    nudge_id: str,
    to: NudgeState,
    *,
    came_from: Collection[NudgeState],
    now: datetime,
    **values: Any,
) -> bool:
    """One step of its course. False: it has taken another one before."""
    moved = await session.execute(
        update(Nudge)
        .where(Nudge.program_id == program_id, Nudge.id == nudge_id, Nudge.state.in_(came_from))
        .values({"state": to, "state_at": now, "due_at": None} | values)
        .returning(Nudge.id)
        .execution_options(synchronize_session=False)
    )
    return moved.first() is not None


async def take_back(session: AsyncSession, program_id: str, advocate_id: str, *, now: datetime) -> list[str]:
    """Whatever waits for one customer's answer, or for their owner's word on it, waits no more; which those are."""
    waits = (NudgeState.OFFERED, NudgeState.WITH_OWNER)
    taken = await session.execute(
        update(Nudge)
        .where(Nudge.program_id == program_id, Nudge.advocate_id == advocate_id, Nudge.state.in_(waits))
        .values(state=NudgeState.WITHDRAWN, state_at=now, due_at=None)
        .returning(Nudge.id)
        .execution_options(synchronize_session=False)
    )
    return [nudge_id for (nudge_id,) in taken]


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, nudge) whose clock has run out, in all programs, the longest due first."""
    rows = await session.execute(
        select(Nudge.program_id, Nudge.id)
        .where(Nudge.due_at <= now)
        .order_by(Nudge.due_at, Nudge.id)
        .limit(most)
    )
    return [(program_id, nudge_id) for program_id, nudge_id in rows]


async def claim_due(
    session: AsyncSession, program_id: str, nudge_id: str, *, now: datetime
) -> NudgeState | None:
    """Take one whose clock has run out; the state it is in. None: somebody else took it, or an answer came."""
    taken = await session.scalars(
        update(Nudge)
        .where(Nudge.program_id == program_id, Nudge.id == nudge_id, Nudge.due_at <= now)
        .values(due_at=None)
        .returning(Nudge.state)
        .execution_options(synchronize_session=False)
    )
    return taken.first()
