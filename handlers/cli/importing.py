"""`rung import`: a file is checked, its faulty rows are told one by one, and it is written if it is clean."""

import asyncio
import contextlib
import csv
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from bot import intake, lookups
from bot.exports import safe
from bot.imports import template
from bot.imports.colleagues import Find
from bot.imports.reading import Source, of_path
from bot.imports.report import Fault, Report
from bot.intake import NothingTakenError
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.errors import BotError
from bot.kit.vault import Vault
from bot.managers.person import Person
from bot.outbox.slack import SlackClients
from bot.rules.importing.days import DateOrder
from bot.rules.importing.kinds import Kind
from bot.rules.importing.words import Counts, counted, not_read, place
from handlers.cli.program import program_of
from handlers.cli.running import settings
from models.workspace import Workspace

NOTHING_IMPORTED = 1
FIELDS = ("line", "column", "value", "reason")


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody at the command line wants imported, and whom to tell of it meanwhile."""

    kind: Kind
    source: Source
    dates: DateOrder | None
    dry_run: bool
    skip_bad: bool
    on_fault: Callable[[Fault], None]
    on_bytes: Callable[[int], None]


def add_to(cli: typer.Typer) -> None:
    @cli.command("import")
    def import_(
        kind: Annotated[Kind | None, typer.Argument(help="What the file holds.", show_default=False)] = None,
        file: Annotated[
            Path | None,
            typer.Argument(help="A CSV file.", exists=True, dir_okay=False, show_default=False),
        ] = None,
        *,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
        skip_bad: Annotated[
            bool, typer.Option("--skip-bad", help="Import the rows without a fault.")
        ] = False,
        dates: Annotated[
            DateOrder | None, typer.Option(help="How dates like 03/04/2026 are read.", show_default=False)
        ] = None,
        report: Annotated[
            Path | None,
            typer.Option(help="Write the faults into this CSV file, too.", show_default=False),
        ] = None,
        template_of: Annotated[
            Kind | None,
            typer.Option(
                "--template", help="Print an empty file, with a line on each column.", show_default=False
            ),
        ] = None,
    ) -> None:
        """Import customers, deals and their past from CSV: your own files, or exports of Salesforce and HubSpot."""
        if template_of is not None:
            sys.stdout.write(template.of(template_of))
            return
        if kind is None or file is None:
            raise typer.BadParameter(
                "Say what the file holds, and which file: rung import advocates FILE.csv"
            )
        with _telling(file, report, passes=1 if dry_run else 2) as (on_fault, on_bytes):
            order = Order(kind, of_path(file), dates, dry_run, skip_bad, on_fault, on_bytes)
            done, refusal = asyncio.run(_outcome(_take(settings(), order)))
        _conclude(done, refusal, dry_run=dry_run)


async def _take(read: Settings, order: Order) -> Report:
    slack = SlackClients(read.slack_api_url)
    try:
        async with program_of(read) as (database, home):
            given: dict[str, Any] = {
                "dates": order.dates,
                "now": Clock().business(),
                "on_fault": order.on_fault,
                "on_bytes": order.on_bytes,
                "find": _find(slack, home, read),
            }
            what = (database, home.program_id, order.kind, order.source)
            if order.dry_run:
                return await intake.check(*what, **given)
            return await intake.take(*what, skip_bad=order.skip_bad, **given)
    finally:
        await slack.close()


def _find(slack: SlackClients, home: Workspace, read: Settings) -> Find:
    """The token is opened where Slack has to be asked: most files name nobody new."""

    async def find(emails: Sequence[str]) -> Mapping[str, Person]:
        if not home.token:
            raise BotError(lookups.CANT_ASK.format(email=emails[0], error="Rung was taken out of it"))
        token = Vault(read.keys).open(home.token)
        return await lookups.of_own(slack, token, home.team_id, read)(emails)

    return find


async def _outcome(taking: Awaitable[Report]) -> tuple[Report | None, str]:
    try:
        return await taking, ""
    except NothingTakenError as problem:
        return problem.report, problem.user_message
    except BotError as problem:
        return None, problem.user_message
    except OSError as problem:
        return None, f"Rung could not import it: {problem}."


@contextlib.contextmanager
def _telling(
    file: Path, report: Path | None, *, passes: int
) -> Iterator[tuple[Callable[[Fault], None], Callable[[int], None]]]:
    """Faults go to the output as they are found, and into the report; a bar runs where somebody looks."""
    console = Console(stderr=True)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
        redirect_stdout=sys.stdout.isatty(),
    )
    with contextlib.ExitStack() as open_:
        rows = None
        if report is not None:
            rows = csv.writer(open_.enter_context(report.open("w", encoding="utf-8-sig", newline="")))
            rows.writerow(FIELDS)
        open_.enter_context(progress)
        bar = progress.add_task(file.name, total=file.stat().st_size * passes)

        def on_fault(fault: Fault) -> None:
            sys.stdout.write(line(fault))
            if rows is not None:
                rows.writerow([fault.line, *map(safe, (fault.column, fault.value, fault.reason))])

        yield on_fault, lambda count: progress.advance(bar, count)


def line(fault: Fault) -> str:
    where = place(fault.line, fault.column)
    return f"{where}{f' “{fault.value}”' if fault.value else ''}: {fault.reason}\n"


def _conclude(done: Report | None, refusal: str, *, dry_run: bool) -> None:
    if done is not None:
        sys.stdout.write("\n".join(summary(done, would=dry_run or bool(refusal))) + "\n")
    if refusal:
        typer.echo(refusal, err=True)
    empty = done is None or (done.faulty > 0 and (dry_run or done.rows == done.faulty))
    if refusal or empty:
        raise typer.Exit(NOTHING_IMPORTED)


def summary(done: Report, *, would: bool) -> list[str]:
    """The counts in words; `would`: nothing was written."""
    counts = Counts(done.rows, done.new, done.updated, done.unchanged, done.faulty)
    lines = [counted(done.file, counts, would=would)]
    if done.ignored:
        lines.append(not_read(done.ignored))
    return lines + done.notes
