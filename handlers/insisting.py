"""Calls that can't wait for the outbox, because a person looks at the screen: tried again while Slack still listens."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.outbox.verdicts import Fate, judge

SLACK_FAILED = (SlackApiError, ClientError, TimeoutError, OSError)
WITHIN = 2.0  # real seconds: a trigger lives for three, and so long Slack waits for the acknowledgement
PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Insisting:
    """`happened`: the errors by which Slack says, at a further try, that the try before it did arrive.

    `doubts`: how many tries may end without a word on whether they arrived.
    """

    happened: frozenset[str] = frozenset()
    doubts: int = 20

    async def __call__(self, call: Callable[[], Awaitable[object]]) -> None:
        """Raises one of SLACK_FAILED where Slack refuses, or is away for too long."""
        doubts = 0
        async with asyncio.timeout(WITHIN):
            while True:
                try:
                    await call()
                except SLACK_FAILED as problem:
                    verdict = judge(problem)
                    if verdict.error in self.happened:
                        if doubts:
                            return
                        raise
                    doubts += verdict.fate is Fate.DOUBT
                    if verdict.fate not in {Fate.LATER, Fate.DOUBT} or doubts >= self.doubts:
                        raise
                else:
                    return
                await asyncio.sleep(verdict.retry_after or PAUSE)
