"""`rung person`: what a customer may have of what is kept on them, where they ask by letter and not in Slack."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.privacy import erasing, export, suppression
from handlers.cli.program import transaction_in
from handlers.cli.running import run, settings
from models.audit import OPERATOR

OWNER_ONLY = 0o600
Email = Annotated[str, typer.Argument(help="The customer's e-mail address.")]


def create() -> typer.Typer:
    person = typer.Typer(help="Export, erase and readmit a customer.", no_args_is_help=True)

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
        who = run(_known(read, email))
        if not yes:
            typer.confirm(f"Erase {who}? It can't be undone.", abort=True)
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


async def _known(read: Settings, email: str) -> str:
    async with transaction_in(read) as (session, program_id):
        customer = await export.by_address(session, program_id, email)
        return f"{customer.advocate.name}, {customer.account.name}"


async def _erased(read: Settings, email: str) -> None:
    clock = Clock()
    async with transaction_in(read) as (session, program_id):
        customer = await export.by_address(session, program_id, email)
        await erasing.erase(session, customer, by=OPERATOR, now=clock.business(), real=clock.real())


async def _admitted(read: Settings, email: str) -> None:
    async with transaction_in(read) as (session, program_id):
        await suppression.admit(session, program_id, email, by=OPERATOR, now=Clock().business())


async def _exported(read: Settings, email: str) -> str:
    async with transaction_in(read) as (session, program_id):
        customer = await export.by_address(session, program_id, email)
        found = await export.exported(session, customer, by=OPERATOR, now=Clock().business())
        return json.dumps(found, ensure_ascii=False, indent=2)
