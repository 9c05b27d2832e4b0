"""An INSERT that may say what becomes of a row that stands already: each database has its own."""

from importlib import import_module
from typing import TYPE_CHECKING

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects.sqlite import Insert


def insert_into(session: AsyncSession, table: type[Base] | Table) -> "Insert":
    """The session's database's own; PostgreSQL's says the same by the same names.

    Only that one is imported: PostgreSQL's takes 5 MB, which a server on SQLite never needs.
    """
    return insert_for(session.get_bind().dialect.name, table)


def insert_for(database: str, table: type[Base] | Table) -> "Insert":
    """The same, by the database's name, for what is built once."""
    dialect = import_module(f"sqlalchemy.dialects.{database}")
    made: Insert = dialect.insert(table)
    return made
