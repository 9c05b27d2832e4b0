"""`rung person`: what a customer may have of what is kept on them, where they ask by letter and not in Slack."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.errors import BotError
from bot.privacy import erasing, export, suggested, suppression
from bot.privacy.suggested import Suggested
from handlers.cli.program import transaction_in
from handlers.cli.running import run, settings
from models.audit import OPERATOR
from models.joining import Customer

OWNER_ONLY = 0o600
Email = Annotated[str, typer.Argument(help="Their e-mail address.")]


def create() -> typer.Typer:
    person = typer.Typer(
        help="Export, erase and readmit a customer, or somebody whom one suggested.", no_args_is_help=True
    )

    @person.command("export")
    def export_(
        email: Email,
        *,
        to: Annotated[
            Path | None,
            typer.Option(help="A file that only you may read; the screen without.", dir_okay=False),
        ] = None,
    ) -> None:
        """Write everything that is kept on a customer, as JSON."""
        written = run(_exported(settings(), email))
        if to is None:
            typer.echo(written)
            return
        _write(to, written)
        typer.echo(f"{to}: everything that is kept on them.")

    @person.command()
    def erase(
        email: Email, *, yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False
    ) -> None:
        """Erase a customer for good. What is left are counts, and hashes that keep them away."""
        read = settings()
        if not yes:
            typer.confirm(f"Erase {run(_known(read, email))}? It can't be undone.", abort=True)
        run(_erased(read, email))
        typer.echo("Erased. What they were sent in Slack says nothing any more once `rung serve` has run.")

    @person.command()
    def admit(email: Email) -> None:
        """Let somebody who was erased be imported and invited again, because they ask for it themselves."""
        run(_admitted(settings(), email))
        typer.echo("Nothing keeps them away any more. They are invited like anybody else.")

    return person


def _write(to: Path, written: str) -> None:
    number = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(number, "w", encoding="utf-8") as out:
        out.write(written + "\n")


async def _whoever(session: AsyncSession, program_id: str, email: str) -> Customer | Suggested:
    """The customer, or somebody whom one suggested; raises BotError where nobody has this address."""
    try:
        return await export.by_address(session, program_id, email)
    except BotError:
        person = await suggested.by_address(session, program_id, email)
        if person is None:
            raise
        return person


async def _known(read: Settings, email: str) -> str:
    async with transaction_in(read) as (session, program_id):
        person = await _whoever(session, program_id, email)
        if isinstance(person, Suggested):
            return f"{person.name}, whom a customer suggested"
        return f"{person.advocate.name}, {person.account.name}"


async def _erased(read: Settings, email: str) -> None:
    clock = Clock()
    async with transaction_in(read) as (session, program_id):
        person = await _whoever(session, program_id, email)
        if isinstance(person, Suggested):
            await suggested.erase(session, program_id, person, by=OPERATOR, now=clock.business())
        else:
            await erasing.erase(session, person, by=OPERATOR, now=clock.business(), real=clock.real())


async def _admitted(read: Settings, email: str) -> None:
    async with transaction_in(read) as (session, program_id):
        await suppression.admit(session, program_id, email, by=OPERATOR, now=Clock().business())


async def _exported(read: Settings, email: str) -> str:
    async with transaction_in(read) as (session, program_id):
        person, now = await _whoever(session, program_id, email), Clock().business()
        found: Mapping[str, Any]
        if isinstance(person, Suggested):
            said = await suggested.exported(session, program_id, person, by=OPERATOR, now=now)
            found = {"suggested by a customer": said}
        else:
            found = await export.exported(session, person, by=OPERATOR, now=now)
        return json.dumps(found, ensure_ascii=False, indent=2)
