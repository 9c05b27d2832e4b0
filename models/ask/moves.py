"""Changes of an ask, settled by the database: zero rows mean that somebody else was first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from models.ask.states import WITH_CUSTOMER, AskState, Road
from models.ask.table import Ask
from models.base import table_of

# What is left to settle when an ask ends, of the row as it is by then.
_ASK = table_of(Ask)
_LEFT = (_ASK.c.id, _ASK.c.road, _ASK.c.standing_id, _ASK.c.asked_at)


@dataclass(frozen=True, slots=True)
class Moved:
    """An ask whose state changed."""

    id: str
    relayed: bool  # one of ours was to put the question
    unused: bool  # by an approval given ahead, and the customer was not asked


def _moved(row: Row[*tuple[Any, ...]]) -> Moved:
    return Moved(
        row.id,
        relayed=row.road is not Road.SLACK,
        unused=row.standing_id is not None and row.asked_at is None,
    )


async def move(
    session: AsyncSession,
    program_id: str,
    ask_id: str,
    *,
    came_from: frozenset[AskState],
    to: AskState,
    now: datetime,
    **values: Any,
) -> Moved | None:
    """Change the state if it is still one of `came_from`; the clock stops unless `due_at` is given.

    None: somebody else was first, and nothing was changed.
    """
    changes = {"state": to, "state_at": now, "due_at": None} | values
    moved = await session.execute(
        _move(tuple(changes)),
        {
            "of_program": program_id,
            "of_id": ask_id,
            "came_from": list(came_from),
            **{f"to_{name}": value for name, value in changes.items()},
        },
    )
    row = moved.one_or_none()
    return None if row is None else _moved(row)


@cache
def _move(names: tuple[str, ...]) -> ReturningUpdate[*tuple[Any, ...]]:
    """The columns that are set differ from move to move."""
    return (
        update(_ASK)
        .where(
            _ASK.c.program_id == bindparam("of_program"),
            _ASK.c.id == bindparam("of_id"),
            _ASK.c.state.in_(bindparam("came_from", expanding=True)),
        )
        .values({name: bindparam(f"to_{name}") for name in names})
        .returning(*_LEFT)
    )


async def withdraw_rest(
    session: AsyncSession,
    program_id: str,
    *,
    reference_id: str,
    came_from: frozenset[AskState],
    now: datetime,
    account_id: str | None = None,
) -> Sequence[Moved]:
    """Withdraw all of a reference's asks in one of the states (of one account, if given)."""
    of = {"of_program": program_id, "of_reference": reference_id, "came_from": list(came_from), "to_at": now}
    of_account = {} if account_id is None else {"of_account": account_id}
    changed = await session.execute(_withdraw(one_account=account_id is not None), of | of_account)
    return [_moved(row) for row in changed]


@cache
def _withdraw(*, one_account: bool) -> ReturningUpdate[*tuple[Any, ...]]:
    return (
        update(_ASK)
        .where(
            _ASK.c.program_id == bindparam("of_program"),
            _ASK.c.reference_id == bindparam("of_reference"),
            _ASK.c.state.in_(bindparam("came_from", expanding=True)),
            *([_ASK.c.account_id == bindparam("of_account")] if one_account else []),
        )
        .values(state=AskState.WITHDRAWN, state_at=bindparam("to_at"), due_at=None)
        .returning(*_LEFT)
    )


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
