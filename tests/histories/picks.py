"""Moves pick among what is there by numbers, so that any list of moves can be played."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import ColumnExpressionArgument, select

from models.advocate import Advocate
from models.ask import Ask, AskState
from models.base import Owned
from models.task import Task, TaskKind
from tests.histories.life import Life

Row = TypeVar("Row", bound=Owned)
T = TypeVar("T")


async def rows(life: Life, table: type[Row], *conditions: ColumnExpressionArgument[bool]) -> Sequence[Row]:
    async with life.database.reading() as session:
        found = await session.scalars(
            select(table).where(table.program_id == life.program_id, *conditions).order_by(table.id)
        )
        return found.all()


def picked(found: Sequence[T], number: int) -> T | None:
    return found[number % len(found)] if found else None


async def an_ask(life: Life, number: int, *states: AskState) -> Ask | None:
    return picked(await rows(life, Ask, Ask.state.in_(states)), number)


async def users_ask(life: Life, number: int, *states: AskState) -> tuple[str, str] | None:
    """A question in one of the states, and the Slack user of the customer whom it is about."""
    ask = await an_ask(life, number, *states)
    if ask is None:
        return None
    (person,) = await rows(life, Advocate, Advocate.id == ask.advocate_id)
    return ask.id, person.slack_user_id or ""


async def a_task(life: Life, number: int, *kinds: TaskKind) -> Task | None:
    return picked(await rows(life, Task, Task.kind.in_(kinds), Task.done_at.is_(None)), number)


async def a_customer(life: Life, number: int, *conditions: ColumnExpressionArgument[bool]) -> Advocate | None:
    return picked(await rows(life, Advocate, Advocate.slack_user_id.is_not(None), *conditions), number)
