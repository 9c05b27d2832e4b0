"""Workspaces drained side by side, each by one worker at a time, woken by commits and by a poll."""

import asyncio
import contextlib
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot import workspaces
from bot.advocates import invitations
from bot.asks import record
from bot.givebacks import arrival
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.kit.waits import Waits
from bot.managers import channel
from bot.outbox.budgets import Budgets
from bot.outbox.delivery import LEASE, Delivery
from bot.outbox.slack import SlackClients
from bot.outbox.verdicts import Fate, Verdict, judge
from models import message as messages
from models import workspace as workspace_rows
from models.base import new_id
from models.message import Message, MessageKind, MessageState

CALL_FAILED = (SlackApiError, ClientError, TimeoutError, OSError)
BATCH = 10
ARRIVED = frozenset({"posted", "adopted"})
TO_CUSTOMERS = frozenset({
    MessageKind.ASK,
    MessageKind.INVITATION,
    MessageKind.OWN_PAGE,
    MessageKind.BRIEF,
    MessageKind.DEBRIEF,
    MessageKind.OUTCOME,
    MessageKind.GIVEBACK,
    MessageKind.NUDGE,
})  # fmt: skip


class Outbox:
    """The running edge. It decides nothing: the rows say what is due, the views what it looks like."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        slack: SlackClients,
        vault: Vault,
        *,
        budgets: Budgets,
        waits: Waits,
    ) -> None:
        self._database, self._clock, self._slack, self._vault = database, clock, slack, vault
        self._budgets, self._waits = budgets, waits
        self._worker = new_id()
        self._woken = asyncio.Event()
        self._drains: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._begun = 0
        self._stopped = False

    def wake(self) -> None:
        """Something may have become due: called after each commit, and when business time was moved."""
        self._woken.set()

    async def run(self, *, poll: float = 1.0) -> None:
        """Drain whatever is due, until stopped; `poll` in seconds. What is being sent then is sent to its end."""
        while not self._stopped:
            self._woken.clear()
            await self._start_drains()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(poll):
                    await self._woken.wait()
        await asyncio.gather(*self._drains.values(), return_exceptions=True)

    def stop(self) -> None:
        """Begin nothing new. Not by cancelling: a post that is cut off would be in doubt."""
        self._stopped = True
        self.wake()

    async def settled(self) -> None:
        """Come back when nothing more can be sent now: what is left waits for an hour, an answer or Slack."""
        while await self._start_drains():
            await asyncio.gather(*self._drains.values(), return_exceptions=True)

    async def _start_drains(self) -> bool:
        """False: no workspace has anything to send now, and none is being drained."""
        begun, draining = self._begun, bool(self._drains)
        try:
            async with self._database.reading() as session:
                due = await messages.due_workspaces(
                    session, now=self._clock.business(), real=self._clock.real()
                )
        except Exception:  # noqa: BLE001  (the edge: the database may be away for a while, the poll comes back)
            log.logger().exception("outbox_scan_failed")
            return False
        for place in due:
            if place not in self._drains:
                task = asyncio.create_task(self._drain(*place))
                self._drains[place] = task
                self._begun += 1
                task.add_done_callback(partial(self._drained, place))
        return draining or self._begun > begun

    def _drained(self, place: tuple[str, str], _task: asyncio.Task[None]) -> None:
        self._drains.pop(place, None)

    async def _drain(self, program_id: str, workspace_id: str) -> None:
        """Lease one workspace and send what is due there."""
        real = self._clock.real()
        async with self._database.transaction() as session:
            leased = await workspace_rows.lease(
                session, program_id, workspace_id, worker=self._worker, real=real, until=real + LEASE
            )
        if not leased:
            return
        not_before: datetime | None = None
        try:
            delivery = await self._delivery(program_id, workspace_id)
            while not_before is None and not self._stopped and self._clock.real() < real + LEASE / 3:
                rows = await self._claim(program_id, workspace_id)
                if not rows:
                    break
                waits = await asyncio.gather(*(self._deliver(delivery, row) for row in rows))
                not_before = max((wait for wait in waits if wait is not None), default=None)
        except Exception:  # noqa: BLE001  (the edge: whatever was claimed is due again when its lease ends)
            log.logger().exception("outbox_drain_failed", workspace=workspace_id)
            not_before = self._clock.real() + timedelta(seconds=self._waits.poll)
        finally:
            async with self._database.transaction() as session:
                await workspace_rows.release(
                    session, program_id, workspace_id, worker=self._worker, not_before=not_before
                )
        self.wake()

    async def _delivery(self, program_id: str, workspace_id: str) -> Delivery:
        async with self._database.reading() as session:
            workspace = await workspace_rows.get(session, program_id, workspace_id)
        client = self._slack.client(self._vault.open(workspace.token))
        budget = self._budgets.of(workspace_id)
        return Delivery(self._database, self._clock, client, budget, self._worker)

    async def _claim(self, program_id: str, workspace_id: str) -> list[Message]:
        real = self._clock.real()
        async with self._database.transaction() as session:
            rows = await messages.claim(
                session,
                program_id,
                workspace_id,
                now=self._clock.business(),
                real=real,
                worker=self._worker,
                lease_until=real + LEASE,
                most=BATCH,
            )
            return list(rows)

    async def _deliver(self, delivery: Delivery, message: Message) -> datetime | None:
        """Send one row; the instant before which Slack wants nothing more for this workspace, if it said so."""
        try:
            done = await delivery.deliver(message)
        except CALL_FAILED as problem:
            return await self._failed(delivery, message, judge(problem))
        except Exception:  # noqa: BLE001  (the edge: a row that we can't draw is set aside, the others go on)
            log.logger().exception("message_stuck", message=message.id, kind=message.kind)
            await delivery.settle(message, state=MessageState.STUCK, error="unexpected")
            return None
        log.logger().info("message", message=message.id, kind=message.kind, done=done)
        if done in ARRIVED and message.kind in TO_CUSTOMERS:
            await self._reached(message)
        return None

    async def _failed(self, delivery: Delivery, message: Message, verdict: Verdict) -> datetime | None:
        """Act on Slack's answer as the table says; an instant ends this drain, and none starts before it."""
        log.logger().warning(
            "message_failed", message=message.id, kind=message.kind, error=verdict.error, fate=verdict.fate
        )
        attempts = message.attempts + 1
        wait = delivery.after(verdict.retry_after or self._waits.before(attempts))
        # A doubt from before stays one, if it was the look into the conversation that failed.
        kept: dict[str, Any] = {
            "attempts": attempts,
            "error": verdict.error,
            "claimed_at": message.claimed_at,
        }
        if verdict.fate is Fate.GONE or _may_not_group(message, verdict):
            await self._gone(delivery, message, kept)
        elif verdict.fate is Fate.BUG:
            await delivery.settle(message, state=MessageState.STUCK, **kept)
        elif verdict.fate is Fate.WORKSPACE:
            await delivery.settle(message, **kept)
            await self._pause(message, verdict.error)
            return self._clock.real()
        else:
            await self._later(delivery, message, verdict, wait, kept)
        return wait if verdict.retry_after is not None else None

    async def _later(
        self,
        delivery: Delivery,
        message: Message,
        verdict: Verdict,
        wait: datetime,
        kept: dict[str, Any],
    ) -> None:
        if verdict.fate is Fate.DOUBT and message.ts is None:
            # What was claimed stays so: the next try looks first whether this one arrived.
            del kept["claimed_at"]
            async with self._database.transaction() as session:
                await messages.settle(
                    session,
                    message.program_id,
                    message.id,
                    worker=self._worker,
                    lease_until=wait,
                    **kept,
                )
        else:
            await delivery.settle(message, retry_at=wait, priority=message.priority, **kept)

    async def _gone(self, delivery: Delivery, message: Message, kept: dict[str, Any]) -> None:
        """Never again to this recipient; a question to a customer takes another road in the same transaction."""
        async with self._database.transaction() as session:
            await record.undelivered(session, message, kept["error"], now=self._clock.business())
            await invitations.undelivered(session, message, now=self._clock.business())
            await arrival.undelivered(session, message, now=self._clock.business())
            await delivery.settle_in(session, message, state=MessageState.GONE, **kept)
            if message.in_channel:
                await channel.fall_back(session, message, now=self._clock.business())
            if message.kind is MessageKind.LINE:  # the seller's own says which channel did not take it
                await messages.touch(
                    session, message.program_id, [message.subject], now=self._clock.business()
                )

    async def _reached(self, message: Message) -> None:
        async with self._database.transaction() as session:
            await record.reached(session, message.program_id, message.recipient, now=self._clock.business())

    async def _pause(self, message: Message, reason: str) -> None:
        async with self._database.transaction() as session:
            await workspaces.pause(
                session, message.program_id, message.workspace_id, reason, now=self._clock.business()
            )


def _may_not_group(message: Message, verdict: Verdict) -> bool:
    """Was it installed before groups were asked for? That stops nothing else: two are introduced by hand."""
    return message.kind is MessageKind.INTRODUCTION and verdict.error == "missing_scope"
