"""Many rows of one table at once, as an import writes them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Owned, table_of
from models.inserting import insert_into

Rows = Sequence[Mapping[str, Any]]


def in_order(tables: Iterable[type[Owned]]) -> list[type[Owned]]:
    """What others refer to comes first."""
    places = {table.name: place for place, table in enumerate(Owned.metadata.sorted_tables)}
    return sorted(tables, key=lambda table: places[table.__tablename__])


async def insert_rows(session: AsyncSession, program_id: str, table: type[Owned], rows: Rows) -> None:
    """Rows that all name the same columns; one that somebody else wrote first is left as it is."""
    if not rows:
        return
    statement = insert_into(session, table_of(table)).on_conflict_do_nothing()
    connection = await session.connection()
    await connection.execute(statement, [{"program_id": program_id, **row} for row in rows])


async def update_rows(session: AsyncSession, program_id: str, table: type[Owned], rows: Rows) -> None:
    """Rows that all name the same columns, `id` among them: the others are written."""
    if not rows:
        return
    found = table_of(table)
    names = [name for name in rows[0] if name != "id"]
    statement = (
        update(found)
        .where(found.c.program_id == bindparam("of_program"), found.c.id == bindparam("of_id"))
        .values({name: bindparam(f"to_{name}") for name in names})
    )
    connection = await session.connection()
    await connection.execute(
        statement,
        [
            {"of_program": program_id, "of_id": row["id"], **{f"to_{name}": row[name] for name in names}}
            for row in rows
        ],
    )


async def delete_rows(session: AsyncSession, program_id: str, table: type[Owned], ids: Sequence[str]) -> None:
    if not ids:
        return
    found = table_of(table)
    connection = await session.connection()
    await connection.execute(delete(found).where(found.c.program_id == program_id, found.c.id.in_(ids)))


async def count_anew(session: AsyncSession) -> None:
    """Have the database count its tables: it plans by what it counted last, and they have become large at once."""
    await session.execute(text("ANALYZE"))
