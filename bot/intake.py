"""Importing a file: always checked first, then written in batches, each a transaction of its own."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot import standings
from bot.imports import survey
from bot.imports.colleagues import Colleagues, Find
from bot.imports.plan import Plan
from bot.imports.planners import ADDRESSES, PLANS, PREPARES
from bot.imports.reading import Line, Source, of_path, table
from bot.imports.report import Fault, Report
from bot.imports.row import Reader, Row
from bot.imports.run import Run, ladder_of
from bot.kit.database import Database
from bot.kit.errors import BotError
from bot.kit.text import plural
from bot.rules.importing.days import DateOrder
from bot.rules.importing.kinds import Kind
from models import activity as activities
from models import audit, bulk
from models import member as members
from models import message as messages
from models import program as programs
from models import workspace as workspaces
from models.climb import MoveWhy
from models.participation import Participation
from models.scratch import Scratch, scratch

BATCH = 1000  # rows
MANY = 100  # new rows, from which a plan made for the tables as they were is a bad one
FAULTY = "faulty lines"
IN_ORDER = (
    Kind.MEMBERS,
    Kind.ACCOUNTS,
    Kind.ADVOCATES,
    Kind.DEALS,
    Kind.ACTIVITIES,
    Kind.CONSENTS,
    Kind.BLOCKS,
    Kind.STORIES,
    Kind.NPS,
)


@dataclass(slots=True)
class Job:
    """What both passes over a file share."""

    database: Database
    run: Run
    source: Source
    orders: dict[str, DateOrder]
    on_fault: Callable[[Fault], None]
    on_bytes: Callable[[int], None] | None


class NothingTakenError(BotError):
    """Rows are faulty, so nothing was written; the report says what was found."""

    def __init__(self, report: Report) -> None:
        wrong = f"{report.faulty:,} of {plural(report.rows, 'row')} can't be taken"
        mend = "Mend them, or import again with --skip-bad."
        super().__init__(f"{report.file}: {wrong}, so nothing was imported. {mend}")
        self.report = report


def _nothing(_fault: Fault) -> None:
    """Whoever wants no faults gets none."""


async def check(
    database: Database,
    program_id: str,
    kind: Kind,
    source: Source,
    *,
    dates: DateOrder | None = None,
    now: datetime,
    actor: str = audit.OPERATOR,
    on_fault: Callable[[Fault], None] = _nothing,
    on_bytes: Callable[[int], None] | None = None,
    find: Find | None = None,
) -> Report:
    """What an import would do; nothing is written. Raises BotError for a file that can't be taken as a whole.

    `on_bytes` is called with the number of bytes read since its last call.
    """
    with scratch() as seen:
        run, orders = await _begin(
            database, program_id, kind, source, seen, dates=dates, now=now, actor=actor, find=find
        )
        job = Job(database, run, source, orders, on_fault, on_bytes)
        return await _pass(job, write=False)


async def take(
    database: Database,
    program_id: str,
    kind: Kind,
    source: Source,
    *,
    dates: DateOrder | None = None,
    skip_bad: bool = False,
    now: datetime,
    actor: str = audit.OPERATOR,
    on_fault: Callable[[Fault], None] = _nothing,
    on_bytes: Callable[[int], None] | None = None,
    find: Find | None = None,
) -> Report:
    """Check the file, then write it; every byte is read twice. `actor` is a Slack user id, or the operator.

    Raises NothingTakenError, and has written nothing, where rows are faulty and are not to be skipped.
    """
    with scratch() as seen:
        run, orders = await _begin(
            database, program_id, kind, source, seen, dates=dates, now=now, actor=actor, find=find
        )
        job = Job(database, run, source, orders, on_fault, on_bytes)
        checked = await _pass(job, write=False)
        if checked.faulty and not skip_bad:
            raise NothingTakenError(checked)
        report = await _pass(job, write=True)
        if report.new >= MANY:
            async with database.transaction(patient=True) as session:
                await bulk.count_anew(session)
        return report


async def take_folder(
    database: Database, program_id: str, folder: Path, *, now: datetime, find: Find | None = None
) -> None:
    """`members.csv`, `accounts.csv` … of a folder, those that are there, in the order in which they need each other.

    Raises BotError, with the first fault, at the first file that can't be taken whole.
    """
    for kind in IN_ORDER:
        path = folder / f"{kind}.csv"
        if path.exists():
            faults: list[Fault] = []
            source = of_path(path)
            try:
                await take(database, program_id, kind, source, now=now, find=find, on_fault=faults.append)
            except BotError as problem:
                first = f" Line {faults[0].line}, {faults[0].column}: {faults[0].reason}" if faults else ""
                raise BotError(problem.user_message + first) from None


async def _begin(
    database: Database,
    program_id: str,
    kind: Kind,
    source: Source,
    seen: Scratch,
    *,
    dates: DateOrder | None,
    now: datetime,
    actor: str,
    find: Find | None,
) -> tuple[Run, dict[str, DateOrder]]:
    headings, orders = await asyncio.to_thread(survey.look, kind, source, dates)
    async with database.reading() as session:
        program = await programs.get(session, program_id)
        home = await workspaces.home(session, program_id)
        if home is None:
            raise BotError("No Slack workspace is connected yet. Run `rung serve` once, then import again.")
        known = {member.id: member for member in await members.all_of(session, program_id)}
        ladder = ladder_of(await activities.every(session, program_id))
    colleagues = Colleagues(program, home.id, known, find)
    run = Run(program, home.id, kind, source.name, headings, actor, now, seen, colleagues, ladder)
    if kind in PREPARES:
        async with database.reading(patient=True) as session:
            await PREPARES[kind](session, run)
    return run, orders


async def _pass(job: Job, *, write: bool) -> Report:
    run = job.run
    report = Report(run.kind, run.file, ignored=list(run.headings.ignored))
    run.begin()
    with table(job.source, job.on_bytes) as found:
        reader = Reader(run.kind, run.headings, len(found.headings), job.orders)
        lines = found.rows()
        while batch := await asyncio.to_thread(_batch, reader, lines):
            await _take(job, batch, report, write=write)
    report.notes = [*survey.notes(run.headings, job.orders), *_said(run)]
    return report


def _batch(reader: Reader, lines: Iterator[Line]) -> list[Row]:
    return [reader.read(line) for line in islice(lines, BATCH)]


async def _take(job: Job, batch: list[Row], report: Report, *, write: bool) -> None:
    """One batch: looked at, and with `write` written. What was faulty when it was checked is left out silently."""
    run = job.run
    left = [row for row in batch if not (write and run.scratch.find(FAULTY, str(row.line)) is not None)]
    clean = [row for row in left if row.clean]
    await run.colleagues.look_up(ADDRESSES.get(run.kind, _no_addresses)(clean))
    if write:
        async with job.database.transaction(patient=True) as session:
            plan = await PLANS[run.kind](session, run, clean)
            await _write(session, run, plan)
    else:
        async with job.database.reading(patient=True) as session:
            plan = await PLANS[run.kind](session, run, clean)
    for row in left:
        for fault in row.faults:
            job.on_fault(fault)
        if row.faults:
            run.scratch.claim(FAULTY, str(row.line), "")
    report.rows += len(batch)
    report.faulty += len(batch) - sum(row.clean for row in left)
    report.new, report.updated = report.new + plan.new, report.updated + plan.updated
    report.unchanged += plan.unchanged


async def _write(session: AsyncSession, run: Run, plan: Plan) -> None:
    if not plan.writes:
        return
    await plan.write(session, run.program_id)
    verb = f"imported_{run.kind}"
    audit.record(session, run.program_id, at=run.now, actor=run.actor, verb=verb, subject=run.program_id)
    await session.flush()
    if done := plan.inserts.get(Participation):
        people = {row["advocate_id"] for row in done}
        await standings.recompute(
            session, run.program_id, on=run.today, why=MoveWhy.IMPORT, advocate_ids=people
        )
    if plan.touched:
        await messages.touch(session, run.program_id, plan.touched, now=run.now)


def _no_addresses(_rows: object) -> list[str]:
    return []


def _said(run: Run) -> list[str]:
    return [sentence.replace("{rows}", plural(n, "row")) for sentence, n in run.counted.items()]
