"""`rung keys`: a change of the keys that seal tokens and secrets."""

import typer
from rich.console import Console

from bot.connection import keys as doing
from bot.kit.config import Settings
from bot.kit.text import plural
from bot.kit.vault import Vault
from handlers.cli.program import database_of
from handlers.cli.running import run, settings


def create() -> typer.Typer:
    cli = typer.Typer(
        help="Change the keys that seal tokens and secrets in the database.", no_args_is_help=True
    )

    @cli.callback()
    def _group() -> None:
        pass

    @cli.command()
    def rotate() -> None:
        """Seal everything anew with the first of RUNG_SECRET_KEYS. The others may go then."""
        count = run(_rotate(settings()))
        Console(highlight=False, soft_wrap=True).print(
            f"Sealed {plural(count, 'token or secret', 'tokens and secrets')} with the first key of RUNG_SECRET_KEYS. "
            "The others are needed no more: take them out, and start Rung again."
        )

    return cli


async def _rotate(read: Settings) -> int:
    async with database_of(read) as database, database.transaction() as session:
        return await doing.rotate(session, Vault(read.keys))
