"""A likeness in the same database: all that somebody has once more, under ids and names of its own."""

import codecs
import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.base import Base
from tests.attacks import cast

TAIL = 12  # hexadecimal digits of an id that its likeness has otherwise
ID = re.compile(r"[0-9a-f]{32}")
KEYS = frozenset({"form_key", "key"})  # unique in a programme, and no ids
# What several customers have in common, and the log, which is only ever added to.
SHARED = frozenset({"program", "workspace", "member", "activity", "rung", "deal", "reference", "audit"})
USERS = ("member", "advocate", "place")
Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Twin:
    """`other`: what the likeness has for whatever is the first's; `ids` are Rung's, `users` are Slack's."""

    ids: frozenset[str]
    users: frozenset[str]
    teams: frozenset[str]
    names: frozenset[str]
    other: Mapping[str, str]
    words: re.Pattern[str]

    def of(self, text: str) -> str:
        """A text about the first, as a text about the likeness."""
        return self.words.sub(lambda found: self.other.get(found[0], found[0]), text)


def programme(file: Path, _user: str) -> Twin:
    """Another programme with the same customers, questions and messages."""
    with sqlite3.connect(file) as database:
        rows = _owned(database)
        ids = {str(row[name]) for each in rows.values() for row in each for name in ("program_id", "id")}
        twin = _twin(ids, rows, cast.named_in(file))
        everything = rows | {"program": _all(database, "program")}
        for table, each in everything.items():
            _insert(database, "INSERT", table, (_likeness(row, twin) for row in each))
    return twin


def customer(file: Path, user: str) -> Twin:
    """Another company of the same programme, with the same people, who were asked the same."""
    with sqlite3.connect(file) as database:
        rows = {table: each for table, each in _owned(database).items() if table not in SHARED}
        (account,) = (row["account_id"] for row in rows["advocate"] if row["slack_user_id"] == user)
        ids = _that_hang_on(account, rows)
        theirs = {table: [row for row in each if row["id"] in ids] for table, each in rows.items()}
        people = (*theirs["advocate"], *theirs["account"])
        named = {row[name] for row in people for name in ("name", "email") if row.get(name)}
        twin = _twin(ids, theirs, named)
        for table, each in theirs.items():
            again = (
                _likeness(row, twin) | {key: f"{row[key]}~" for key in KEYS & row.keys()} for row in each
            )
            _insert(database, "INSERT OR IGNORE", table, again)
    return twin


def is_customer(file: Path, user: str) -> bool:
    with sqlite3.connect(file) as database:
        return any(row["slack_user_id"] == user for row in _all(database, "advocate"))


def _that_hang_on(account: str, rows: Rows) -> set[str]:
    """The ids of a company's rows, of those that name these, and so on."""
    found, before = {account}, set[str]()
    while found != before:
        before = set(found)
        found |= {
            row["id"]
            for each in rows.values()
            for row in each
            if not before.isdisjoint(value for value in row.values() if isinstance(value, str))
        }
    return found


def _twin(ids: Collection[str], rows: Rows, names: Iterable[str]) -> Twin:
    names = {name for name in names if not name.isdecimal()}  # a number reads alike for both
    spelt = {each for name in names for each in (name, name.lower())}
    users = {row["slack_user_id"] for table in USERS for row in rows.get(table, ()) if row["slack_user_id"]}
    teams = {row["team_id"] for row in rows.get("workspace", ())}
    other = {id_: _turned(id_) for id_ in ids} | {id_: f"{id_[0]}1{id_[2:]}" for id_ in users | teams}
    other |= {name: codecs.encode(name, "rot13") for name in spelt}
    any_name = "|".join(re.escape(name) for name in sorted(spelt, key=len, reverse=True))
    words = re.compile(rf"{ID.pattern}|\b[A-Z][A-Z0-9]{{3,}}\b|\b(?:{any_name})\b")
    return Twin(frozenset(ids), frozenset(users), frozenset(teams), frozenset(names), other, words)


def _turned(id_: str) -> str:
    return f"{id_[:-TAIL]}{int(id_[-TAIL:], 16) ^ (16**TAIL - 1):0{TAIL}x}"


def _likeness(row: dict[str, Any], twin: Twin) -> dict[str, Any]:
    return {name: twin.of(value) if isinstance(value, str) else value for name, value in row.items()}


def _owned(database: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """By table, the rows that belong to a programme."""
    tables = [table for table in Base.metadata.sorted_tables if {"program_id", "id"} <= {*table.c.keys()}]
    return {table.name: _all(database, table.name) for table in tables}


def _all(database: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    found = database.execute(f"SELECT * FROM {table}")  # noqa: S608
    names = [each[0] for each in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def _insert(database: sqlite3.Connection, how: str, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        names = ", ".join(f'"{name}"' for name in row)
        database.execute(f"{how} INTO {table} ({names}) VALUES ({marks})", [*row.values()])
