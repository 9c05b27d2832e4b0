"""Which function hears which id: each noun's module lists its routes, and the table joins them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.answers import Answer
from handlers.payloads import Heard, Kind
from models.member import Actor


@dataclass(frozen=True, slots=True)
class Turn:
    """What a handler is given: a session inside the turn's transaction, both hands of the clock, who and what."""

    session: AsyncSession
    now: datetime
    real: datetime
    actor: Actor
    heard: Heard
    host: str = ""  # by which browsers reach us, where Rung can be installed


Handler = Callable[[Turn], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Route:
    """One id of one kind, and its function. `writes` False: a look, which takes no turn at the writer.

    `patient`: it concerns everybody, and may take longer than Slack waits.
    """

    kind: Kind
    id: str
    handler: Handler
    writes: bool = True
    patient: bool = False


Table = Mapping[tuple[Kind, str], Route]


def build(routes: Iterable[Route]) -> Table:
    """Raises ValueError where two functions want the same id."""
    table: dict[tuple[Kind, str], Route] = {}
    for route in routes:
        if (route.kind, route.id) in table:
            raise ValueError(f"two handlers for {route.kind} {route.id}")
        table[route.kind, route.id] = route
    return table
