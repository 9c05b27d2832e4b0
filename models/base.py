"""What every table stands on: its declarative base, tenant key and two kinds of time."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    String,
    Table,
    and_,
    cast,
    literal,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator
from uuid_utils import uuid7

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = 86_400_000_000  # microseconds, the unit in which statements add and subtract
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)  # "until it changes": no date can be named


class Instant(TypeDecorator[datetime]):
    """A moment, kept as whole microseconds since 1970 (UTC).

    Integers add, subtract and compare alike on SQLite and PostgreSQL, so that one
    statement can say when somebody is free again. Naive datetimes are refused.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return value if value is None or isinstance(value, int) else microseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else EPOCH + int(value) * MICROSECOND


class Day(TypeDecorator[date]):
    """A calendar day, kept as the microseconds of its UTC midnight, comparable with an Instant."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: date | int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return value if value is None or isinstance(value, int) else (value - EPOCH.date()).days * DAY

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ARG002
        return None if value is None else EPOCH.date() + timedelta(days=int(value) // DAY)


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970 of an aware datetime; raises TypeError for a naive one."""
    return (moment - EPOCH) // MICROSECOND


def in_days(days: Any) -> ColumnElement[int]:
    """A column of days as microseconds. Cast first: a plain INTEGER on PostgreSQL holds 35 minutes of them."""
    return cast(days, BigInteger) * literal(DAY, BigInteger)


def new_id() -> str:
    """A time-ordered random id of 32 hexadecimal characters (UUID version 7)."""
    return uuid7().hex


def made_at(id_: str) -> datetime:
    """When such an id was made, in real time, to the millisecond."""
    return EPOCH + timedelta(milliseconds=int(id_[:12], 16))


def _values(names: type[StrEnum]) -> list[str]:
    return [name.value for name in names]


# Kept as their values, without a database type or check of their own: a new state needs no migration.
NAMES = Enum(StrEnum, native_enum=False, create_constraint=False, length=24, values_callable=_values)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        },
    )
    type_annotation_map = {datetime: Instant, date: Day, StrEnum: NAMES}  # noqa: RUF012


class Owned(Base):
    """A row that belongs to one program. The program leads its primary key, so a database can shard by it."""

    __abstract__ = True

    program_id: Mapped[str] = mapped_column(
        String(32), ForeignKey("program.id"), primary_key=True, sort_order=-2
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id, sort_order=-1)


def only_where(condition: str) -> dict[str, str]:
    """For the `info` of an Index that holds only some rows; `say_where` tells both databases."""
    return {"only_where": condition}


def say_where(tables: MetaData) -> None:
    """For a walk: each database's own option on such indexes.

    Written at the Index itself, it has the server import PostgreSQL's dialect, 4 MB, wherever it runs.
    """
    for table in tables.tables.values():
        for index in table.indexes:
            if condition := index.info.get("only_where"):
                for name in ("sqlite", "postgresql"):
                    index.dialect_kwargs[f"{name}_where"] = text(condition)


def table_of(entity: type[Base]) -> Table:
    """For statements that write many rows or are run in every turn: half of such a one would be the ORM's work."""
    table = entity.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{entity.__name__} is no table")
    return table


def within_program(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key that cannot leave the program: (program_id, column) → table (program_id, id)."""
    return ForeignKeyConstraint(["program_id", column], [f"{table}.program_id", f"{table}.id"])


def beside(entity: Any, column: Any) -> ColumnElement[bool]:
    """To join an entity, aliased or not: its row that a column names, in the same program."""
    return and_(entity.program_id == column.parent.entity.program_id, entity.id == column)
