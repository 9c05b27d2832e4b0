"""Connections of Socket Mode that look open and hear nothing: noticed, replaced and counted."""

import asyncio
from collections.abc import Callable

import app
from sandbox.server import Sandbox
from sandbox.sockets import Sockets
from tests.bare import LONG, bare

HELP = "for the sellers of this programme"


IN_A_HURRY = 0.02  # a sign of life every fifth of a second


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(LONG):
        while not true():  # noqa: ASYNC110  (what is waited for has no event)
            await asyncio.sleep(0.02)


def replaced(rung: app.Rung, why: str) -> float:
    found = rung.metrics.reconnects.labels(why)._value.get()
    return float(found)


async def answered(sandbox: Sandbox) -> None:
    answer = await sandbox.person("U0TOM").command("/reference", "help")
    assert HELP in (answer.body or {})["text"]


async def test_a_connection_that_is_never_greeted_is_replaced(sqlite_url: str) -> None:
    async with bare(sqlite_url, socket=True, patience=IN_A_HURRY) as (sandbox, rung):
        assert rung.sockets is not None
        sandbox.delivery.sockets.greets = False
        await sandbox.delivery.sockets.refresh()  # the next one is open, answers pings, and says nothing
        await until(lambda: replaced(rung, "no greeting") > 0)
        assert rung.sockets.connected == 0
        sandbox.delivery.sockets.greets = True
        await until(lambda: bool(rung.sockets and rung.sockets.connected))
        await answered(sandbox)


async def test_a_connection_that_falls_silent_is_replaced(sqlite_url: str) -> None:
    async with bare(sqlite_url, socket=True, patience=IN_A_HURRY) as (sandbox, rung):
        assert rung.sockets is not None
        (connection,) = rung.sockets._connections
        assert connection.client.current_session_monitor is not None
        connection.client.current_session_monitor.cancel()  # the SDK's own, of which it is known that it may stall
        connection.client.auto_reconnect_enabled = False
        sandbox.delivery.sockets.fall_silent()
        await until(lambda: bool(rung.sockets and not rung.sockets.connected))
        await until(lambda: rung.metrics.reconnects._metrics != {})
        await until(lambda: bool(rung.sockets and rung.sockets.connected))
        await answered(sandbox)
        assert rung.sockets._connections != [connection]


async def test_several_connections_share_what_comes(sqlite_url: str) -> None:
    async with bare(sqlite_url, socket=True, patience=IN_A_HURRY, socket_connections=3) as (sandbox, rung):
        assert (sandbox.delivery.sockets.connected, rung.sockets and rung.sockets.connected) == (3, 3)
        for _ in range(Sockets.LIMIT):
            await answered(sandbox)
        await sandbox.delivery.sockets.refresh()
        await until(lambda: sandbox.delivery.sockets.connected == 3)  # the old ones were dropped at once
        await answered(sandbox)
        assert not rung.metrics.reconnects._metrics  # the SDK's own way of making way is enough
