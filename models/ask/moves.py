"""Changes of an ask, settled by the database: zero rows mean that somebody else was first."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.ask.states import WITH_CUSTOMER, AskState, Road
from models.ask.table import Ask


async def move(
    session: AsyncSession,
    program_id: str,
    ask_id: str,
    *,
    came_from: frozenset[AskState],
    to: AskState,
    now: datetime,
    **values: Any,
) -> bool:
    """Change the state if it is still one of `came_from`; the clock stops unless `due_at` is given.

    False: somebody else was first, and nothing was changed.
    """
    moved = await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.state.in_(came_from))
        .values({"state": to, "state_at": now, "due_at": None} | values)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return moved.first() is not None


async def withdraw_rest(
    session: AsyncSession,
    program_id: str,
    *,
    reference_id: str,
    came_from: frozenset[AskState],
    now: datetime,
    account_id: str | None = None,
) -> Sequence[str]:
    """Withdraw all of a reference's asks in one of the states (of one account, if given); their ids."""
    changed = await session.scalars(
        update(Ask)
        .where(
            Ask.program_id == program_id,
            Ask.reference_id == reference_id,
            Ask.state.in_(came_from),
            *([] if account_id is None else [Ask.account_id == account_id]),
        )
        .values(state=AskState.WITHDRAWN, state_at=now, due_at=None)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return changed.all()


async def set_held_on(session: AsyncSession, program_id: str, ask_id: str, held_on: date) -> bool:
    """Note the day of an accepted ask. False: it is no longer a yes."""
    noted = await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.state == AskState.ACCEPTED)
        .values(held_on=held_on)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return noted.first() is not None


async def set_line(session: AsyncSession, program_id: str, ask_id: str, line: str) -> bool:
    """Keep the approver's own words. False: it no longer waits for an approver."""
    kept = await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.state == AskState.APPROVING)
        .values(personal_line=line)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return kept.first() is not None


async def tell(session: AsyncSession, program_id: str, ask_id: str, *, now: datetime) -> bool:
    """Note that the customer is told what came of it. False: they were told before."""
    noted = await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.told_at.is_(None))
        .values(told_at=now)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return noted.first() is not None


async def take_road(
    session: AsyncSession, program_id: str, ask_id: str, road: Road, **values: datetime | None
) -> None:
    """How the question goes to the customer from now on; `values` are columns set with it."""
    await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id)
        .values({"road": road} | values)
        .execution_options(synchronize_session=False),
    )


async def reached(
    session: AsyncSession, program_id: str, ask_id: str, *, now: datetime, **values: datetime | None
) -> bool:
    """Note that the question has been put to the customer: it counts as an ask. False: it had been."""
    noted = await session.execute(
        update(Ask)
        .where(
            Ask.program_id == program_id,
            Ask.id == ask_id,
            Ask.state.in_(WITH_CUSTOMER),
            Ask.asked_at.is_(None),
        )
        .values({"asked_at": now} | values)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return noted.first() is not None


async def nudge(session: AsyncSession, program_id: str, ask_id: str, *, now: datetime) -> bool:
    """Note that the seller had the approvers reminded. False: they had before, or nobody decides any more."""
    noted = await session.execute(
        update(Ask)
        .where(
            Ask.program_id == program_id,
            Ask.id == ask_id,
            Ask.state == AskState.APPROVING,
            Ask.nudged_at.is_(None),
        )
        .values(nudged_at=now)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return noted.first() is not None


async def set_due(
    session: AsyncSession, program_id: str, ask_id: str, *, state: AskState, due_at: datetime
) -> None:
    """Move the clock of an ask that is still in this state and has one."""
    await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.state == state, Ask.due_at.is_not(None))
        .values(due_at=due_at)
        .execution_options(synchronize_session=False),
    )


async def place(session: AsyncSession, program_id: str, ask_id: str, position: int) -> None:
    await session.execute(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.state == AskState.LISTED)
        .values(position=position)
        .execution_options(synchronize_session=False),
    )


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, ask) of every clock that has run out, in all programs, the longest due first."""
    rows = await session.execute(
        select(Ask.program_id, Ask.id).where(Ask.due_at <= now).order_by(Ask.due_at, Ask.id).limit(most),
    )
    return [(program_id, ask_id) for program_id, ask_id in rows]


async def claim_due(session: AsyncSession, program_id: str, ask_id: str, *, now: datetime) -> AskState | None:
    """Take an ask whose clock has run out; the transaction that took it decides what comes next.

    None: another replica took it, or it was answered in the meantime.
    """
    return (
        await session.scalars(
            update(Ask)
            .where(Ask.program_id == program_id, Ask.id == ask_id, Ask.due_at <= now)
            .values(due_at=None)
            .returning(Ask.state)
            .execution_options(synchronize_session=False),
        )
    ).one_or_none()
