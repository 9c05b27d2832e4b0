"""What every section of a digest is made of: a sentence, its blocks, and buttons that only managers may press."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.kit.ids import Action, encode, variant
from bot.kit.text import foreign
from bot.views.blocks import Block, Element, button, section

QUEUED = "; the others are in `/rung queue`"
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


class Do(StrEnum):
    """What a manager can do from a digest about one thing that it names."""

    APPROVE = "approve"
    LOOK = "look"
    STOP = "stop"
    REST = "rest"
    END_REST = "end_rest"
    CLEAR = "clear"
    FINE = "fine"
    TAKE = "take"
    CHASE = "chase"
    GIVE = "give"
    COMPANY = "company"
    SUGGEST = "suggest"


@dataclass(frozen=True, slots=True)
class Part:
    """`said`: the section in a sentence; `blocks` are shown whatever happens, `rows` under it as room allows."""

    said: str
    blocks: Sequence[Block] = field(default_factory=list)
    rows: Sequence[Sequence[Block]] = field(default_factory=list)  # things to decide, what presses most first
    total: int = 0  # of such things, with those that are not here
    which: str = QUEUED  # of them stand here, where not all do
    waits: int = 0  # how many of its decisions are still open


@dataclass(frozen=True, slots=True)
class At:
    """For whom and when it is drawn."""

    zone: str
    now: datetime


def act(label: str, do: Do, subject: str, **more: str) -> Element:
    return button(label, variant(Action.DIGEST, do), encode(do, subject), style=more.get("style"))


def who(title: str, account: str) -> str:
    """A customer as everybody in a channel may know them."""
    return f"*{foreign(title, 100)}, {foreign(account, 100)}*"


def number(count: int) -> str:
    """Three, but 14."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def heading(said: str, shown: int, total: int, which: str) -> Block:
    """What a section is about, and which of it stand here."""
    rest = f" Here are {shown}{which}." if total > shown else ""
    return section(f"*{said}*{rest}")
