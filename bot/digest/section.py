"""What a section of the digest is: what it keeps of its moment, and how it is drawn later."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.views.digest.part import At, Part
from models.account import Account
from models.ask import WholeAsk
from models.block import Block
from models.company_approval import CompanyApproval
from models.debrief import Debrief
from models.program import Program
from models.task import WholeTask

NAMES = "names"
Kept = dict[str, Any]  # as JSON, the names among it
Row = TypeVar("Row")


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


class About(StrEnum):
    """What the names of a section are the ids of."""

    ASKS = "asks"
    FAVOURS = "favours"  # asks too, with what their seller has said
    TASKS = "tasks"
    ADVOCATES = "advocates"
    ACCOUNTS = "accounts"
    APPROVALS = "approvals"  # of companies
    PROMOTERS = "promoters"  # advocates too, with what their owner was told to suggest
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Present:
    """What all sections of a digest name, as it stands now: read at once."""

    asks: Mapping[str, WholeAsk]
    tasks: Mapping[str, WholeTask]
    sides: Mapping[str, Debrief]
    rests: Mapping[str, Block]
    gave: Mapping[str, datetime] = field(default_factory=dict)  # by account, when it last moved
    approvals: Mapping[str, tuple[CompanyApproval, Account]] = field(default_factory=dict)
    first_steps: Mapping[str, WholeTask] = field(default_factory=dict)


Freeze = Callable[[AsyncSession, Moment], Awaitable[Frozen | None]]
Draw = Callable[[Kept, Present, At], Part]


@dataclass(frozen=True, slots=True)
class Section:
    """`freeze` gives None where there is nothing to say; `draw` shows what was kept beside what is present."""

    name: str
    about: About
    freeze: Freeze
    draw: Draw


def listed(ids: Sequence[str], total: int) -> Frozen | None:
    """What most sections keep beside the names: how many there were in all."""
    return Frozen({"total": total}, ids) if ids else None


def named(kept: Kept, rows: Mapping[str, Row]) -> list[Row]:
    """The rows of what was named, in its order."""
    return [rows[name] for name in kept[NAMES] if name in rows]
