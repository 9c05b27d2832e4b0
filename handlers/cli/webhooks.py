"""`rung webhook`: the keys with which other systems sign what they tell of customers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console

from bot import webhooks as doing
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.vault import Vault
from handlers.cli.program import transaction_in
from handlers.cli.running import run, settings
from models import webhook as webhooks
from models.audit import OPERATOR
from models.webhook import Webhook


def create() -> typer.Typer:
    console = Console(highlight=False, soft_wrap=True, markup=False)
    cli = typer.Typer(
        help="Let a status page, a billing system or a CRM tell of incidents and health.",
        no_args_is_help=True,
    )

    @cli.command()
    def add(
        name: Annotated[str, typer.Argument(help="Whose calls these are, as cards will name it.")],
    ) -> None:
        """Make a key for another system. Its secret is shown this once."""
        webhook, secret = run(_add(settings(), name))
        console.print(f"Address   POST /hooks/blocks?key={webhook.id}")
        console.print(f"Secret    {secret}")
        console.print("Keep the secret now: it is not shown again. docs/webhooks.md says how to sign.")

    @cli.command("list")
    def listed() -> None:
        """Show which systems may call."""
        found = run(_listed(settings()))
        for webhook in found:
            until = f"retired {webhook.retired_at:%Y-%m-%d}" if webhook.retired_at else "in use"
            console.print(f"{webhook.id}  {webhook.name}  made {webhook.created_at:%Y-%m-%d}  {until}")
        if not found:
            console.print("No system may call yet. `rung webhook add NAME` makes a key for one.")

    @cli.command()
    def retire(key: Annotated[str, typer.Argument(help="The key, as `rung webhook list` shows it.")]) -> None:
        """Refuse whatever is signed with a key from now on."""
        run(_retire(settings(), key))
        console.print("Calls with this key are refused from now on.")

    _add_rotate(cli, console)
    return cli


def _add_rotate(cli: typer.Typer, console: Console) -> None:
    @cli.command()
    def rotate(key: Annotated[str, typer.Argument(help="The key, as `rung webhook list` shows it.")]) -> None:
        """Make a new secret for a key. The one before it stays good for a week."""
        secret, until = run(_rotate(settings(), key))
        console.print(f"Secret    {secret}")
        console.print(
            f"The secret before it is good until {until:%Y-%m-%d}. Keep this one now: it is not shown again."
        )


async def _add(read: Settings, name: str) -> tuple[Webhook, str]:
    async with transaction_in(read) as (session, program_id):
        now = Clock().business()
        return await doing.add(session, Vault(read.keys), program_id, name, by=OPERATOR, now=now)


async def _listed(read: Settings) -> Sequence[Webhook]:
    async with transaction_in(read) as (session, program_id):
        return await webhooks.of_program(session, program_id)


async def _rotate(read: Settings, key: str) -> tuple[str, datetime]:
    clock = Clock()
    async with transaction_in(read) as (session, program_id):
        return await doing.rotate(
            session, Vault(read.keys), program_id, key, by=OPERATOR, now=clock.business(), real=clock.real()
        )


async def _retire(read: Settings, key: str) -> None:
    async with transaction_in(read) as (session, program_id):
        await doing.retire(session, program_id, key, by=OPERATOR, now=Clock().business())
