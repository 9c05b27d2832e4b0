"""The scheduler's ticks. What is due is a query; any number of replicas may tick."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import approvals, leaving, recaps, standings
from bot.asks import course, passing
from bot.digest import course as digest_course
from bot.digest import looks
from bot.favours import course as favours
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.metrics import Metrics
from bot.kit.passing import away
from bot.nps import asking as nps
from bot.nudges import course as nudge_course
from bot.nudges import sweep
from bot.privacy import retention
from bot.surveys import asking as surveys
from models import ask as asks
from models import climb, company_approval, rounds
from models import debrief as debriefs
from models import digest as digests
from models import due as dues
from models import event as events
from models import install as installs
from models import leaving as leaving_rows
from models import nudge as nudges
from models import sweep as sweeps
from models import task as tasks
from models import upload as uploads
from models.privacy import erasing
from models.privacy.register import kept_for

BATCH = 100
FORGET_EVERY = 3600  # seconds


class Scan(Protocol):
    """(program, row) of what is due, in all programs, the longest due first."""

    def __call__(
        self, session: AsyncSession, *, now: datetime, most: int
    ) -> Awaitable[Sequence[tuple[str, str]]]: ...


class Act(Protocol):
    """Act for one row. False: another replica, or an answer, was first."""

    def __call__(
        self, session: AsyncSession, program_id: str, row_id: str, /, *, now: datetime
    ) -> Awaitable[bool]: ...


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of wait: the query that says what is due, and what is done then."""

    name: str
    due: Scan
    act: Act


# The order matters to a tick that catches up weeks at once: what comes later builds on what came before.
# Deadlines first: people wait for them, and digests tell what they leave. Standings before whatever reads them:
# digests, recaps, sweeps. Digests before sweeps: they begin the holdout, and pause proposals that do harm.
# Proposals that lapsed before a sweep makes new ones.
# Recaps, surveys, sweeps and NPS share a customer's contact budget: first what asks for nothing and belongs to its
# quarter, then what belongs to one delivery, then a next step that suits them; a score can be asked on any other day.
WORK = (
    Work("asks", asks.due, course.clock_ran_out),
    Work("relays", tasks.due, passing.clock_ran_out),
    Work("debriefs", debriefs.due, favours.clock_ran_out),
    Work("company_approvals", company_approval.due, approvals.clock_ran_out),
    Work("standings", climb.due, standings.clock_ran_out),
    Work("digests", digests.due, digest_course.clock_ran_out),
    Work("looks", digests.looks_due, looks.clock_ran_out),
    Work("recaps", rounds.recaps_due, recaps.clock_ran_out),
    Work("surveys", rounds.surveys_due, surveys.round_of),
    Work("nudges", nudges.due, nudge_course.clock_ran_out),
    Work("weekly sweeps", sweeps.programs_due, sweep.clock_ran_out),
    Work("sweeps", sweeps.due, sweep.go_on),
    Work("nps", rounds.nps_due, nps.round_of),
    Work("purges", leaving_rows.due, leaving.clock_ran_out),
)


class Scheduler(AsyncIOScheduler):  # type: ignore[misc] # it comes without types
    """APScheduler, whose times are those of the wall clock, also where that is set.

    Set back an hour, nobody waits for an hour; set forward, nobody counts through all that was missed.
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__(timezone="UTC")
        self._clock = clock

    def wakeup(self) -> None:
        """Called when a wait is over, which no clock on the wall can prolong."""
        real = self._clock.real()
        for job in self.get_jobs():
            if abs(job.next_run_time - real) > job.trigger.interval:
                job.modify(next_run_time=real)
        super().wakeup()


class Ticks:
    """Two clocks: one for whatever is due, one for what may be forgotten."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        wake: Callable[[], None],
        *,
        seconds: float,
        works: Sequence[Work] = WORK,
        metrics: Metrics | None = None,
    ) -> None:
        self._database, self._clock, self._wake, self._works = database, clock, wake, works
        self._metrics = metrics or Metrics()
        self._running, self._stopping = asyncio.Lock(), False
        self._hurried: set[asyncio.Task[int]] = set()
        self._scheduler = Scheduler(clock)
        options = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._scheduler.add_job(self.tick, "interval", seconds=seconds, id="tick", **options)
        self._scheduler.add_job(self.forget, "interval", seconds=FORGET_EVERY, id="forget", **options)

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking, and let a tick that has begun finish the row at which it is."""
        self._stopping = True
        self._scheduler.pause()  # its shutdown would cancel what runs
        await asyncio.gather(*self._hurried, return_exceptions=True)
        async with self._running:
            self._scheduler.shutdown(wait=False)

    def hurry(self) -> None:
        """Business time was moved: look at once, not at the next tick."""
        task = asyncio.get_running_loop().create_task(self.tick())
        self._hurried.add(task)
        task.add_done_callback(self._hurried.discard)

    async def tick(self) -> int:
        """Act for every row whose clock ran out, each in its own transaction; how many there were."""
        async with self._running, self._measured():
            done = dict.fromkeys((work.name for work in self._works), 0)
            try:
                for work in self._works:
                    done[work.name] = await self._all(work)
            except SQLAlchemyError as problem:
                if not away(problem):
                    raise
                log.logger().warning("tick_cut_short", error=str(problem))  # the next one comes back
            self._wake()  # time has passed: messages that waited for an opening may be due
            if any(done.values()):
                log.logger().info("tick", **done)
            return sum(done.values())

    @asynccontextmanager
    async def _measured(self) -> AsyncIterator[None]:
        with self._metrics.tick_seconds.time():
            yield
        self._metrics.tick_finished.set_to_current_time()

    async def _all(self, work: Work) -> int:
        done, failed = 0, set[str]()
        while acted := await self._batch(work, failed):
            done += acted
        return done

    async def _batch(self, work: Work, failed: set[str]) -> int:
        """Act for some that are due now. One that fails stays due, and is passed over for the rest of the tick."""
        now, acted = self._clock.business(), 0
        async with self._database.reading() as session:
            due = await work.due(session, now=now, most=BATCH + len(failed))
        for program_id, row_id in due:
            if self._stopping:
                break
            if row_id in failed:
                continue
            try:
                async with self._database.transaction(patient=True) as session:
                    if await dues.ours(session, program_id, row_id):
                        acted += await work.act(session, program_id, row_id, now=now)
            except Exception as problem:  # the edge: what is due stays due, the next tick comes back to it
                if away(problem):
                    raise
                log.logger().exception("tick_failed", work=work.name, row=row_id)
                failed.add(row_id)
            self._wake()
        return acted

    async def forget(self) -> None:
        """Let go of what is kept no longer: the register says for how long each is."""
        now, real = self._clock.business(), self._clock.real()
        async with self._database.transaction() as session:
            await events.forget(session, before=real - kept_for("events"))
            await installs.forget(session, real=real)
            await erasing.let_go_of_messages(session, before=now - kept_for("unsaid"))
            await uploads.forget_faults(session, before=now - kept_for("faults"))
        await self._keep_no_longer()

    async def _keep_no_longer(self) -> None:
        """A batch at a time, each between two ticks, so that nobody waits for it."""
        more = True
        while more and not self._stopping:
            async with self._running, self._database.transaction(patient=True) as session:
                more = await retention.let_go(session, now=self._clock.business())
        for work in (
            Work("left long ago", retention.due, partial(retention.erase, real=self._clock.real())),
            Work("suggested long ago", retention.suggestions_due, retention.forget_suggestion),
        ):
            failed, erased = set[str](), 1
            while erased and not self._stopping:
                async with self._running:
                    erased = await self._batch(work, failed)
