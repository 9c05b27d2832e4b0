"""The kinds of files that can be imported, and the columns of each."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Kind(StrEnum):
    ACCOUNTS = "accounts"
    ADVOCATES = "advocates"
    DEALS = "deals"
    ACTIVITIES = "activities"
    CONSENTS = "consents"
    BLOCKS = "blocks"
    STORIES = "stories"
    NPS = "nps"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: our name for it, other headings it is known by, and how its cells are read."""

    name: str
    help: str
    cell: str = "text"  # a reader of cells.py
    needed: bool = False
    most: int | None = None  # characters; for a list, of each word
    also: Sequence[str] = ()
    weaker: Sequence[str] = ()  # headings that are taken only where no other is there
    instead: Sequence[str] = ()  # columns that make up for this one
    quiet: bool = False  # understood, but not in the template
    choices: Mapping[str, Sequence[str]] = field(
        default_factory=dict
    )  # each with what it is called elsewhere


@cache
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("bot.rules.importing") / "columns.toml").read_text("utf-8"))


def title(kind: Kind) -> str:
    """What such a file holds, in words."""
    return str(_file()[kind]["title"])


@cache
def columns(kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind, in the order of its template."""
    return tuple(_column(each) for each in _file()[kind]["columns"])


def _column(said: dict[str, Any]) -> Column:
    weaker = said.get("else", ())
    return Column(**{name: value for name, value in said.items() if name != "else"}, weaker=weaker)
