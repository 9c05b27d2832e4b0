"""`rung check`: a line for each thing that a workspace needs."""

import asyncio
from pathlib import Path

import typer
import yaml
from rich.console import Console

from bot.connection.checkup import Expected, examine
from bot.connection.finding import Finding
from bot.kit import config
from bot.kit.clock import Clock
from bot.kit.config import Settings, SettingsError
from migrations import runner

NOT_WELL = 1


def check(manifest: Path) -> None:
    """Print the lines; the process ends with 1 where one of them has a ✗."""
    console = Console(highlight=False, soft_wrap=True)
    try:
        settings = config.load()
    except SettingsError as problem:
        for sentence in problem.sentences:
            _show(console, Finding("settings", well=False, said=sentence))
        console.print(
            "   → Run `rung init`, or mend `.env`. The rest is looked at once the settings are right."
        )
        raise typer.Exit(NOT_WELL) from None
    except (OSError, UnicodeDecodeError) as problem:
        _show(
            console, Finding("settings", well=False, said=f".env can't be read: {problem}.", todo="Mend it.")
        )
        raise typer.Exit(NOT_WELL) from None
    _show(console, Finding("settings", well=True, said="complete"))
    expected = Expected(frozenset(_scopes(manifest)), runner.head())
    if not asyncio.run(_all_well(console, settings, expected)):
        raise typer.Exit(NOT_WELL)


async def _all_well(console: Console, settings: Settings, expected: Expected) -> bool:
    well = True
    async for finding in examine(settings, expected, Clock()):
        _show(console, finding)
        well = well and finding.well
    return well


def _scopes(manifest: Path) -> list[str]:
    scopes: list[str] = yaml.safe_load(manifest.read_text("utf-8"))["oauth_config"]["scopes"]["bot"]
    return scopes


def _show(console: Console, finding: Finding) -> None:
    mark, colour = ("✓", "green") if finding.well else ("✗", "red")
    console.print(mark, end=" ", style=colour)
    console.print(f"{finding.what:12} {finding.said}", markup=False)
    if finding.todo:
        console.print(f"   → {finding.todo}", markup=False)
