"""Workspaces drained side by side, each by one worker at a time, woken by commits and by a poll."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from sqlalchemy import exc

from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.metrics import Metrics
from bot.kit.vault import Vault
from bot.kit.waits import Waits
from bot.outbox import fates
from bot.outbox.book import Book
from bot.outbox.budgets import Budgets
from bot.outbox.delivery import Delivery
from bot.outbox.slack import SlackClients
from bot.outbox.verdicts import Fate, Verdict, judge
from models import outgoing, upkeep
from models import workspace as workspaces
from models.base import new_id
from models.message import Message
from models.outgoing import Claimed
from models.workspace import Workspace

CALL_FAILED = (SlackApiError, ClientError, TimeoutError, OSError)
DATABASE_FAILED = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
AWAY = 3  # lost answers one after the other: Slack is away, and each more would be one more doubt
ARRIVED = frozenset({"posted", "adopted"})
SIDE_BY_SIDE = (
    250  # workspaces that are drained at once; the others wait in the order in which they became due
)
ON_THEIR_WAY = 200  # rows of all of them together, so that none waits for many of another
MOST, LEAST = 80, 4  # rows of one workspace on their way at once
TURNS = 3  # in the time of a lease: then a workspace is let go, for others that wait
RENEWALS = 3  # in a turn


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
        metrics: Metrics | None = None,
    ) -> None:
        self._slack, self._vault, self._budgets, self._waits = slack, vault, budgets, waits
        self._clock, self._database, self._metrics = clock, database, metrics or Metrics()
        self._book = Book(database, clock, new_id(), timedelta(seconds=waits.lease))
        self._woken = asyncio.Event()
        self._drains: dict[tuple[str, str], Drain] = {}
        self._running = set[asyncio.Task[None]]()
        self._begun = 0
        self._stopped = False

    def wake(self) -> None:
        """Something may have become due: called after each commit, and when business time was moved."""
        self._woken.set()
        for drain in self._drains.values():
            drain.wake()

    async def run(self, *, poll: float = 1.0) -> None:
        """Drain whatever is due, until stopped; `poll` in seconds. What is being sent then is sent to its end."""
        while not self._stopped:
            self._woken.clear()
            await self._start_drains()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(poll):
                    await self._woken.wait()
        await self._landed()

    async def give_back(self) -> None:
        """What a stop cut off: a row that was not being posted is due again, one that was is in doubt."""
        async with self._database.transaction() as session:
            await upkeep.give_back(session, worker=self._book.worker, real=self._clock.real())

    def stop(self) -> None:
        """Begin nothing new. What waits is given back; a post is not cut off, which would leave it in doubt."""
        self._stopped = True
        self.wake()
        for drain in self._drains.values():
            drain.stop()

    async def settled(self) -> None:
        """Come back when nothing more can be sent now: what is left waits for an hour, an answer or Slack."""
        while await self._start_drains():
            await self._landed()

    async def _landed(self) -> None:
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _start_drains(self) -> bool:
        """False: no workspace has anything to send now, and none is being drained."""
        begun, draining = self._begun, bool(self._drains)
        try:
            async with self._book.reading() as session:
                due = await outgoing.due_workspaces(
                    session, now=self._clock.business(), real=self._clock.real()
                )
        except Exception:  # noqa: BLE001  (the edge: the database may be away for a while, the poll comes back)
            log.logger().exception("outbox_scan_failed")
            return False
        for place in due:
            if place not in self._drains and len(self._drains) < SIDE_BY_SIDE and not self._stopped:
                self._begin(place)
        return draining or self._begun > begun

    def _begin(self, place: tuple[str, str]) -> None:
        drain = Drain(self._book, place, self._delivery, self._share)
        self._drains[place] = drain
        self._begun += 1
        task = asyncio.create_task(drain.run())
        self._running.add(task)
        task.add_done_callback(partial(self._drained, place))

    def _drained(self, place: tuple[str, str], task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        del self._drains[place]
        problem = None if task.cancelled() else task.exception()
        if problem is None:
            self._woken.set()
        else:  # the database was away: its lease ends by itself, and the poll comes back
            log.logger().error("outbox_lease_kept", workspace=place[1], exc_info=problem)

    def _share(self) -> int:
        """How many rows of one workspace may be on their way at once."""
        return max(LEAST, min(MOST, ON_THEIR_WAY // len(self._drains)))

    def _delivery(self, workspace: Workspace, since: datetime) -> Delivery:
        client = self._slack.client(self._vault.open(workspace.token))
        return Delivery(self._book, client, since, self._budgets.of(workspace.id), self._waits, self._metrics)


class Drain:
    """One workspace for a while. Rows are claimed while earlier ones are on their way, so that none holds up all."""

    def __init__(
        self,
        book: Book,
        place: tuple[str, str],
        delivery_to: Callable[[Workspace, datetime], Delivery],
        share: Callable[[], int],
    ) -> None:
        self._book, self._place, self._delivery_to, self._share = book, place, delivery_to, share
        self._on_their_way: dict[str, asyncio.Task[None]] = {}
        self._delivery: Delivery | None = None
        self._not_before: datetime | None = None
        self._more, self._hurried, self._ended = True, True, False
        self._changed = asyncio.Event()
        self._renewed = 0.0
        self._turn = self._book.lease.total_seconds() / TURNS
        self._problem: BaseException | None = None
        self._lost = 0

    def wake(self) -> None:
        self._more = self._hurried = True
        self._changed.set()

    def stop(self) -> None:
        """Claim nothing more, and give back what was not begun."""
        self._ended = True
        self._changed.set()
        if self._delivery is not None:
            self._delivery.close()

    async def run(self) -> None:
        """Lease the workspace and send what is due there."""
        loop = asyncio.get_running_loop()
        self._renewed = loop.time()
        real = self._book.clock.real()
        async with self._book.transaction() as session:
            workspace = await workspaces.lease(
                session, *self._place, worker=self._book.worker, real=real, until=real + self._book.lease
            )
        if workspace is None:
            return
        try:
            self._delivery = self._delivery_to(workspace, real)
            await self._go_on(self._delivery, until=loop.time() + self._turn)
            # What waits, for Slack's rate or for a doubt to end, would keep the workspace from others.
            self._delivery.hurry()
        except Exception:  # noqa: BLE001  (the edge: whatever was claimed is due again when its lease ends)
            log.logger().exception("outbox_drain_failed", workspace=workspace.id)
            self._not_before = self._delivery.after(self._delivery.waits.poll) if self._delivery else None
            self.stop()
        finally:
            await asyncio.gather(*self._on_their_way.values(), return_exceptions=True)
            await self._release()

    async def _release(self) -> None:
        async with self._book.transaction() as session:
            await workspaces.release(
                session, *self._place, worker=self._book.worker, not_before=self._not_before
            )

    async def _go_on(self, delivery: Delivery, *, until: float) -> None:
        loop = asyncio.get_running_loop()
        while not self._ended and loop.time() < until:
            share = self._share()
            room = share - len(self._on_their_way)
            if self._problem is not None:
                raise self._problem
            if self._more and room >= (1 if self._hurried else share * 3 / 4):
                self._more = self._hurried = False
                claimed = await self._claim(room)
                self._more = self._more or len(claimed) == room
                for each in claimed:
                    self._send(delivery, each)
            elif self._on_their_way:
                self._changed.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout_at(until):
                        await self._changed.wait()
            else:
                break

    async def _claim(self, most: int) -> Sequence[Claimed]:
        """Rows for this worker. One that is on its way already is not taken twice, whatever the clock says."""
        loop, clock = asyncio.get_running_loop(), self._book.clock
        async with self._book.transaction() as session:
            real = clock.real()
            until = real + self._book.lease
            if loop.time() > self._renewed + self._turn / RENEWALS:
                self._renewed = loop.time()
                if not await workspaces.renew(session, *self._place, worker=self._book.worker, until=until):
                    self._ended = True
                    return []
            found = await outgoing.claim(
                session,
                *self._place,
                now=clock.business(),
                real=real,
                worker=self._book.worker,
                until=until,
                most=most,
            )
        return [each for each in found if each.message.id not in self._on_their_way]

    def _send(self, delivery: Delivery, claimed: Claimed) -> None:
        id_ = claimed.message.id
        task = asyncio.create_task(self._deliver(delivery, claimed))
        self._on_their_way[id_] = task
        task.add_done_callback(partial(self._landed, id_))

    def _landed(self, id_: str, task: asyncio.Task[None]) -> None:
        del self._on_their_way[id_]
        self._problem = (None if task.cancelled() else task.exception()) or self._problem
        self._changed.set()

    async def _deliver(self, delivery: Delivery, claimed: Claimed) -> None:
        """Send one row. Where Slack wants nothing more for this workspace, the drain ends."""
        message = claimed.message
        try:
            done = await delivery.deliver(claimed)
        except CALL_FAILED as problem:
            await self._failed(delivery, message, judge(problem))
            return
        except asyncio.CancelledError:
            await delivery.give_back(message)
            return
        except DATABASE_FAILED:
            raise  # the row is due again, or in doubt, when its lease ends
        except Exception:  # noqa: BLE001  (the edge: a row that we can't draw is set aside, the others go on)
            log.logger().exception("message_stuck", message=message.id, kind=message.kind)
            delivery.metrics.failures.labels("unexpected").inc()
            await delivery.stuck(message, error="unexpected")
            return
        delivery.metrics.messages.labels(done).inc()
        self._lost = 0
        log.logger().info("message", message=message.id, kind=message.kind, done=done)
        if done in ARRIVED and claimed.unreached:
            await fates.reached(delivery, message)

    async def _failed(self, delivery: Delivery, message: Message, verdict: Verdict) -> None:
        """Slack did not take it. Where it wants nothing more for this workspace, or is away, the drain ends."""
        not_before = await fates.failed(delivery, message, verdict)
        self._lost += verdict.fate is Fate.DOUBT
        if not_before is None and self._lost >= AWAY:
            not_before = delivery.after(delivery.waits.before(message.attempts))
        if not_before is not None:
            self._not_before = max(not_before, self._not_before or not_before)
            self.stop()
