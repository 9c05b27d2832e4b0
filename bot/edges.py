"""The edges that run beside the doors: made, woken and stopped together."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.directory import Directory
from bot.drops import Drops
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.kit.waits import Waits
from bot.outbox import Outbox
from bot.outbox.budgets import Budgets
from bot.outbox.slack import SlackClients


@dataclass(frozen=True, slots=True)
class Edges:
    """What sends, what asks Slack who somebody is, and what works at dropped files."""

    outbox: Outbox
    directory: Directory
    drops: Drops
    waits: Waits

    def wake(self) -> None:
        """Something was committed, or time has passed."""
        self.outbox.wake()
        self.directory.wake()
        self.drops.wake()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """For as long as the block lasts; what is being done then is done to its end, or given back."""
        runs = (
            self.outbox.run(poll=self.waits.poll),
            self.directory.run(poll=self.waits.idle_poll),
            self.drops.run(poll=self.waits.idle_poll),
        )
        tasks = [asyncio.create_task(run) for run in runs]
        try:
            yield
        finally:
            for edge in (self.outbox, self.directory, self.drops):
                edge.stop()
            await asyncio.gather(*tasks)


def edges(settings: Settings, database: Database, clock: Clock, slack: SlackClients, vault: Vault) -> Edges:
    budgets, waits = Budgets(settings.slack_pace), settings.waits
    outbox = Outbox(database, clock, slack, vault, budgets=budgets, waits=waits)
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
    return Edges(outbox, directory, drops, waits)
