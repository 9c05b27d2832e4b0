"""The HTTP door as a stranger may use it: too much, too slow, lying; and what it tells of us."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

import app
from handlers.doors import LARGEST_HEAD, http_door
from handlers.limits import LARGEST_BODY
from models import message as messages
from models.message import MessageKind
from sandbox.server import Sandbox
from tests.bare import LONG, bare

ONE = 1_000


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextlib.asynccontextmanager
async def opened(
    database_url: str, *, by_socket: bool = False, **settings: Any
) -> AsyncIterator[tuple[Sandbox, app.Rung, httpx.AsyncClient]]:
    port, way = free_port(), {} if by_socket else {"slack_app_token": None}
    async with (
        bare(database_url, socket=by_socket, http_port=port, **(way | settings)) as (sandbox, rung),
        http_door(rung.settings, rung.web, rung.stopping),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=LONG) as client,
    ):
        yield sandbox, rung, client


async def raw(client: httpx.AsyncClient, sent: bytes, *, hold: bool = False) -> bytes:
    """What comes back for bytes that no client library would send; `hold`: more is never sent."""
    reader, writer = await asyncio.open_connection(client.base_url.host, client.base_url.port)
    try:
        writer.write(sent)
        with contextlib.suppress(ConnectionError):
            await writer.drain()
            if not hold:
                writer.write_eof()
            return await asyncio.wait_for(reader.read(), LONG)
        return b""
    finally:
        writer.close()


async def test_a_body_is_only_so_large_however_it_comes(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, _, client):

        async def chunks(count: int) -> AsyncIterator[bytes]:
            for _ in range(count):
                yield b"x" * ONE

        known = await client.post("/slack/events", content=b"x" * (LARGEST_BODY + 1))
        chunked = await client.post("/slack/events", content=chunks(LARGEST_BODY // ONE + 1))
        hooked = await client.post("/hooks/blocks", content=chunks(LARGEST_BODY // ONE + 1))
        fits = await client.post("/slack/events", content=chunks(LARGEST_BODY // ONE))
        assert [each.status_code for each in (known, chunked, hooked)] == [413, 413, 413]
        assert fits.status_code == 401  # read, and not signed


@pytest.mark.parametrize(
    "lie",
    [
        b"Content-Length: -1",
        b"Content-Length: many",
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: 99",
    ],
)
async def test_a_length_that_lies_is_refused(sqlite_url: str, lie: bytes) -> None:
    async with opened(sqlite_url) as (_, _, client):
        said = await raw(client, b"POST /slack/events HTTP/1.1\r\nHost: x\r\n" + lie + b"\r\n\r\nhello")
        assert said == b"" or said.split()[1] in {b"400", b"401", b"408"}
        assert (await client.get("/healthz")).text == "ok"


async def test_a_body_that_never_comes_is_not_waited_for(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, _, client):
        head = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhell"
        assert (await raw(client, head, hold=True)).split()[1] == b"408"


async def test_a_head_is_only_so_large(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, _, client):
        line = b"X-More: " + b"x" * LARGEST_HEAD * 2
        said = await raw(client, b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + line, hold=True)
        assert said.split()[1] == b"400"


async def test_ready_says_in_a_word_why_not(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, rung, client):
        assert (await client.get("/readyz")).text == "ready"
        async with rung.database.transaction() as session:
            await (await session.connection()).exec_driver_sql(
                "UPDATE alembic_version SET version_num = '0001'"
            )
            await (await session.connection()).exec_driver_sql("DELETE FROM compatible_schema")
        schema = await client.get("/readyz")
        async with contextlib.AsyncExitStack() as held:  # nobody else gets to read
            for _ in range(4):
                session = await held.enter_async_context(rung.database.reading())
                await session.connection()
            database = await client.get("/readyz")
            alive = await client.get("/healthz")
        rung.stopping.begin()
        stopping = await client.get("/readyz")
        assert (schema.status_code, schema.text) == (503, "schema: run `rung migrate`")
        assert (database.status_code, database.text) == (503, "database: it does not answer")
        assert (stopping.status_code, stopping.text) == (503, "stopping")
        assert alive.text == "ok"


async def test_without_a_signing_secret_only_health_and_metrics_are_told(sqlite_url: str) -> None:
    async with opened(sqlite_url, by_socket=True, slack_signing_secret=None) as (sandbox, _, client):
        assert (await client.post("/slack/events", data={"command": "/x"})).status_code == 404
        assert (await client.get("/readyz")).text == "ready"
        sandbox.delivery.sockets.enabled = False
        sandbox.delivery.sockets.greets = False
        await sandbox.delivery.sockets.refresh()
        async with asyncio.timeout(LONG):
            while (told := await client.get("/readyz")).status_code == 200:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert told.text == "socket: not connected to Slack"
        assert "rung_sockets_connected 0.0" in (await client.get("/metrics")).text


async def test_metrics_count_turns_messages_and_what_waits(database_url: str) -> None:
    async with opened(database_url) as (
        sandbox,
        rung,
        client,
    ):
        tom = sandbox.person("U0TOM")
        await tom.command("/rung", "help")
        await tom.say("Hello?")
        await rung.outbox.settled()
        async with rung.database.transaction() as session:
            for kind in (MessageKind.NOTICE, MessageKind.HOME):  # nobody looks at that Home
                await messages.want(
                    session,
                    program_id=rung.workspace.program_id,
                    workspace_id=rung.workspace.id,
                    kind=kind,
                    subject=rung.workspace.id,
                    recipient="U0NOBODY",
                    now=rung.clock.business(),
                )
        rung.clock.move(timedelta(seconds=90))
        text = (await client.get("/metrics")).text
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("rung_"))
    assert lines['rung_turns_total{kind="command",outcome="refused"}'] == "1.0"
    assert lines['rung_turns_total{kind="event",outcome="done"}'] == "1.0"
    assert lines['rung_turn_seconds_count{kind="command"}'] == "1.0"
    assert lines['rung_messages_total{done="posted"}'] == "1.0"
    assert lines["rung_messages_due"] == "1.0"
    assert 90 <= float(lines["rung_messages_oldest_due_seconds"]) < 90 + LONG
    assert (lines["rung_messages_in_doubt"], lines["rung_messages_stuck"]) == ("0.0", "0.0")
    assert (lines["rung_workspaces_paused"], lines["rung_database_up"]) == ("0.0", "1.0")
    assert "process_resident_memory_bytes" in text
    assert not any(word in text for word in ("Tom", "U0TOM", "Brightwell", "T0TEST", "/rung"))
