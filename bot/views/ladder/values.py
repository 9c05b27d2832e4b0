"""What the windows of the ladder show."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.ladder import Ladder, Step
from models.ladder_version import LadderVersion


@dataclass(frozen=True, slots=True)
class LadderNow:
    """The ladder as it stands; `version` is what a change of it is written for."""

    ladder: Ladder
    version: int
    retired: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Moving:
    """A customer who would stand on another rung; 0 is none yet."""

    name: str
    account: str
    came_from: int
    to: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change does: in sentences, and to whom. `total` of them move, the first are shown."""

    ladder: Ladder
    changes: Sequence[str]
    moving: Sequence[Moving] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """A page of versions, the newest first."""

    versions: Sequence[LadderVersion]
    page: int
    more: bool
    zone: str
