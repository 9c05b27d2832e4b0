"""How a command runs: its settings, its event loop, and its refusals as sentences."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import typer
from rich.console import Console

from bot.kit import config
from bot.kit.config import Settings, SettingsError
from bot.kit.errors import BotError

WRONG_SETTINGS = 2
Result = TypeVar("Result")


def settings() -> Settings:
    """The settings; where they are wrong, a sentence for each, and the end."""
    try:
        return config.load()
    except SettingsError as problem:
        raise _wrong(problem) from None


def run(started: Awaitable[Result]) -> Result:
    """What the command's coroutine gives back; its refusals are printed and end the command."""
    try:
        return asyncio.run(_as_coroutine(started))
    except SettingsError as problem:
        raise _wrong(problem) from None
    except BotError as refusal:
        Console(stderr=True).print(refusal.user_message, markup=False, highlight=False)
        raise typer.Exit(1) from None
    except OSError as problem:
        Console(stderr=True).print(f"Rung could not start: {problem}.", markup=False)
        raise typer.Exit(1) from None


async def _as_coroutine(started: Awaitable[Result]) -> Result:
    return await started


def _wrong(problem: SettingsError) -> typer.Exit:
    console = Console(stderr=True)
    console.print("Rung can't start with these settings:")
    for sentence in problem.sentences:
        console.print(f"  · {sentence}", markup=False, highlight=False)
    return typer.Exit(WRONG_SETTINGS)
