"""`rung backup`, `rung restore` and `rung health`: what an operator does with a whole installation."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.kit.text import plural
from handlers import probe
from handlers.cli.running import run, settings
from migrations import backup as doing

File = Annotated[Path, typer.Argument(help="One file, which holds everything.", dir_okay=False)]
Replace = Annotated[bool, typer.Option("--replace", help="Overwrite all that the database holds.")]
Ready = Annotated[bool, typer.Option("--ready", help="Ask whether it is ready, not only whether it lives.")]


def add_to(cli: typer.Typer) -> None:
    console = Console(highlight=False, soft_wrap=True, markup=False)

    @cli.command()
    def backup(file: File) -> None:
        """Copy the whole database into one file, while Rung runs."""
        run(doing.backup(settings().database_url, file))
        console.print(
            f"Written: {file}, {file.stat().st_size:,} bytes. Keep RUNG_SECRET_KEYS with it, apart from it."
        )

    @cli.command()
    def restore(
        file: Annotated[Path, typer.Argument(help="What `rung backup` wrote.", exists=True, dir_okay=False)],
        *,
        replace: Replace = False,
    ) -> None:
        """Fill the database from a backup. Rung must not run meanwhile."""
        doubted = run(doing.restore(settings().database_url, file, replace=replace))
        console.print(f"Restored. {plural(doubted, 'message')} to send; each is looked for in Slack first.")

    @cli.command()
    def health(*, ready: Ready = False) -> None:
        """Ask the Rung that runs beside you how it is; ends with 1 where it is not well."""
        read = settings()
        if read.http_port is None:
            raise typer.BadParameter("RUNG_HTTP_PORT is not set, so nobody can be asked.")
        try:
            well, said = probe.ask(read.http_host, read.http_port, probe.READY if ready else probe.ALIVE)
        except OSError as problem:
            well, said = False, f"Nobody answers on port {read.http_port}: {problem.strerror or problem}"
        console.print(said)
        if not well:
            raise typer.Exit(1)
