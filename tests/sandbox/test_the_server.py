"""Starting and stopping."""

import asyncio
import time
from pathlib import Path

import aiohttp
import httpx
import pytest

from sandbox.clock import TimeMachine
from sandbox.server import Sandbox, serve
from tests.sandbox.shop import MANIFEST, Shop


async def test_it_stops_promptly_with_streams_and_sockets_open(session: aiohttp.ClientSession) -> None:
    sandbox = Sandbox(manifest=MANIFEST, clock=TimeMachine(), signing_secret="s", app_token="xapp-1")
    sandbox.add_workspace(team_id="T1", name="One", bot_token="xoxb-1")
    async with serve(sandbox) as address:
        stream = await session.get(f"{address}/sandbox/stream", params={"user": "U1"})
        await stream.content.readline()
        headers = {"authorization": "Bearer xapp-1"}
        async with session.post(f"{address}/api/apps.connections.open", headers=headers) as opened:
            url = (await opened.json())["url"]
        socket = await session.ws_connect(url)
        assert (await socket.receive_json())["type"] == "hello"
        began = time.perf_counter()
    assert time.perf_counter() - began < 0.4
    assert (await socket.receive()).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}
    await socket.close()
    assert (await stream.content.read()).endswith(b"\n\n")  # to its proper end
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.get(address)


async def test_a_port_that_is_taken_is_an_error(quiet: Shop) -> None:
    port = int(quiet.sandbox.address.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        async with serve(quiet.sandbox, port=port):
            pass


async def test_a_socket_ticket_is_good_for_one_connection(
    quiet: Shop, session: aiohttp.ClientSession
) -> None:
    url = f"ws{quiet.sandbox.address.removeprefix('http')}/socket/{quiet.sandbox.delivery.sockets.ticket()}"
    async with session.ws_connect(url) as socket:
        await socket.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_envelopes_go_to_connections_in_turn(quiet: Shop, session: aiohttp.ClientSession) -> None:
    sockets = quiet.sandbox.delivery.sockets
    base = f"ws{quiet.sandbox.address.removeprefix('http')}/socket/"
    async with (
        session.ws_connect(base + sockets.ticket()) as one,
        session.ws_connect(base + sockets.ticket()) as two,
    ):
        for socket in (one, two):
            await socket.receive_json()
        for socket in (one, two):
            act = asyncio.create_task(quiet.ada.command("/order", "x"))
            envelope = await socket.receive_json()
            assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
            await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "done"}})
            assert (await act).body == {"text": "done"}


async def test_a_retried_event_says_so(quiet: Shop, session: aiohttp.ClientSession) -> None:
    sockets = quiet.sandbox.delivery.sockets
    url = f"ws{quiet.sandbox.address.removeprefix('http')}/socket/{sockets.ticket()}"
    async with session.ws_connect(url) as socket:
        await socket.receive_json()
        quiet.sandbox.delivery.ack_limit = 0.01
        act = asyncio.create_task(quiet.ada.say("hello"))
        first = await socket.receive_json()
        assert (first["type"], first["retry_attempt"], first["retry_reason"]) == ("events_api", 0, "")
        second = await socket.receive_json()
        assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_timeout")
        assert first["payload"] == second["payload"]
        assert first["envelope_id"] != second["envelope_id"]
        await act


async def test_a_late_bot_is_not_waited_for(quiet: Shop, session: aiohttp.ClientSession) -> None:
    quiet.sandbox.delivery.ack_limit = 0.01
    sockets = quiet.sandbox.delivery.sockets
    url = f"ws{quiet.sandbox.address.removeprefix('http')}/socket/{sockets.ticket()}"
    async with session.ws_connect(url) as socket:
        await socket.receive_json()
        answer = await quiet.ada.command("/order")
        assert (answer.status, answer.error) == (0, "operation_timeout")
        assert "operation_timeout" in quiet.ada.ephemerals[0].text


async def test_a_wrong_signing_secret_is_noticed(quiet: Shop) -> None:
    async def bot(request: httpx.Request) -> httpx.Response:
        signed = {"x-slack-signature", "x-slack-request-timestamp"} <= request.headers.keys()
        return httpx.Response(401 if signed else 500)

    async with httpx.AsyncClient(transport=httpx.MockTransport(bot)) as client:
        quiet.sandbox.deliver_by_http("http://bot/slack/events", client)
        answer = await quiet.ada.command("/order")
    assert (answer.status, answer.error) == (401, "dispatch_failed")


async def test_people_are_read_from_a_file(quiet: Shop, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "user_id,name,email,title,kind,tz,locale\n"
        'U0MAYA,Maya Patel,maya.patel@b.example,"Head, North",guest,Europe/London,en-GB\n',
        encoding="utf-8",
    )
    quiet.sandbox.load_people(quiet.team, file)
    maya = quiet.sandbox.person("U0MAYA").user
    assert (maya.name, maya.real_name, maya.kind, maya.tz) == (
        "maya.patel",
        "Maya Patel",
        "guest",
        "Europe/London",
    )
