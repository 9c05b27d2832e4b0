"""Wires everything and starts it. Nothing imports this; `rung` is `app:main`."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import uvicorn
import yaml
from aiohttp import ClientError
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from starlette.applications import Starlette

from bot import intake, lookups, programs
from bot.directory import Directory
from bot.drops import Drops
from bot.edges import Edges, edges
from bot.imports.report import Report
from bot.jobs import Ticks
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.config import Settings, SettingsError
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.outbox import Outbox
from bot.outbox.asking import asking_again
from bot.outbox.slack import SlackClients
from bot.outbox.verdicts import Fate, judge
from handlers import routes, webhooks
from handlers.cli import Starters, create_cli
from handlers.cli.importing import Order
from handlers.slack import Installations, create_bolt
from handlers.turn import Turns
from handlers.web import create_web
from migrations import runner
from models import program as program_rows
from models.workspace import Workspace
from sandbox import blockrules
from sandbox.sample import SAMPLE, tour
from sandbox.server import Sandbox, serve

MANIFEST = Path(__file__).with_name("app.yaml")
DEMO_BEGINS = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # the Monday of the samples
DEMO_SET_UP = DEMO_BEGINS - timedelta(days=3)  # on Friday, so that its first Monday comes at once
DEMO_CHANNEL = "C0ADVOCACY"
DEMO_MANAGERS = ("U0MAYA", "U0RAFAEL")
DEMO_TEAM = "T0BRIGHTWELL"


@dataclass(frozen=True, slots=True)
class Rung:
    """The running bot: what its doors, the demo and the tests reach into."""

    settings: Settings
    database: Database
    clock: Clock
    slack: SlackClients
    edges: Edges
    ticks: Ticks
    bolt: AsyncApp
    web: Starlette
    workspace: Workspace

    @property
    def outbox(self) -> Outbox:
        return self.edges.outbox

    @property
    def directory(self) -> Directory:
        return self.edges.directory

    @property
    def drops(self) -> Drops:
        return self.edges.drops


@contextlib.asynccontextmanager
async def running(settings: Settings, clock: Clock) -> AsyncIterator[Rung]:
    """The bot without its doors: connected to its database and to Slack's Web API, ticking and sending."""
    database = Database(settings.database_url)
    slack = SlackClients(settings.slack_api_url)
    vault = Vault(settings.keys)
    try:
        await runner.check(database)
        workspace = await connect(settings, database, slack, vault, now=clock.business())
        beside = edges(settings, database, clock, slack, vault)
        ticks = Ticks(database, clock, beside.wake, seconds=settings.tick_seconds)
        turns = Turns(database, clock, routes.build(), beside.wake)
        secret = settings.slack_signing_secret
        bolt = create_bolt(
            turns,
            Installations(database, vault),
            slack,
            signing_secret=secret.get_secret_value() if secret else "",
        )
        async with beside.running():
            ticks.start()
            clock.when_moved(ticks.hurry)
            web = create_web(bolt, webhooks.Door(database, clock, vault, beside.wake))
            try:
                yield Rung(settings, database, clock, slack, beside, ticks, bolt, web, workspace)
            finally:
                await ticks.stop()
    finally:
        await slack.close()
        await database.close()


async def connect(
    settings: Settings, database: Database, slack: SlackClients, vault: Vault, *, now: datetime
) -> Workspace:
    """The workspace of `SLACK_BOT_TOKEN`, with its token sealed; raises SettingsError where Slack refuses it."""
    token = settings.slack_bot_token.get_secret_value()
    try:
        me = await asking_again(slack.client(token), settings.waits).auth_test()
    except SlackApiError as problem:
        verdict = judge(problem)
        if verdict.fate in {Fate.LATER, Fate.DOUBT}:
            away = f"Slack can't be asked just now: {verdict.error}. Start again later."
            raise SettingsError([away]) from None
        raise SettingsError([f"SLACK_BOT_TOKEN is wrong: Slack answers {verdict.error}."]) from None
    except (OSError, TimeoutError, ClientError) as problem:
        raise SettingsError([f"Slack can't be reached at {settings.slack_api_url}: {problem}."]) from None
    async with database.transaction() as session:
        return await programs.connect(
            session,
            team_id=me["team_id"],
            team_name=me["team"],
            bot_user_id=me["user_id"],
            bot_id=me.get("bot_id", ""),
            sealed_token=vault.seal(token),
            program_name=settings.program_name,
            zone=settings.zone,
            now=now,
        )


