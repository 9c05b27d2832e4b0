"""Somebody installs Rung: a browser with its cookies, Slack's page in between, and a house with an open door."""

import contextlib
import html
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
from pydantic import SecretStr

import app
from handlers.install import AWAY
from sandbox.people import User
from sandbox.server import Sandbox
from sandbox.workspace import Workspace as Team
from tests.bare import LONG, bare

HOST = "https://rung.test"
BACK = f"{HOST}/slack/oauth_redirect"


def with_oauth(**more: Any) -> dict[str, Any]:
    """Settings for an app that others may install."""
    return {
        "slack_client_id": "1111111111.2222222222",
        "slack_client_secret": SecretStr("sandbox-client-secret"),
        "http_port": 3999,
        "public_url": HOST,
        **more,
    }


class Browser:
    """One person's: it keeps cookies, and follows nothing by itself."""

    def __init__(self, sandbox: Sandbox, rung: app.Rung) -> None:
        transport = httpx.ASGITransport(app=rung.web, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url=HOST, timeout=LONG)
        self._slack, self._sandbox = httpx.AsyncClient(timeout=LONG), sandbox

    async def close(self) -> None:
        await self.client.aclose()
        await self._slack.aclose()

    async def go(self, address: str) -> httpx.Response:
        return await self.client.get(address)

    async def begin(self, link: str = "") -> str:
        """Press *Add to Slack*: the address of Slack's page, with our state."""
        if link:
            await self.go(f"/slack/install?link={link}")
        answer = await self.go("/slack/install/direct" + (f"?link={link}" if link else ""))
        assert answer.status_code == 302, said(answer)
        return answer.headers["location"]

    async def decide(self, page: str, as_whom: str, *, decision: str = "allow") -> str:
        """Slack's page, as team/user: the address to which it sends the browser back."""
        shown = await self._slack.get(page)
        assert shown.status_code == 200, shown.text
        fields = re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', shown.text)
        form = {name: html.unescape(value) for name, value in fields} | {"decision": decision, "as": as_whom}
        answer = await self._slack.post(f"{self._sandbox.address}/oauth/v2/authorize", data=form)
        assert answer.status_code == 302, answer.text
        assert answer.headers["location"].startswith(BACK)
        return answer.headers["location"]

    async def install(self, as_whom: str, link: str = "") -> httpx.Response:
        """All of it; whoever reads that Slack did not answer begins again, once."""
        for _ in range(2):
            answer = await self.go(await self.decide(await self.begin(link), as_whom))
            if answer.status_code != AWAY:
                break
        return answer


def said(answer: httpx.Response) -> str:
    """What the page says, without its markup."""
    body = re.sub(r"<style>.*?</style>", "", answer.text)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))).strip()


def another(sandbox: Sandbox, team_id: str = "T0TWO", name: str = "Kestrel", *people: User) -> Team:
    """A workspace into which nobody has installed Rung yet."""
    team = sandbox.add_workspace(team_id=team_id, name=name, bot_token="", bot_user_id=f"U{team_id[1:]}BOT")
    for person in people or (
        User(
            id=f"U{team_id[1:]}ZOE",
            name="zoe",
            real_name="Zoe Lind",
            email="zoe@kestrel.example",
            tz="Europe/Paris",
        ),
    ):
        team.add_user(person)
    return team


@contextlib.asynccontextmanager
async def open_house(database_url: str, **settings: Any) -> AsyncIterator[tuple[Sandbox, app.Rung, Browser]]:
    """The bare bot, whose app others may install."""
    async with bare(database_url, **with_oauth(**settings)) as (sandbox, rung):
        made_for(sandbox)
        browser = Browser(sandbox, rung)
        try:
            yield sandbox, rung, browser
        finally:
            await browser.close()


def made_for(sandbox: Sandbox) -> None:
    """Slack's record of our app sends browsers back to the host of these tests."""
    config = sandbox.manifest["oauth_config"] | {"redirect_urls": [BACK]}
    sandbox.manifest = sandbox.manifest | {"oauth_config": config}
