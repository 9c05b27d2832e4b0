"""Workspaces and installations that tests of the Web API stand on."""

from collections.abc import Iterable

from slack_sdk.web.async_client import AsyncWebClient

from sandbox.people import User
from sandbox.workspace import Workspace
from tests.sandbox.shop import MANIFEST, Shop

TOKEN = "xoxb-2"
CALLBACK = "https://shop.example/slack/oauth_redirect"
SCOPES: list[str] = MANIFEST["oauth_config"]["scopes"]["bot"]
READING = [f"{each}:{what}" for each in ("channels", "groups", "im", "mpim") for what in ("read", "history")]
WRITING = ["chat:write", "im:write", "mpim:write", "channels:join"]


def reinstalled(shop: Shop, *scopes: str) -> None:
    """The app has exactly these scopes in the workspace from now on."""
    shop.sandbox.installations.install(shop.team, scopes)


def wide(shop: Shop) -> None:
    """The app may read and write everywhere."""
    reinstalled(shop, *READING, *WRITING, "users:read", "users:read.email", "usergroups:read", "files:read")


def second(shop: Shop, scopes: Iterable[str] | None = None, token: str = TOKEN) -> Workspace:
    """A second workspace, with two people and, unless the token is empty, the app."""
    team = shop.sandbox.add_workspace(
        team_id="T0TWO", name="Two", bot_token=token, bot_user_id="U0BOT2", scopes=scopes
    )
    team.add_user(User(id="U0ZOE", name="zoe", real_name="Zoe Second", email="zoe@two.example"))
    team.add_user(User(id="U0GIL", name="gil", real_name="Gil Guest", kind="guest"))
    team.add_channel("C0TWO", "two", ["U0ZOE", "U0BOT2"])
    return team


def client_of(shop: Shop, token: str) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=shop.client.base_url, session=shop.client.session)
