"""The apps that are compared: a stock listener, a bare one that writes, and Rung's own turn."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from sqlalchemy import event, insert
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from benchmarks.payloads import PRESSED, SECRET, TEAM
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.outbox.slack import SlackClients
from handlers import routes
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.slack import Installations, create_bolt
from handlers.table import Route, Table, Turn
from handlers.turn import Turns
from models import audit, metadata

VERBS = ("ask_approved", "customer_asked", "line_redrawn")  # the three rows


def bolt(*, process_before_response: bool = False) -> AsyncApp:
    """A listener's app with authorisation at hand, as ours has it: nobody is to pay for an `auth.test`."""
    known = AuthorizeResult(
        enterprise_id=None, team_id=TEAM, bot_token="xoxb-bench", bot_id="B0RUNG", bot_user_id="U0RUNG"
    )

    async def authorize() -> AuthorizeResult:
        return known

    return AsyncApp(
        signing_secret=SECRET, authorize=authorize, process_before_response=process_before_response
    )


def stock() -> AsyncApp:
    """Bolt as it comes, acknowledging and doing nothing else."""
    app = bolt()

    async def hear(ack: AsyncAck) -> None:
        await ack()

    app.action(PRESSED)(hear)
    return app


def bare(engine: AsyncEngine, program_id: str) -> AsyncApp:
    """The least that keeps three rows before it acknowledges: no roles, no table, no ORM, no log."""
    app = bolt(process_before_response=True)
    table = metadata.tables["audit"]

    async def hear(ack: AsyncAck, body: dict[str, Any]) -> None:
        now = datetime.now(UTC)
        actor, subject = body["user"]["id"], body["actions"][0]["value"]
        rows = [
            {"program_id": program_id, "at": now, "actor": actor, "verb": verb, "subject": subject}
            for verb in VERBS
        ]
        async with engine.begin() as connection:
            await connection.execute(insert(table), rows)
        await ack()

    app.action(PRESSED)(hear)
    return app


def bare_engine(path: str) -> AsyncEngine:
    """An engine of its own, so that whatever ours may cost is seen; as durable, and as early with its lock."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}")

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("busy_timeout=20000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


async def three_rows(turn: Turn) -> Answer:
    """What a handler does: plain calls with the turn's session, committed by the turn."""
    for verb in VERBS:
        audit.record(
            turn.session,
            turn.actor.program_id,
            at=turn.now,
            actor=turn.actor.user_id,
            verb=verb,
            subject=turn.heard.value,
        )
    return Done()


def rung(database: Database, vault: Vault, slack: SlackClients, *, more: Iterable[Route] = ()) -> AsyncApp:
    """Rung's stack with its real routes, the pressed one answered by `three_rows`, for the role it really has."""
    pressed = Route(Kind.ACTION, PRESSED, three_rows)
    return _rung(
        database,
        vault,
        slack,
        {
            **routes.build(),
            **{(route.kind, route.id): route for route in more},
            (pressed.kind, pressed.id): pressed,
        },
    )


def answering(database: Database, vault: Vault, slack: SlackClients) -> AsyncApp:
    """Rung's stack as it is."""
    return _rung(database, vault, slack, routes.build())


def _rung(database: Database, vault: Vault, slack: SlackClients, table: Table) -> AsyncApp:
    """The outbox is woken as ever and sleeps on: what it would send is no part of the turn."""
    turns = Turns(database, Clock(), table, asyncio.Event().set)
    return create_bolt(turns, Installations(database, vault), slack, signing_secret=SECRET)


def more_routes(count: int) -> list[Route]:
    """As many more ids as a grown Rung has, spread over the kinds; put into the table before the pressed one."""
    kinds = list(Kind)
    return [Route(kinds[number % len(kinds)], f"more_{number}", three_rows) for number in range(count)]
