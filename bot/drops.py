"""Works at dropped files: downloads, checks, imports. Each is claimed under a lease, so that a killed one goes on."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError

from bot import downloads, intake, lookups
from bot.imports.reading import Source, table
from bot.imports.report import Fault, Report
from bot.imports.survey import UnclearDatesError
from bot.intake import NothingTakenError
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.errors import BotError
from bot.kit.passing import away
from bot.kit.vault import Vault
from bot.kit.waits import Waits
from bot.outbox.asking import asking_again
from bot.outbox.budgets import Budgets
from bot.outbox.slack import SlackClients
from bot.rules.importing.days import DateOrder
from bot.rules.importing.kinds import Kind
from bot.rules.importing.recognising import recognise
from bot.rules.importing.refusals import FileError
from models import audit
from models import member as members
from models import message as messages
from models import upload as uploads
from models import workspace as workspaces
from models.upload import Upload, UploadState

BATCH = 20
FAULTS_KEPT = 500
PULSES = 18  # signs of life in the time of a lease
MOST_ATTEMPTS = 5
PASSES = {UploadState.CHECKING: 1, UploadState.IMPORTING: 2}  # over the file, as the bytes are counted
GIVEN_UP = {
    UploadState.CHECKING: "Rung could not read this file, {n} times, so nothing was imported. Drop it again later.",
    UploadState.IMPORTING: "Rung could not finish with this file, {n} times. What was written of it stays, and nothing "
    "is written twice: drop it again later.",
}
UNKNOWN_KIND = "The headings of {name} don't show what it holds. Choose it here, and it is checked."
SINCE_THEN = "Nothing was imported: since this was checked, some rows can no longer be taken."
WENT_ON = "Rung was interrupted and went on where it stopped."


@dataclass(slots=True)
class Progress:
    """How far one upload is, and what was found so far."""

    name: str
    total: int = 0
    read: int = 0
    shown: int = 0
    faults: list[list[Any]] | None = None
    more: int = 0

    @property
    def percent(self) -> int:
        return min(99, self.read * 100 // self.total) if self.total else 0

    def see(self, count: int) -> None:
        self.read += count

    def note(self, fault: Fault) -> None:
        self.faults = self.faults if self.faults is not None else []
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append([fault.line, fault.column, fault.value, fault.reason])
        else:
            self.more += 1


class Drops:
    """The running edge, woken by commits and ticks. One file after the other; other replicas take others."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        slack: SlackClients,
        vault: Vault,
        wake: Callable[[], None],
        *,
        budgets: Budgets,
        waits: Waits,
        api_url: str,
    ) -> None:
        self._database, self._clock, self._slack, self._vault = database, clock, slack, vault
        self._wake_outbox, self._budgets, self._waits, self._api_url = wake, budgets, waits, api_url
        self._woken, self._stopping = asyncio.Event(), asyncio.Event()
        self._looking = asyncio.Lock()
        self._worker = uuid4().hex
        self._lease = timedelta(seconds=waits.lease)
        self.pulse = waits.lease / PULSES

    def wake(self) -> None:
        self._woken.set()

    async def run(self, *, poll: float = 5.0) -> None:
        """Look whenever woken, until stopped; `poll` in seconds."""
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                await self.look()
            except SQLAlchemyError as problem:
                log.logger().warning("drops_scan_failed", error=str(problem), exc_info=not away(problem))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(poll):
                    await self._woken.wait()

    def stop(self) -> None:
        """What is being worked at is given back, and goes on when Rung runs again."""
        self._stopping.set()
        self.wake()

    async def settled(self) -> None:
        """Come back when there is nothing more to work at now."""
        while await self.look():
            pass

    async def look(self) -> bool:
        """Work at whatever waits. False: there was nothing."""
        async with self._looking:
            async with self._database.reading() as session:
                due = await uploads.due(session, real=self._clock.real(), most=BATCH)
            for program_id, upload_id in due:
                if not self._stopping.is_set():
                    await self._one(program_id, upload_id)
            return bool(due) and not self._stopping.is_set()

    async def _one(self, program_id: str, upload_id: str) -> None:
        real = self._clock.real()
        async with self._database.transaction() as session:
            ours = await uploads.claim(
                session, program_id, upload_id, worker=self._worker, real=real, until=real + self._lease
            )
            upload = await uploads.find(session, program_id, upload_id)
        if not ours or upload is None:
            return
        if upload.attempts > MOST_ATTEMPTS:
            await self._settle(
                upload, state=UploadState.REFUSED, refusal=GIVEN_UP[upload.state].format(n=MOST_ATTEMPTS)
            )
            return
        progress = Progress(upload.name)
        work = asyncio.create_task(self._work(upload, progress))
        await self._watch(upload, progress, work)
        if work.cancelled():
            await self._settle(upload, lease_until=None)
        elif problem := work.exception():
            trace = None if isinstance(problem, downloads.LaterError) else problem
            log.logger().warning("drop_failed", upload=upload.id, error=repr(problem), exc_info=trace)
            await self._settle(upload, lease_until=self._clock.real() + timedelta(seconds=self._waits.rest))
        else:
            await self._settle(upload, **work.result())

    async def _watch(self, upload: Upload, progress: Progress, work: "asyncio.Task[dict[str, Any]]") -> None:
        """Keep the lease while somebody works, and show how far they are. Work that is no longer ours ends."""
        stopping = asyncio.create_task(self._stopping.wait())
        while not work.done():
            await asyncio.wait({work, stopping}, timeout=self.pulse, return_when=asyncio.FIRST_COMPLETED)
            if not work.done() and (self._stopping.is_set() or not await self._pulse(upload, progress)):
                work.cancel()
                await asyncio.wait({work})
        stopping.cancel()

    async def _pulse(self, upload: Upload, progress: Progress) -> bool:
        values = {
            "lease_until": self._clock.real() + self._lease,
            "percent": progress.percent,
            "name": progress.name,
        }
        new = progress.percent != progress.shown
        progress.shown = progress.percent
        return await self._settle(upload, tell=new, **values)

    async def _settle(self, upload: Upload, *, tell: bool = True, **values: Any) -> bool:
        """Write what became of it; False where it is no longer ours."""
        now = self._clock.business()
        async with self._database.transaction() as session:
            if not await uploads.settle(session, upload.program_id, upload.id, worker=self._worker, **values):
                return False
            if "state" in values:
                audit.record(
                    session,
                    upload.program_id,
                    at=now,
                    actor=audit.CLOCK,
                    verb=f"file_{values['state']}",
                    subject=upload.id,
                )
            if tell:
                await messages.touch(session, upload.program_id, [upload.id], now=now)
        self._wake_outbox()
        return True

    async def _work(self, upload: Upload, progress: Progress) -> dict[str, Any]:
        """What the row is to hold when its work is done. Raises only what is worth another try."""
        async with self._database.reading() as session:
            workspace = await workspaces.get(session, upload.program_id, upload.workspace_id)
            dropper = await members.get(session, upload.program_id, upload.member_id)
        token, budget = self._vault.open(workspace.token), self._budgets.of(workspace.id)
        asking = asking_again(self._slack.client(token), self._waits)
        given: dict[str, Any] = {
            "dates": DateOrder(upload.dates) if upload.dates else None,
            "now": self._clock.business(),
            "actor": dropper.slack_user_id,
            "on_fault": progress.note,
            "on_bytes": progress.see,
            "find": lookups.by_email(asking, workspace.team_id, budget),
        }
        try:
            await budget.spend("files.info")
            file = await downloads.described(self._slack.client(token), upload.slack_file_id)
            progress.name = file.name
            async with downloads.fetched(file, token, api_url=self._api_url) as source:
                progress.total = source.size * PASSES[upload.state]
                done = await self._read(upload, source, progress, given)
        except downloads.FileGoneError:
            done = {"state": UploadState.GONE}
        except FileError as refusal:
            done = _refused(refusal.said) | {"asks_dates": isinstance(refusal, UnclearDatesError)}
        except BotError as refusal:
            done = _refused(refusal.user_message)
        return {"name": progress.name} | done

    async def _read(
        self, upload: Upload, source: Source, progress: Progress, given: dict[str, Any]
    ) -> dict[str, Any]:
        if upload.kind is None:
            kind = await asyncio.to_thread(_recognised, source)
            if kind is None:
                return _refused(UNKNOWN_KIND.format(name=source.name))
            upload.kind = kind  # also where the check refuses it: the menu then shows what it was taken for
            await self._settle(upload, tell=False, kind=kind)
        kind = Kind(upload.kind)
        if upload.state is UploadState.CHECKING:
            found = await intake.check(self._database, upload.program_id, kind, source, **given)
            return {"state": UploadState.CHECKED, "size": source.size} | _found(found, progress)
        try:
            found = await intake.take(
                self._database, upload.program_id, kind, source, skip_bad=upload.skip_bad, **given
            )
        except NothingTakenError as refusal:
            again = {"state": UploadState.CHECKED, "round": upload.round + 1}
            report = _found(refusal.report, progress)
            return again | report | {"notes": [SINCE_THEN, *report["notes"]]}
        if upload.attempts > 1:  # what was written before counts as unchanged now: the check knew it all
            return {"state": UploadState.DONE, "notes": [*upload.notes, WENT_ON]}
        return {"state": UploadState.DONE} | _found(found, progress)


def _recognised(source: Source) -> Kind | None:
    with table(source) as found:
        return recognise(found.headings)


def _refused(said: str) -> dict[str, Any]:
    return {"state": UploadState.REFUSED, "refusal": said, "asks_dates": False}


def _found(report: Report, progress: Progress) -> dict[str, Any]:
    return {
        "rows": report.rows,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "faulty": report.faulty,
        "ignored": report.ignored,
        "notes": report.notes,
        "faults": progress.faults or [],
        "more_faults": progress.more,
        "asks_dates": False,
    }
