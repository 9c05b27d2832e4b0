"""`rung export`: a CSV file for each kind, in the columns of `rung import`."""

import csv
import os
from collections.abc import Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from sqlalchemy.ext.asyncio import AsyncSession

from bot import exports, programs
from bot.connection.tables import reached
from bot.exports import Beside
from bot.kit.config import Settings
from bot.kit.errors import BotError
from bot.kit.text import plural
from bot.rules.importing.kinds import Kind
from handlers.cli.running import run, settings

OWNER_ONLY = 0o600
IN_ORDER = (Kind.MEMBERS, *(kind for kind in Kind if kind is not Kind.MEMBERS))  # as they are imported


class Sheet(StrEnum):
    """What can be named: whatever can be imported, and what is only written."""

    MEMBERS = Kind.MEMBERS
    ACCOUNTS = Kind.ACCOUNTS
    ADVOCATES = Kind.ADVOCATES
    DEALS = Kind.DEALS
    ACTIVITIES = Kind.ACTIVITIES
    CONSENTS = Kind.CONSENTS
    BLOCKS = Kind.BLOCKS
    STORIES = Kind.STORIES
    NPS = Kind.NPS
    GIVEBACKS = Beside.GIVEBACKS
    APPROVALS = Beside.APPROVALS
    REQUIREMENTS = Beside.REQUIREMENTS
    LOG = Beside.LOG


def add_to(cli: typer.Typer) -> None:
    @cli.command()
    def export(
        kinds: Annotated[list[Sheet] | None, typer.Argument(help="All where none is named.")] = None,
        *,
        to: Annotated[Path, typer.Option(help="A folder; made where it is not there.", file_okay=False)],
    ) -> None:
        """Write what the programme holds as CSV files that `rung import` reads.

        What was given back, what companies allow, what customers would change and the log are only written; no import
        reads them.
        """
        run(_export(settings(), [each for each in (*IN_ORDER, *Beside) if not kinds or each in kinds], to))


async def _export(read: Settings, kinds: Sequence[Kind | Beside], to: Path) -> None:
    console = Console(highlight=False, soft_wrap=True)
    async with reached(read.database_url) as database:
        if database.missing:
            raise BotError("There is no database yet. Run `rung init` first.")
        async with database.reading(patient=True) as session:
            program_id = (await programs.meant(session, read.program)).program_id
            to.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240  (nothing else runs)
            for kind in kinds:
                count = await _write(session, program_id, kind, to / f"{kind}.csv")
                console.print(f"{to / f'{kind}.csv'}: {plural(count, 'row')}", markup=False)


async def _write(session: AsyncSession, program_id: str, kind: Kind | Beside, file: Path) -> int:
    """The file, replaced whole; how many rows it has. Excel knows UTF-8 by its mark."""
    draft, count = file.with_suffix(".part"), 0
    with closing(_opened(draft)) as out:
        written = csv.writer(out)
        written.writerow(exports.headings(kind))
        async for row in exports.rows(session, program_id, kind):
            written.writerow(row)
            count += 1
    draft.replace(file)
    return count


def _opened(file: Path) -> TextIO:
    """A file that only its owner reads: it holds customers' addresses."""
    number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    return os.fdopen(number, "w", encoding="utf-8-sig", newline="")
