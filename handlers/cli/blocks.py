"""`rung blocks`: what Slack would refuse in files of Block Kit."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot.kit.text import plural

FAULTY = 1
Judge = Callable[[Any], list[tuple[str, str]]]
"""(JSON pointer, what is wrong) of each fault in a list of blocks, a message or a view."""


def add_to(cli: typer.Typer, judge: Judge) -> None:
    @cli.command("blocks")
    def check_blocks(
        files: Annotated[list[Path], typer.Argument(help="Lists of blocks, messages or views, as JSON.")],
    ) -> None:
        """Say what Slack would refuse in each file; ends with 1 where there is anything."""
        console = Console(highlight=False, soft_wrap=True, markup=False)
        well = [_told(console, file, judge) for file in files]
        if not all(well):
            raise typer.Exit(FAULTY)


def _told(console: Console, file: Path, judge: Judge) -> bool:
    try:
        payload = json.loads(file.read_bytes())
    except OSError as problem:
        console.print(f"{file}: can't be read: {problem.strerror}.")
        return False
    except (ValueError, RecursionError) as problem:
        console.print(f"{file}: is not JSON: {problem}.")
        return False
    found = judge(payload)
    console.print(f"{file}: {plural(len(found), 'fault') if found else 'ok'}")
    for pointer, wrong in found:
        whole = wrong.encode("utf-8", "backslashreplace").decode()  # half a character may stand in JSON
        console.print(f"  {pointer or '/'}: {whole}")
    return not found
