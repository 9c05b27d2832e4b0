"""What stands in the tables behind a story, where no screen shows it; and what another door would have written."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select, update

from models.base import Base
from models.program import Program
from models.reference import Reference, ReferenceState
from tests.world import World

Row = TypeVar("Row", bound=Base)


async def rows(world: World, table: type[Row], **values: Any) -> Sequence[Row]:
    async with world.rung.database.transaction() as session:
        return (await session.scalars(select(table).filter_by(**values).order_by(table.id))).all()  # type: ignore[attr-defined]


async def set_open_references(world: World, **values: Any) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Reference)
            .where(Reference.program_id == world.program_id, Reference.state == ReferenceState.LOOKING)
            .values(**values)
        )


async def set_program(world: World, **values: Any) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Program).values(**values))
