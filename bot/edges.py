"""The edges that run beside the doors: made, woken and stopped together."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from bot.directory import Directory
from bot.drops import Drops
from bot.kit.bell import Bell
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.database import Database
from bot.kit.metrics import Metrics
from bot.kit.stopping import Stopping
from bot.kit.vault import Vault
from bot.kit.waits import Waits
from bot.outbox import Outbox
from bot.outbox.budgets import Budgets
from bot.outbox.slack import SlackClients

LAST_WORD = 1.0  # seconds, where nothing is left of it
ENDS_WITHIN = 0.9  # of the time of a polite end; what is left is for what was cut off to be given back


@dataclass(frozen=True, slots=True)
class Edges:
    """What sends, what asks Slack who somebody is, and what works at dropped files."""

    outbox: Outbox
    directory: Directory
    drops: Drops
    bell: Bell
    waits: Waits

    def wake(self) -> None:
        """Something was committed, or time has passed."""
        self.look()
        self.bell.ring()

    def look(self) -> None:
        """The same, in another replica."""
        self.outbox.wake()
        self.directory.wake()
        self.drops.wake()

    @contextlib.asynccontextmanager
    async def running(self, stopping: Stopping) -> AsyncIterator[None]:
        """For as long as the block lasts; what is being done then is done to its end, or given back."""
        runs = (
            self.outbox.run(poll=self.waits.poll),
            self.directory.run(poll=self.waits.idle_poll),
            self.drops.run(poll=self.waits.idle_poll),
        )
        tasks = [asyncio.create_task(run) for run in runs]
        hearing = asyncio.create_task(self.bell.run(self.look))
        try:
            yield
        finally:
            hearing.cancel()
            for edge in (self.outbox, self.directory, self.drops):
                edge.stop()
            _, unfinished = await asyncio.wait(tasks, timeout=stopping.left(ENDS_WITHIN))
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=bool(unfinished))
            with contextlib.suppress(asyncio.CancelledError):
                await hearing
            with contextlib.suppress(SQLAlchemyError, OSError, TimeoutError):  # leases end by themselves, too
                async with asyncio.timeout(stopping.left() or LAST_WORD):
                    await self.outbox.give_back()


def edges(
    settings: Settings,
    database: Database,
    clock: Clock,
    slack: SlackClients,
    vault: Vault,
    *,
    metrics: Metrics,
) -> Edges:
    budgets, waits = Budgets(settings.slack_pace), settings.waits
    outbox = Outbox(database, clock, slack, vault, budgets=budgets, waits=waits, metrics=metrics)
    directory = Directory(database, clock, slack, vault, outbox.wake, budgets=budgets, waits=waits)
    drops = Drops(
        database,
        clock,
        slack,
        vault,
        outbox.wake,
        budgets=budgets,
        waits=waits,
        api_url=settings.slack_api_url,
    )
    return Edges(outbox, directory, drops, Bell(database, waits), waits)
