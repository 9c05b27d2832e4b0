"""What a section of the digest is: what it keeps of its moment, and how it is drawn later."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.views.digest.part import At, Part
from models.program import Program

Kept = dict[str, Any]  # as JSON


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment a digest is about: the programme, its Monday, and when it was taken."""

    program: Program
    week: date
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is kept, and what it names: when one of these changes, the digest is drawn again."""

    kept: Kept
    names: Sequence[str] = field(default_factory=list)


Freeze = Callable[[AsyncSession, Moment], Awaitable[Frozen | None]]
Draw = Callable[[AsyncSession, str, Kept, At], Awaitable[Part]]


@dataclass(frozen=True, slots=True)
class Section:
    """`freeze` gives None where there is nothing to say; `draw` is given the program and what was kept."""

    name: str
    freeze: Freeze
    draw: Draw


def listed(ids: Sequence[str], total: int) -> Frozen | None:
    """What most sections keep: some ids, and how many there were in all."""
    return Frozen({"ids": list(ids), "total": total}, ids) if ids else None
