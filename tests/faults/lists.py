"""The six lists of proofs, in parts that run side by side.

First stands what keeps two processors busy, which would otherwise hold one while it waits for the second; then those
that take longest.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from sandbox.switches import Name
from tests.faults import clocks, days, disk, fuzz, kills, races, restart, slack, stories
from tests.faults.proof import Proof

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(frozen=True, slots=True)
class Part:
    """`column`: of the list's table. `prove` takes a scale, and before it the address of a fresh `database`, if any.

    `hands`: processors that it keeps busy.
    """

    list: int
    column: str
    prove: Callable[..., Awaitable[Proof]]
    database: str = ""
    hands: int = 1

    @property
    def name(self) -> str:
        return f"{self.list} {self.column}"


PARTS = (
    Part(2, POSTGRESQL, kills.side_by_side, POSTGRESQL, hands=2),
    Part(1, SQLITE, kills.alone, SQLITE),
    Part(1, POSTGRESQL, kills.alone, POSTGRESQL),
    Part(6, SQLITE, fuzz.prove, SQLITE),
    Part(5, POSTGRESQL, races.prove, POSTGRESQL),
    Part(5, SQLITE, races.prove, SQLITE),
    Part(6, POSTGRESQL, fuzz.prove, POSTGRESQL),
    Part(3, POSTGRESQL, slack.prove, POSTGRESQL),
    Part(3, SQLITE, slack.prove, SQLITE),
    Part(4, "strange days", days.prove),
    Part(4, POSTGRESQL, clocks.prove, POSTGRESQL),
    Part(4, SQLITE, clocks.prove, SQLITE),
    Part(4, "full disk", disk.prove, SQLITE),
    Part(4, "restarts", restart.prove),
)
ALL_STORIES = tuple(Part(3, str(fault), partial(stories.prove, str(fault))) for fault in Name)
