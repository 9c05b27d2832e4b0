"""Socket Mode, as a client sees it that is not Bolt."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.delivery import ACK_LIMIT
from tests.sandbox.shop import Json, Shop

SLOW_MACHINE = 60.0  # seconds
Connect = Callable[..., Awaitable[aiohttp.ClientWebSocketResponse]]


@pytest.fixture
async def connect(quiet: Shop, session: aiohttp.ClientSession) -> AsyncIterator[Connect]:
    """Opens one more connection, by the method that is for it."""
    async with AsyncExitStack() as open_ones:

        async def opened(more: str = "") -> aiohttp.ClientWebSocketResponse:
            answer = await quiet.client.apps_connections_open(app_token="xapp-1")
            return await open_ones.enter_async_context(session.ws_connect(answer["url"] + more))

        yield opened


async def acknowledged(socket: aiohttp.ClientWebSocketResponse) -> Json:
    """The next envelope, acknowledged."""
    envelope: Json = await socket.receive_json()
    await socket.send_json({"envelope_id": envelope["envelope_id"]})
    return envelope


async def test_it_says_hello(connect: Connect) -> None:
    hello = await (await connect()).receive_json()
    again = await (await connect()).receive_json()
    assert hello == {
        "type": "hello",
        "num_connections": 1,
        "connection_info": {"app_id": "A0RUNG"},
        "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
    }
    assert again["num_connections"] == 2


async def test_a_connection_may_be_asked_for_short_ones(connect: Connect) -> None:
    hello = await (await connect("&debug_reconnects=true")).receive_json()
    assert hello["debug_info"]["approximate_connection_time"] == 360


async def test_ten_connections_and_no_more(quiet: Shop, connect: Connect) -> None:
    for _ in range(10):
        await (await connect()).receive_json()
    refused = await connect()
    goodbye = await refused.receive_json()
    assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "too_many_websockets")
    assert (await refused.receive()).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}
    assert quiet.sandbox.delivery.sockets.connected == 10


async def test_without_socket_mode_the_link_is_disabled(quiet: Shop, connect: Connect) -> None:
    quiet.sandbox.delivery.sockets.enabled = False
    goodbye = await (await connect()).receive_json()
    assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "link_disabled")


async def test_any_connection_may_get_any_payload(quiet: Shop, connect: Connect) -> None:
    sockets = [await connect(), await connect()]
    for socket in sockets:
        await socket.receive_json()
    ada = quiet.ada
    acts: list[Callable[[], Coroutine[Any, Any, object]]] = [
        lambda: ada.command("/order"),
        lambda: ada.say("hello"),
        lambda: ada.shortcut("order_now"),
    ]
    got = set()
    for number, act in enumerate(acts * 2):
        task = asyncio.create_task(act())
        envelope = await acknowledged(sockets[number % 2])
        await task
        got.add((number % 2, envelope["type"]))
    kinds = ("slash_commands", "events_api", "interactive")
    assert got == {(number, kind) for number in (0, 1) for kind in kinds}


async def test_an_event_that_one_connection_dropped_comes_over_another(quiet: Shop, connect: Connect) -> None:
    quiet.sandbox.delivery.ack_limit = 0.05
    one, two = await connect(), await connect()
    for socket in (one, two):
        await socket.receive_json()
    words = asyncio.create_task(quiet.ada.say("hello"))
    first = await one.receive_json()
    quiet.sandbox.delivery.ack_limit = SLOW_MACHINE
    await one.close()
    again = await acknowledged(two)
    await words
    assert (again["retry_attempt"], again["payload"]) == (1, first["payload"])
    assert quiet.sandbox.payloads[-1][1] == 200


async def test_a_warning_comes_before_the_end(quiet: Shop, connect: Connect) -> None:
    sockets = quiet.sandbox.delivery.sockets
    sockets.life, sockets.notice = 0.06, 0.03
    socket = await connect()
    told = [await socket.receive_json() for _ in range(3)]
    assert [(each["type"], each.get("reason")) for each in told] == [
        ("hello", None),
        ("disconnect", "warning"),
        ("disconnect", "refresh_requested"),
    ]
    assert sockets.connected == 0


async def test_a_warned_connection_still_gets_payloads(quiet: Shop, connect: Connect) -> None:
    socket = await connect()
    await socket.receive_json()
    await quiet.sandbox.delivery.sockets.warn()
    assert (await socket.receive_json())["reason"] == "warning"
    act = asyncio.create_task(quiet.ada.command("/order"))
    assert (await acknowledged(socket))["type"] == "slash_commands"
    assert (await act).status == 200
    await quiet.sandbox.delivery.sockets.refresh()
    assert (await socket.receive_json())["reason"] == "refresh_requested"
    assert (await quiet.ada.command("/order")).error == "dispatch_failed"


async def test_what_each_envelope_says_of_its_answer(quiet: Shop, connect: Connect) -> None:
    socket = await connect()
    await socket.receive_json()
    takes = {}
    for act in (quiet.ada.command("/order"), quiet.ada.shortcut("order_now"), quiet.ada.say("hello")):
        task: asyncio.Task[object] = asyncio.create_task(act)
        envelope = await acknowledged(socket)
        await task
        takes[envelope["type"]] = (envelope["accepts_response_payload"], "retry_attempt" in envelope)
    assert takes == {
        "slash_commands": (True, False),
        "interactive": (True, False),
        "events_api": (False, True),
    }


class Gone(WebSocket):
    """A connection that broke without a word."""

    def __init__(self) -> None:
        scope: Scope = {"type": "websocket"}
        receive: Receive = self._nothing
        send: Send = self._broken
        super().__init__(scope, receive, send)

    async def _nothing(self) -> Message:
        raise AssertionError("nobody listens to it")

    async def _broken(self, _: Message) -> None:
        raise AssertionError("Starlette is not asked")

    async def send_text(self, data: str) -> None:
        raise WebSocketDisconnect(1006, data)


async def test_a_connection_that_broke_is_passed_over(quiet: Shop, connect: Connect) -> None:
    sockets = quiet.sandbox.delivery.sockets
    for tell in (sockets.warn, sockets.refresh):
        sockets._connections.appendleft(Gone())
        await tell()
        assert sockets.connected == 0
    sockets._connections.appendleft(Gone())
    standing = await connect()
    await standing.receive_json()
    act = asyncio.create_task(quiet.ada.command("/order"))
    assert (await acknowledged(standing))["type"] == "slash_commands"
    assert (await act).status == 200
    assert sockets.connected == 1


async def test_every_connection_breaks_at_once(quiet: Shop, connect: Connect) -> None:
    both = [await connect(), await connect()]
    for each in both:
        await each.receive_json()
    quiet.sandbox.delivery.sockets.cut()
    assert quiet.sandbox.delivery.sockets.connected == 0
    assert [(await each.receive()).type for each in both] == [aiohttp.WSMsgType.CLOSED] * 2


async def test_an_acknowledgement_must_come_within_three_seconds(quiet: Shop, connect: Connect) -> None:
    assert quiet.sandbox.delivery.ack_limit == ACK_LIMIT == 3.0
    quiet.sandbox.delivery.ack_limit = 0.02
    socket = await connect()
    await socket.receive_json()
    assert (await quiet.ada.command("/order")).error == "operation_timeout"
    late = await acknowledged(socket)  # nobody waits for it any more
    quiet.sandbox.delivery.ack_limit = ACK_LIMIT
    act = asyncio.create_task(quiet.ada.command("/order"))
    again = await acknowledged(socket)
    assert (await act).status == 200
    assert again["envelope_id"] != late["envelope_id"]


@pytest.mark.parametrize("shop", ["socket"], indirect=True)
async def test_bolt_moves_to_a_new_connection_when_it_is_warned(shop: Shop) -> None:
    sockets = shop.sandbox.delivery.sockets
    (before,) = sockets._connections
    await sockets.warn()
    await shop.sandbox.wait_until(lambda: sockets.connected == 1 and before not in sockets._connections)
    assert (await shop.ada.command("/order", "help")).status == 200
