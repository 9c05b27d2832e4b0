"""The register of what is kept about people, as `register.toml` says it: every column of every table."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

REGISTER = Path(__file__).with_name("register.toml")
CUSTOMER = "customer"
DELETE, BLANK = "delete", "blank"
ITS_ROW, ITS_ADDRESS = (
    "row",
    "address",
)  # in `to`: the row's id, or an address made of the customer's, takes the place


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept, in words that name `{days}` where it is a number of them."""

    words: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `holds`: what it tells of a person, empty where it tells nothing; `says`: what an export calls it."""

    name: str
    plain: str = ""
    holds: str = ""
    whose: str = ""
    kept_as: str = ""
    to: Any = None
    where: str = ""
    says: str = ""

    @property
    def is_emptied(self) -> bool:
        """Is it blanked, or replaced, in the rows that belong to whoever is erased?"""
        return bool(self.holds) and not self.kept_as and not self.where


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `of`: the column by which its rows belong to a customer; `through`: that of another table's rows."""

    name: str
    about: str
    kept: str
    columns: Mapping[str, Column]
    whose: str = ""
    why: str = ""
    of: str = ""
    through: str = ""
    erased: str = ""

    @property
    def is_personal(self) -> bool:
        return any(column.holds for column in self.columns.values())

    @property
    def emptied(self) -> Iterator[Column]:
        return (column for column in self.columns.values() if column.is_emptied)

    @property
    def said(self) -> Iterator[Column]:
        """What an export shows, in the order of the table."""
        return (column for column in self.columns.values() if column.says)


@dataclass(frozen=True, slots=True)
class Register:
    periods: Mapping[str, Period]
    tables: Mapping[str, Table] = field(default_factory=dict)

    @property
    def of_customers(self) -> Iterator[Table]:
        """The tables whose rows belong to a customer."""
        return (table for table in self.tables.values() if table.of)


@cache
def read() -> Register:
    """The register; raises TypeError or KeyError where it says what code does not know."""
    found = tomllib.loads(REGISTER.read_text("utf-8"))
    periods = {name: Period(**values) for name, values in found["periods"].items()}
    return Register(periods, {name: _table(name, values) for name, values in found["tables"].items()})


def _table(name: str, values: Mapping[str, Any]) -> Table:
    said = dict(values)
    columns = {each: _column(each, value) for each, value in said.pop("columns").items()}
    return Table(name=name, columns=columns, **said)


def _column(name: str, value: str | Mapping[str, Any]) -> Column:
    return Column(name=name, plain=value) if isinstance(value, str) else Column(name=name, **value)


def kept_for(period: str) -> timedelta:
    """How long what has this period is kept; raises ValueError for one without a number."""
    days = read().periods[period].days
    if days is None:
        raise ValueError(f"{period} is no number of days")
    return timedelta(days=days)
