"""`rung serve` as an operator runs it: a process of its own, connected to a Slack by settings alone."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import yaml

import app
from sandbox.clock import TimeMachine
from sandbox.server import Sandbox, serve
from tests.commands import environment

RUNG = str(Path(sys.executable).with_name("rung"))
SECRET = "a signing secret of the tests"
SLOW_MACHINE = 60.0


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@asynccontextmanager
async def slack() -> AsyncIterator[tuple[Sandbox, str]]:
    sandbox = Sandbox(
        manifest=yaml.safe_load(app.MANIFEST.read_text("utf-8")),
        clock=TimeMachine(),
        signing_secret=SECRET,
        app_token="xapp-serve",
    )
    team = sandbox.add_workspace(team_id="T0SERVE", name="Served", bot_token="xoxb-serve")
    sandbox.load_people(team, Path(__file__).parent / "data" / "small" / "people.csv")
    sandbox.delivery.ack_limit = SLOW_MACHINE
    async with serve(sandbox) as address:
        yield sandbox, address


async def run(*words: str, cwd: Path, settings: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        RUNG, *words, cwd=cwd, env=environment(cwd, **settings), stderr=asyncio.subprocess.PIPE
    )


async def ready(process: asyncio.subprocess.Process) -> None:
    assert process.stderr is not None
    while line := await asyncio.wait_for(process.stderr.readline(), SLOW_MACHINE):
        if b'"event": "ready"' in line:
            return
    raise AssertionError("rung serve ended before it was ready")


def settings_for(address: str, port: int) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-serve",
        "SLACK_APP_TOKEN": "xapp-serve",
        "SLACK_SIGNING_SECRET": SECRET,
        "RUNG_SECRET_KEYS": "a secret key of the tests",
        "RUNG_SLACK_API_URL": f"{address}/api/",
        "RUNG_HTTP_PORT": str(port),
        "RUNG_STOP_SECONDS": "10",
    }


async def test_both_doors_are_open_and_close_politely(tmp_path: Path) -> None:
    port = free_port()
    async with slack() as (sandbox, address):
        settings = settings_for(address, port)
        assert await (await run("migrate", cwd=tmp_path, settings=settings)).wait() == 0
        bot = await run("serve", cwd=tmp_path, settings=settings)
        try:
            await ready(bot)
            by_socket = await sandbox.person("U0TOM").command("/reference", "help")
            async with httpx.AsyncClient() as client:
                healthy = await client.get(f"http://127.0.0.1:{port}/healthz")
                forged = await client.post(f"http://127.0.0.1:{port}/slack/events", data={"command": "/x"})
                huge = await client.post(f"http://127.0.0.1:{port}/slack/events", content=b"x" * 1_000_001)
                sandbox.deliver_by_http(f"http://127.0.0.1:{port}/slack/events", client)
                by_http = await sandbox.person("U0TOM").command("/reference", "help")
        finally:
            bot.terminate()
            await asyncio.wait_for(bot.communicate(), SLOW_MACHINE)
    assert by_socket.body is not None
    assert by_http.body == by_socket.body
    assert "for the sellers of this programme" in by_socket.body["text"]
    assert (healthy.status_code, forged.status_code, huge.status_code) == (200, 401, 413)
    assert bot.returncode == 0


async def test_a_token_that_slack_refuses_is_a_sentence(tmp_path: Path) -> None:
    async with slack() as (_, address):
        settings = settings_for(address, free_port()) | {"SLACK_BOT_TOKEN": "xoxb-other"}
        assert await (await run("migrate", cwd=tmp_path, settings=settings)).wait() == 0
        bot = await run("serve", cwd=tmp_path, settings=settings)
        _, said = await asyncio.wait_for(bot.communicate(), SLOW_MACHINE)
    assert bot.returncode == 2
    assert b"SLACK_BOT_TOKEN is wrong: Slack answers invalid_auth" in b" ".join(said.split())


async def test_tokens_are_sealed_in_the_database(tmp_path: Path) -> None:
    async with slack() as (_, address):
        settings = settings_for(address, free_port())
        assert await (await run("migrate", cwd=tmp_path, settings=settings)).wait() == 0
        bot = await run("serve", cwd=tmp_path, settings=settings)
        await ready(bot)
        bot.terminate()
        await asyncio.wait_for(bot.communicate(), SLOW_MACHINE)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("rung.db*"))
    assert b"Served" in kept
    assert b"xoxb-serve" not in kept
