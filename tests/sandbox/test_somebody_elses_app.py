"""A Bolt app that knows nothing of the sandbox runs on it, as a process, with only its address of Slack changed."""

import ast
import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import aiohttp
import httpx
import pytest

from sandbox.clock import TimeMachine
from sandbox.people import User
from sandbox.server import Sandbox, serve
from tests.sandbox.shop import Json

APP = Path(__file__).parent / "listener_app" / "app.py"
SLOW_MACHINE = 60.0  # seconds
SECRET = "a signing secret"


def manifest(port: int) -> Json:
    return {
        "display_information": {"name": "Lunch"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Lunch"},
            "slash_commands": [{"command": "/lunch", "description": "Suggest a place"}],
        },
        "oauth_config": {
            "redirect_urls": [f"http://127.0.0.1:{port}/slack/oauth_redirect"],
            "scopes": {"bot": ["chat:write", "commands", "im:history"]},
        },
        "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]}},
    }


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@asynccontextmanager
async def slack(port: int, token: str) -> AsyncIterator[tuple[Sandbox, str]]:
    sandbox = Sandbox(
        manifest=manifest(port), clock=TimeMachine(), signing_secret=SECRET, app_token="xapp-lunch"
    )
    team = sandbox.add_workspace(team_id="T0LUNCH", name="Lunch Club", bot_token=token, bot_user_id="U0LUNCH")
    team.add_user(User(id="U0ADA", name="ada", real_name="Ada Lovelace"))
    team.add_user(User(id="U0BOB", name="bob", real_name="Bob Roe"))
    team.add_channel("C0ALL", "all", ["U0ADA", "U0BOB", "U0LUNCH"])
    sandbox.delivery.ack_limit = SLOW_MACHINE
    sandbox.tickets.trigger_life = timedelta(seconds=SLOW_MACHINE)
    async with serve(sandbox) as address:
        yield sandbox, address


@asynccontextmanager
async def running(place: Path, **environment: str) -> AsyncIterator[None]:
    """The app, for as long as the block lasts; it has said that it runs."""
    environment |= {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(APP), cwd=place, env=environment, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    try:
        async with asyncio.timeout(SLOW_MACHINE):
            said = b""
            while b"Bolt app is running" not in said:
                line = await process.stderr.readline()
                assert line, said.decode()
                said += line
        yield
    finally:
        process.terminate()
        await process.communicate()


@asynccontextmanager
async def lunch_club(transport: str, place: Path) -> AsyncIterator[Sandbox]:
    """The workspace with the app in it, over Socket Mode or over HTTP."""
    port = free_port()
    async with slack(port, "xoxb-lunch") as (sandbox, address):
        settings = {"SLACK_API_URL": f"{address}/api/", "SLACK_BOT_TOKEN": "xoxb-lunch"}
        if transport == "socket":
            async with running(place, **settings, SLACK_APP_TOKEN="xapp-lunch"):
                await sandbox.wait_until(lambda: sandbox.delivery.sockets.connected, SLOW_MACHINE)
                yield sandbox
        else:
            async with (
                running(place, **settings, SLACK_SIGNING_SECRET=SECRET, PORT=str(port)),
                httpx.AsyncClient(timeout=SLOW_MACHINE) as client,
            ):
                sandbox.deliver_by_http(f"http://127.0.0.1:{port}/slack/events", client)
                yield sandbox


def test_it_has_never_heard_of_the_sandbox() -> None:
    tree = ast.parse(APP.read_text("utf-8"))
    imports = [each.module or "" for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)]
    imports += [name.name for each in ast.walk(tree) if isinstance(each, ast.Import) for name in each.names]
    assert {each.partition(".")[0] for each in imports} == {
        "logging",
        "os",
        "slack_bolt",
        "slack_sdk",
        "typing",
    }


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_it_runs(transport: str, tmp_path: Path) -> None:
    async with lunch_club(transport, tmp_path) as sandbox:
        ada, bob = sandbox.person("U0ADA"), sandbox.person("U0BOB")

        assert (await ada.command("/lunch", channel="C0ALL")).error is None
        await sandbox.wait_until(lambda: ada.modal, SLOW_MACHINE)
        await ada.fill(place="Ø")
        await ada.submit()
        assert ada.errors == {"place": "Please write at least three letters"}
        await ada.fill(place="Noodle House")
        await ada.submit()
        assert ada.modal is None

        await sandbox.wait_until(lambda: bob.channel("C0ALL"), SLOW_MACHINE)
        await bob.press_label(bob.channel("C0ALL")[0], "Count me in")
        await sandbox.wait_until(lambda: bob.ephemerals, SLOW_MACHINE)
        (message,) = ada.channel("C0ALL")
        assert (message.text, message.edited) == ("Lunch at Noodle House: bob comes", True)
        assert [each.text for each in bob.ephemerals] == ["See you at Noodle House"]

        await ada.open_home()
        await sandbox.wait_until(lambda: ada.home, SLOW_MACHINE)
        await ada.say("hello there")
        await ada.say("never mind")
        await sandbox.wait_until(lambda: len(ada.dm) == 3, SLOW_MACHINE)
        assert "Hi <@U0ADA>, I am <@U0LUNCH>" in [each.text for each in ada.dm]
        assert {status for _, status, _ in sandbox.payloads} == {200}
        assert all(answer["ok"] for _, _, answer in sandbox.calls)


