"""The command line. What each command starts is handed in; here is only how it is called and refused."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.kit import log
from bot.kit.config import Settings
from handlers.cli import (
    backup,
    blocks,
    export,
    importing,
    keys,
    ladder,
    messages,
    operator,
    person,
    slack_cli,
    webhooks,
    workspaces,
)
from handlers.cli.running import run, settings
from migrations import runner

NOUNS = {
    "ladder": ladder,
    "webhook": webhooks,
    "messages": messages,
    "person": person,
    "keys": keys,
    "workspace": workspaces,
}


@dataclass(frozen=True, slots=True)
class Starters:
    serve: Callable[[Settings], Awaitable[None]]
    demo: Callable[[int], Awaitable[None]]
    tour: Callable[[], Awaitable[None]]
    manifest: Path
    judge: blocks.Judge


def create_cli(starters: Starters) -> typer.Typer:
    cli = typer.Typer(
        help="Rung finds the right willing customer for a deal, asks politely, and remembers.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @cli.command()
    def demo(
        *,
        tour: Annotated[bool, typer.Option("--tour", help="Play the main story as text and exit.")] = False,
        port: Annotated[int, typer.Option(min=0, max=65535, help="Where the page is served.")] = 8042,
    ) -> None:
        """Try Rung in your browser: the bot, a Slack in a box and sample customers."""
        log.configure(pretty=True, level="WARNING")
        run(starters.tour() if tour else starters.demo(port))

    @cli.command()
    def serve() -> None:
        """Run the bot for your workspace: over Socket Mode, and over HTTP where RUNG_HTTP_PORT is set."""
        read = settings()
        log.configure(pretty=read.pretty_log)
        run(starters.serve(read))

    @cli.command()
    def migrate() -> None:
        """Bring the database to the schema that this version needs."""
        runner.upgrade(settings().database_url)
        Console().print("The database is up to date.")

    for name, noun in NOUNS.items():
        cli.add_typer(noun.create(), name=name)
    operator.add_to(cli, starters.manifest)
    export.add_to(cli)
    blocks.add_to(cli, starters.judge)
    cli.add_typer(slack_cli.create(starters.manifest, starters.serve), name="slack", hidden=True)
    importing.add_to(cli)
    backup.add_to(cli)
    return cli
