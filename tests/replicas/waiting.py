"""Waiting for what a server can't tell by itself."""

import asyncio
from collections.abc import Awaitable, Callable

SOON = 10.0  # seconds, on a slow machine


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """Raises TimeoutError where it does not become true soon."""
    async with asyncio.timeout(SOON):
        while not await true():  # noqa: ASYNC110  (another process does it)
            await asyncio.sleep(0.02)
