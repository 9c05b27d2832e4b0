"""`rung messages`: what could not be shown to somebody, and what becomes of it."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console

from bot import upkeep as doing
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.text import plural
from bot.views.home.stuck import WHAT, why
from handlers.cli.program import transaction_in
from handlers.cli.running import run, settings
from models import upkeep
from models.audit import OPERATOR
from models.message import Message

MOST = 100
Ids = Annotated[list[str], typer.Argument(help="Numbers, as `rung messages stuck` shows them.")]
All = Annotated[bool, typer.Option("--all", help="All that was set aside.")]


def create() -> typer.Typer:
    console = Console(highlight=False, soft_wrap=True, markup=False)
    cli = typer.Typer(help="Look after messages that could not be shown to somebody.", no_args_is_help=True)

    @cli.command()
    def stuck() -> None:
        """List what Slack refuses, or what could not be drawn: number, what, to whom, since when."""
        rows, total = run(_stuck(settings()))
        for row in rows:
            since = row.stuck_at or row.due_at
            console.print(
                f"{row.id}  {since:%Y-%m-%d %H:%M} UTC  {row.recipient}  {WHAT[row.kind]}. {why(row)}"
            )
        console.print(f"{plural(total, 'message')} could not be shown." if total else "Everything was shown.")

    @cli.command()
    def retry(ids: Ids = [], *, everything: All = False) -> None:  # noqa: B006  (Typer copies it)
        """Draw and send them once more, for example after an upgrade."""
        console.print(
            f"{plural(run(_done(settings(), _asked(ids, everything), again=True)), 'message')} due again."
        )

    @cli.command("let-go")
    def let_go(ids: Ids = [], *, everything: All = False) -> None:  # noqa: B006  (Typer copies it)
        """Say them no more; what they are about is shown again when it changes."""
        console.print(
            f"{plural(run(_done(settings(), _asked(ids, everything), again=False)), 'message')} let go."
        )

    return cli


def _asked(ids: Sequence[str], everything: bool) -> Sequence[str] | None:  # noqa: FBT001  (as Typer read it)
    if bool(ids) == everything:
        raise typer.BadParameter("Name the messages by their numbers, or say --all.")
    return None if everything else ids


async def _stuck(read: Settings) -> tuple[Sequence[Message], int]:
    async with transaction_in(read) as (session, program_id):
        return await upkeep.stuck(session, program_id, most=MOST)


async def _done(read: Settings, ids: Sequence[str] | None, *, again: bool) -> int:
    do = doing.try_again if again else doing.let_go
    async with transaction_in(read) as (session, program_id):
        return await do(session, program_id, ids, by=OPERATOR, now=Clock().business())
