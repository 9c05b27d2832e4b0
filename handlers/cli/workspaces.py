"""`rung workspace`: where Rung is installed, and links that let one more workspace in."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from sqlalchemy.ext.asyncio import AsyncSession

from bot.connection import entering
from bot.kit.clock import Clock
from bot.kit.config import Settings, SettingsError
from handlers.cli.program import database_of, transaction_in
from handlers.cli.running import run, settings
from handlers.install import PAGE
from models import workspace as workspaces
from models.audit import OPERATOR
from models.workspace import Kind, Workspace

NO_PAGE = "RUNG_PUBLIC_URL and SLACK_CLIENT_ID are missing: nobody can install Rung without them."


def create() -> typer.Typer:
    console = Console(highlight=False, soft_wrap=True, markup=False)
    cli = typer.Typer(help="See where Rung is installed, and let workspaces in.", no_args_is_help=True)

    @cli.command("list")
    def listed() -> None:
        """Show every workspace with its programme."""
        for program, each in run(_listed(settings())):
            state = (
                f"left, deleted from {each.purge_due_at:%Y-%m-%d} on" if each.purge_due_at else "connected"
            )
            state = f"paused: {each.paused_reason}" if each.paused_at and not each.purge_due_at else state
            console.print(f"{each.team_id}  {each.name}  {each.kind}  of {program}  {state}")

    @cli.command()
    def link(
        kind: Annotated[Kind, typer.Option(help="Whose workspace it is.")] = Kind.COMMUNITY,
        *,
        new: Annotated[
            bool, typer.Option("--new", help="For a new programme, not for one that is there.")
        ] = False,
    ) -> None:
        """Give a link that lets one workspace in, for seven days."""
        console.print(run(_link(settings(), kind, new=new)))

    return cli


async def _listed(read: Settings) -> Sequence[tuple[str, Workspace]]:
    async with database_of(read) as database, database.reading() as session:
        return await workspaces.everywhere(session)


async def _link(read: Settings, kind: Kind, *, new: bool) -> str:
    if read.public_url is None or read.slack_client_id is None:
        raise SettingsError([NO_PAGE])
    if new:
        async with database_of(read) as database, database.transaction() as session:
            token = await _given(session, None, Kind.INTERNAL)
    else:
        async with transaction_in(read) as (session, program_id):
            token = await _given(session, program_id, kind)
    return f"{read.public_url}{PAGE}?link={token}"


async def _given(session: AsyncSession, program_id: str | None, kind: Kind) -> str:
    clock = Clock()
    return await entering.give_link(
        session, program_id, kind, by=OPERATOR, now=clock.business(), real=clock.real()
    )