async def install(
    session: aiohttp.ClientSession, at_home: str, team_id: str, user_id: str
) -> tuple[int, str]:
    """What a browser does after a click on the app's own *Add to Slack*: the app's last page."""
    async with session.get(f"{at_home}/install", allow_redirects=False) as answer:
        page, cookie = answer.headers["location"], answer.headers["set-cookie"].partition(";")[0]
    async with session.get(page) as answer:
        assert "Lunch asks for access to a workspace" in await answer.text()
    where, _, query = page.partition("?")
    form = dict(parse_qsl(query)) | {"decision": "allow", "as": f"{team_id}/{user_id}"}
    async with session.post(where, data=form, allow_redirects=False) as answer:
        back = answer.headers["location"]
    async with session.get(back, headers={"cookie": cookie}) as answer:
        return answer.status, await answer.text()


async def greeting(sandbox: Sandbox, user_id: str) -> str:
    person = sandbox.person(user_id)
    await person.say("hello")
    await sandbox.wait_until(lambda: len(person.dm) == 2, SLOW_MACHINE)
    return person.dm[1].text


async def test_two_workspaces_install_it_from_its_own_page(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    port = free_port()
    at_home = f"http://127.0.0.1:{port}/slack"
    async with slack(port, "") as (sandbox, address):
        other = sandbox.add_workspace(team_id="T0DINE", name="Dinner Club", bot_user_id="U0DINER")
        other.add_user(User(id="U0ZOE", name="zoe"))
        settings = {
            "SLACK_API_URL": f"{address}/api/",
            "SLACK_CLIENT_ID": sandbox.installations.client_id,
            "SLACK_CLIENT_SECRET": sandbox.installations.client_secret,
            "SLACK_SIGNING_SECRET": SECRET,
            "PORT": str(port),
        }
        async with running(tmp_path, **settings), httpx.AsyncClient(timeout=SLOW_MACHINE) as client:
            sandbox.deliver_by_http(f"{at_home}/events", client)
            for team_id, user_id, bot in (("T0LUNCH", "U0ADA", "U0LUNCH"), ("T0DINE", "U0ZOE", "U0DINER")):
                status, page = await install(session, at_home, team_id, user_id)
                assert (status, "Thank you" in page) == (200, True)
                assert await greeting(sandbox, user_id) == f"Hi <@{user_id}>, I am <@{bot}>"
