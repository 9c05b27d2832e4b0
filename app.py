"""Wires everything and starts it. Nothing imports this; `rung` is `app:main`.

The sandbox is imported where it is shown or asked: 100 modules and 4 MB that a server never needs.
"""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import yaml
from pydantic import SecretStr
from slack_bolt.app.async_app import AsyncApp
from starlette.types import ASGIApp

from bot import intake, lookups
from bot.connection.starting import connect
from bot.directory import Directory
from bot.drops import Drops
from bot.edges import Edges, edges
from bot.jobs import Ticks
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.database import Database
from bot.kit.metrics import Metrics
from bot.kit.stopping import Stopping
from bot.kit.vault import Vault
from bot.outbox import Outbox
from bot.outbox.asking import asking_again
from bot.outbox.slack import SlackClients
from handlers import install, routes, webhooks
from handlers.cli import Starters, create_cli
from handlers.doors import http_door
from handlers.health import Health
from handlers.slack import Installations, create_bolt
from handlers.sockets import Sockets
from handlers.turn import Turns
from handlers.web import create_web
from migrations import runner
from models import program as program_rows
from models.workspace import Workspace

if TYPE_CHECKING:
    from sandbox.server import Sandbox

TICK_ENDS_WITHIN = 0.8  # of the time of a polite end
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
    stopping: Stopping
    metrics: Metrics
    sockets: Sockets | None
    web: ASGIApp
    named: Workspace | None  # the one of SLACK_BOT_TOKEN, where there is one

    @property
    def workspace(self) -> Workspace:
        """Raises ValueError where workspaces come by OAuth alone."""
        if self.named is None:
            raise ValueError("no workspace is named in the settings")
        return self.named

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
    vault = Vault(settings.keys)
    database = Database(settings.database_url, answers_within=settings.turn_seconds, vault=vault)
    slack = SlackClients(settings.slack_api_url)
    try:
        await runner.check(database)
        named = await connect(settings, database, slack, vault, clock) if settings.slack_bot_token else None
        metrics, stopping = Metrics(), Stopping(settings.stop_seconds)
        beside = edges(settings, database, clock, slack, vault, metrics=metrics)
        ticks = Ticks(database, clock, beside.wake, seconds=settings.tick_seconds, metrics=metrics)
        sockets, web = doors_of(
            settings, database, clock, slack, vault, beside=beside, metrics=metrics, stopping=stopping
        )
        made = Rung(settings, database, clock, slack, beside, ticks, stopping, metrics, sockets, web, named)
        async with beside.running(stopping):
            ticks.start()
            try:
                with clock.when_moved(ticks.hurry):
                    yield made
            finally:
                with contextlib.suppress(TimeoutError):  # what a tick leaves stays due
                    async with asyncio.timeout(stopping.left(TICK_ENDS_WITHIN)):
                        await ticks.stop()
    finally:
        await slack.close()
        await database.close()


def doors_of(
    settings: Settings,
    database: Database,
    clock: Clock,
    slack: SlackClients,
    vault: Vault,
    *,
    beside: Edges,
    metrics: Metrics,
    stopping: Stopping,
) -> tuple[Sockets | None, ASGIApp]:
    """The ways in, all of them to the same turns: not open yet."""
    wake, known = beside.wake, Installations(database, vault)
    way = install.way_of(settings, scopes())
    turns = Turns(
        database,
        clock,
        routes.build(),
        wake,
        metrics=metrics,
        at_once=settings.turns_at_once,
        host=way.host if way else "",
    )
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    bolt = create_bolt(turns, known, slack, signing_secret=secret)
    sockets = sockets_of(settings, bolt, slack, metrics)
    web = create_web(
        bolt if secret else None,
        webhooks.Door(database, clock, vault, wake),
        Health(database, clock, metrics, stopping, lambda: sockets is None or sockets.connected > 0),
        install.Door(way, database, clock, vault, slack, wake=wake, entered=known.forget) if way else None,
        secure=settings.reached_by_tls,
        proxies=settings.trusted_proxies,
    )
    return sockets, web


def scopes() -> frozenset[str]:
    """What the app asks Slack for."""
    return frozenset(yaml.safe_load(MANIFEST.read_text("utf-8"))["oauth_config"]["scopes"]["bot"])


def sockets_of(settings: Settings, bolt: AsyncApp, slack: SlackClients, metrics: Metrics) -> Sockets | None:
    """None where Slack is heard over HTTP alone."""
    if settings.slack_app_token is None:
        return None
    client = asking_again(slack.client(None), settings.waits)
    token, connections = settings.slack_app_token.get_secret_value(), settings.socket_connections
    return Sockets(bolt, token, client, settings.waits, metrics, connections=connections)


@contextlib.asynccontextmanager
async def socket_door(rung: Rung) -> AsyncIterator[None]:
    """Slack's payloads over Socket Mode, for as long as the block lasts."""
    if rung.sockets is None:
        yield
        return
    async with rung.sockets.open(rung.stopping):
        yield


async def until_stopped() -> None:
    """Wait for Ctrl-C or a polite kill."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    for number in (signal.SIGINT, signal.SIGTERM):  # the next one ends us at once
        loop.remove_signal_handler(number)


async def start_serving(settings: Settings) -> None:
    """`rung serve`."""
    async with (
        running(settings, Clock()) as rung,
        socket_door(rung),
        http_door(settings, rung.web, rung.stopping),
    ):
        log.logger().info("ready", workspace=rung.named.name if rung.named else None)
        await until_stopped()
        rung.stopping.begin()
        log.logger().info("stopping", within=settings.stop_seconds)
    log.logger().info("stopped", left=round(rung.stopping.left(), 1))


@contextlib.asynccontextmanager
async def demo_world(*, port: int = 0) -> AsyncIterator[tuple["Sandbox", str]]:
    """The sandbox with its sample people, and the bot beside it, reached as in a real workspace."""
    from sandbox.sample import SAMPLE  # noqa: PLC0415  (see above)
    from sandbox.server import Sandbox, serve  # noqa: PLC0415

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
    from sandbox.sample import tour  # noqa: PLC0415  (see above)

    async with demo_world() as (sandbox, _):
        await tour.play(sandbox)


def judged(payload: Any) -> list[tuple[str, str]]:
    """`rung blocks`."""
    from sandbox import blockrules  # noqa: PLC0415  (see above)

    return blockrules.judged(payload)


def main() -> None:
    starters = Starters(
        serve=start_serving,
        demo=start_demo,
        tour=start_tour,
        judge=judged,
        manifest=MANIFEST,
    )
    create_cli(starters)()


if __name__ == "__main__":
    main()
