"""What Slack's own command line (`slack run`) asks of a project: its hooks, the manifest, and to start the bot."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer
import yaml

from bot.connection import tables
from bot.connection.asking import identify, person
from bot.connection.install import Installed, Wanted
from bot.kit import config, log, settings_file
from bot.kit.clock import Clock
from bot.kit.config import Settings, SettingsError
from bot.outbox.slack import SlackClients
from handlers.cli.init import ENV, KEYS
from handlers.cli.running import run, settings
from migrations import runner

HOOK = "sh .slack/hook"
HOOKS = {
    "hooks": {"get-manifest": f"{HOOK} manifest", "start": f"{HOOK} start"},
    "config": {
        "watch": {"filter-regex": r"^app\.yaml$", "paths": ["."]},
        "sdk-managed-connection-enabled": True,
    },
}
LENIENT = {"ignore_unknown_options": True, "allow_extra_args": True}  # Slack may add options of its own


def create(manifest: Path, serve: Callable[[Settings], Awaitable[None]]) -> typer.Typer:
    """`manifest` is app.yaml; `serve` runs the bot."""
    cli = typer.Typer(help="For Slack's own command line, which reads .slack/hooks.json.")

    @cli.command("hooks", context_settings=LENIENT)
    def hooks() -> None:
        """Print the hooks."""
        typer.echo(json.dumps(HOOKS))

    @cli.command("manifest", context_settings=LENIENT)
    def as_json() -> None:
        """Print app.yaml as JSON."""
        typer.echo(json.dumps(yaml.safe_load(manifest.read_text("utf-8"))))

    @cli.command("start", context_settings=LENIENT)
    def start(
        manager: Annotated[str, typer.Option(envvar="RUNG_MANAGER", help="E-mail address or user id.")] = "",
    ) -> None:
        """Run the bot with the tokens that Slack's command line hands in, and make what is missing."""
        _keys()
        read = settings()
        done = run(prepare(read, manager.strip() or None))
        if not done.managers:
            typer.echo("Nobody manages this programme yet: RUNG_MANAGER=you@company.com slack run", err=True)
        log.configure(pretty=read.pretty_log)
        run(serve(read))

    return cli


def _keys() -> None:
    """The tokens come from Slack's command line each time; the keys that seal them have to stay."""
    try:
        config.load(ENV)
    except SettingsError as problem:
        if f"{KEYS} is missing." in problem.sentences:
            settings_file.write(ENV, {KEYS: secrets.token_urlsafe(32)})


async def prepare(read: Settings, manager: str | None) -> Installed:
    """The tables, the programme, and its manager where one is named."""
    slack = SlackClients(read.slack_api_url)
    try:
        client = slack.client(read.bot_token)
        me = await identify(client)
        known = await person(client, manager, me.team_id) if manager else None
    finally:
        await slack.close()
    async with tables.reached(read.database_url):
        await asyncio.to_thread(runner.upgrade, read.database_url)
    name = (
        me.team if read.program_name == Settings.model_fields["program_name"].default else read.program_name
    )
    return await tables.install(read, me, Wanted(name, read.zone, known), now=Clock().business())
