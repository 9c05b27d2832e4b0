"""What a session that only draws has read already: many messages show the same programme and the same texts."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

Read = TypeVar("Read")
KEPT = "kept"


def keep(within: AsyncSession) -> None:
    """From now on, until it is closed: it writes nothing, so that what it has read stays as it is."""
    within.info[KEPT] = {}


def hold(within: AsyncSession, key: tuple[str, ...], found: object) -> None:
    """What was read ahead, together with others; of no use to a session that does not keep."""
    kept = within.info.get(KEPT)
    if kept is not None:
        kept[key] = found


async def once(within: AsyncSession, key: tuple[str, ...], read: Callable[[], Awaitable[Read]]) -> Read:
    """What `read` brings; in a session that keeps it, as it was brought first."""
    kept = within.info.get(KEPT)
    if kept is None:
        return await read()
    if key not in kept:
        kept[key] = await read()
    found: Read = kept[key]
    return found
