"""`rung ladder`: the whole ladder as one file, out and in."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import programs
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.errors import BotError
from bot.kit.text import plural
from bot.ladder import applying, present, preview
from bot.rules.ladder import FaultyLadderError, Ladder, read, written
from bot.rules.ladder.nodes import LARGEST
from bot.views.ladder.values import Preview
from handlers.cli.program import program_of, transaction_in
from handlers.cli.running import run, settings
from models import ladder_version
from models.audit import OPERATOR

NOBODY = (
    "Nobody is here to say yes, so nothing was changed. Add --yes to apply it, or --dry-run to look only."
)
UNCHANGED = "Nothing was changed."


def create() -> typer.Typer:
    console = Console(highlight=False, soft_wrap=True, markup=False)
    cli = typer.Typer(
        help="What customers can do for you, and what each of it asks of them, as one file.",
        no_args_is_help=True,
    )

    @cli.command()
    def export(
        file: Annotated[Path | None, typer.Argument(help="Printed where none is named.")] = None,
    ) -> None:
        """Write the ladder as a YAML file that `rung ladder import` reads."""
        text = written(run(_present(settings())))
        if file is None:
            typer.echo(text, nl=False)
            return
        run(_put(file, text))
        console.print(f"{file}: the ladder as it is.")

    @cli.command("import")
    def import_(
        file: Annotated[Path, typer.Argument(help="A file as `rung ladder export` writes it.")],
        *,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
        yes: Annotated[bool, typer.Option("--yes", "-y", help="Apply it without asking.")] = False,
    ) -> None:
        """Put a file in the ladder's place, after a look at what changes and who would move."""
        run(_import(settings(), console, file, dry_run=dry_run, yes=yes))

    return cli


async def _present(read: Settings) -> Ladder:
    async with transaction_in(read) as (session, program_id):
        await programs.renew(session, program_id, now=Clock().business())
        return await present.of(session, program_id)


async def _put(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")  # noqa: ASYNC240  (nothing else runs)
    except OSError as problem:
        raise BotError(f"{file} can't be written: {problem.strerror}.") from None


async def _import(read: Settings, console: Console, file: Path, *, dry_run: bool, yes: bool) -> None:
    wanted = _wanted(console, file)
    async with program_of(read) as (database, home):
        now = Clock().business()
        async with database.transaction(patient=True) as session:
            await programs.renew(session, home.program_id, now=now)
            seen = await ladder_version.newest(session, home.program_id)
            shown = await preview.of(session, home.program_id, wanted, seen=seen, now=now)
        _tell(console, shown)
        if dry_run or not shown.changes:
            return
        if not yes and not _agreed():
            raise BotError(UNCHANGED if sys.stdin.isatty() else NOBODY)
        async with database.transaction(patient=True) as session:
            await applying.apply(session, home.program_id, wanted, seen=seen, by=OPERATOR, now=now)
        console.print(f"The ladder is changed. It is version {seen + 1}.")


def _agreed() -> bool:
    return sys.stdin.isatty() and typer.confirm("Apply it?")


def _wanted(console: Console, file: Path) -> Ladder:
    """The ladder of the file; its faults are printed, each with its line."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as problem:
        raise BotError(f"{file} can't be read: {problem.strerror}.") from None
    try:
        return read(data)
    except FaultyLadderError as problem:
        for fault in problem.faults:
            console.print(f"{file}:{fault.line}: {fault.said}")
        raise


def _tell(console: Console, shown: Preview) -> None:
    if not shown.changes:
        console.print("Nothing changes: the ladder is like this already.")
        return
    for change in shown.changes:
        console.print(f"· {change}")
    if not shown.total:
        console.print("Nobody would stand on another rung.")
        return
    console.print(f"{plural(shown.total, 'customer')} would stand on another rung:")
    for each in shown.moving:
        came_from, to = (
            shown.ladder.called(number) if number else "no rung" for number in (each.came_from, each.to)
        )
        console.print(
            f"  {each.name}, {each.account}: from {came_from}{',' if each.came_from else ''} to {to}"
        )
    if shown.total > len(shown.moving):
        console.print(f"  and {shown.total - len(shown.moving)} more")
