"""The command line. What each command starts is handed in; here is only how it is called and refused."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Console

from bot.kit import config, log
from bot.kit.config import Settings, SettingsError
from handlers.cli import importing

WRONG_SETTINGS = 2


@dataclass(frozen=True, slots=True)
class Starters:
    serve: Callable[[Settings], Awaitable[None]]
    demo: Callable[[int], Awaitable[None]]
    tour: Callable[[], Awaitable[None]]
    migrate: Callable[[Settings], Awaitable[None]]
    take: importing.Take


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
        _run(starters.tour() if tour else starters.demo(port))

    @cli.command()
    def serve() -> None:
        """Run the bot for your workspace: over Socket Mode, and over HTTP where RUNG_HTTP_PORT is set."""
        settings = _settings()
        log.configure(pretty=settings.pretty_log)
        _run(starters.serve(settings))

    @cli.command()
    def migrate() -> None:
        """Bring the database to the schema that this version needs."""
        _run(starters.migrate(_settings()))
        Console().print("The database is up to date.")

    importing.add(cli, starters.take, _settings)
    return cli


def _settings() -> Settings:
    try:
        return config.load()
    except SettingsError as problem:
        raise _refused(problem) from None


def _run(started: Awaitable[None]) -> None:
    try:
        asyncio.run(_as_coroutine(started))
    except SettingsError as problem:
        raise _refused(problem) from None
    except OSError as problem:
        Console(stderr=True).print(f"Rung could not start: {problem}.", markup=False)
        raise typer.Exit(1) from None


async def _as_coroutine(started: Awaitable[None]) -> None:
    await started


def _refused(problem: SettingsError) -> typer.Exit:
    console = Console(stderr=True)
    console.print("Rung can't start with these settings:")
    for sentence in problem.sentences:
        console.print(f"  · {sentence}", markup=False, highlight=False)
    return typer.Exit(WRONG_SETTINGS)