@contextlib.asynccontextmanager
async def socket_door(rung: Rung) -> AsyncIterator[None]:
    """Slack's payloads over Socket Mode, for as long as the block lasts."""
    token = rung.settings.slack_app_token
    if token is None:
        yield
        return
    waits = rung.settings.waits
    client = asking_again(rung.slack.client(None), waits)
    handler = AsyncSocketModeHandler(
        rung.bolt, token.get_secret_value(), web_client=client, ping_interval=waits.ping
    )
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@contextlib.asynccontextmanager
async def http_door(rung: Rung) -> AsyncIterator[None]:
    """Slack's payloads over HTTP, for as long as the block lasts."""
    if rung.settings.http_port is None:
        yield
        return
    config = uvicorn.Config(
        rung.web, host=rung.settings.http_host, port=rung.settings.http_port, lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve())  # noqa: SLF001  (serve() would take the signals from us)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


async def until_stopped() -> None:
    """Wait for Ctrl-C or a polite kill."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await stopped.wait()


async def start_serving(settings: Settings) -> None:
    """`rung serve`."""
    async with running(settings, Clock()) as rung, socket_door(rung), http_door(rung):
        log.logger().info("ready", workspace=rung.workspace.name)
        await until_stopped()


@contextlib.asynccontextmanager
async def demo_world(*, port: int = 0) -> AsyncIterator[tuple[Sandbox, str]]:
    """The sandbox with its sample people, and the bot beside it, reached as in a real workspace."""
    clock = Clock()
    clock.set_business(DEMO_SET_UP)
    sandbox = Sandbox(
        manifest=yaml.safe_load(MANIFEST.read_text("utf-8")),
        clock=clock,
        signing_secret="demo-signing-secret",  # noqa: S106  (opens nothing but the sandbox)
        app_token="xapp-demo",  # noqa: S106
    )
    team = sandbox.add_workspace(team_id=DEMO_TEAM, name="Brightwell", bot_token="xoxb-demo")  # noqa: S106
    sandbox.load_people(team, SAMPLE / "people.csv")
    team.add_channel("C0DEAL", "deal-kestrel-pay", ["U0TOM", "U0SOFIA", team.bot_user_id])
    team.add_channel(DEMO_CHANNEL, "customer-advocacy", [*DEMO_MANAGERS, team.bot_user_id])
    sandbox.visit.read(SAMPLE / "visit.toml")
    with TemporaryDirectory(prefix="rung-demo-") as place:
        async with serve(sandbox, port=port) as address:
            settings = demo_settings(address, f"sqlite:///{place}/demo.db")
            await runner.upgrade_apart(settings.database_url)
            async with running(settings, clock) as rung, socket_door(rung):
                find = lookups.of_own(rung.slack, "xoxb-demo", DEMO_TEAM, settings)
                program_id = rung.workspace.program_id
                await intake.take_folder(rung.database, program_id, SAMPLE, now=clock.business(), find=find)
                async with rung.database.transaction() as session:
                    await program_rows.change(session, program_id, {"channel": DEMO_CHANNEL})
                clock.set_business(DEMO_BEGINS)
                yield sandbox, address


def demo_settings(address: str, database_url: str) -> Settings:
    return Settings(
        _env_file=None,
        slack_bot_token=SecretStr("xoxb-demo"),
        slack_app_token=SecretStr("xapp-demo"),
        slack_api_url=f"{address}/api/",
        database_url=database_url,
        secret_keys=SecretStr("kept for the length of a demo"),
        program_name="Brightwell",
        slack_pace=20.0,
    )


async def start_demo(port: int) -> None:
    """`rung demo`."""
    async with demo_world(port=port) as (_, address):
        print(f"Rung is ready. Open {address} in your browser; stop with Ctrl-C.", flush=True)  # noqa: T201
        await until_stopped()


async def start_tour() -> None:
    """`rung demo --tour`."""
    async with demo_world() as (sandbox, _):
        await tour.play(sandbox)


async def start_migrating(settings: Settings) -> None:
    """`rung migrate`."""
    await asyncio.to_thread(runner.upgrade, settings.database_url)


async def start_taking(settings: Settings, order: Order) -> Report:
    """`rung import`."""
    database, slack = Database(settings.database_url), SlackClients(settings.slack_api_url)
    try:
        await runner.check(database)
        async with database.reading() as session:
            home = await programs.only(session)
        token = settings.slack_bot_token.get_secret_value()
        find = lookups.of_own(slack, token, home.team_id, settings)
        given: dict[str, Any] = {
            "dates": order.dates,
            "now": Clock().business(),
            "on_fault": order.on_fault,
            "on_bytes": order.on_bytes,
            "find": find,
        }
        if order.dry_run:
            return await intake.check(database, home.program_id, order.kind, order.source, **given)
        return await intake.take(
            database, home.program_id, order.kind, order.source, skip_bad=order.skip_bad, **given
        )
    finally:
        await slack.close()
        await database.close()


def main() -> None:
    starters = Starters(
        serve=start_serving,
        demo=start_demo,
        tour=start_tour,
        migrate=start_migrating,
        take=start_taking,
        judge=blockrules.judged,
        manifest=MANIFEST,
    )
    create_cli(starters)()


if __name__ == "__main__":
    main()
