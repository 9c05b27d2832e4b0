"""What Slack says of our tokens and people, or why it says nothing: each failure a sentence with its remedy."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from aiohttp import ClientError, ClientSession, WSMsgType
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.kit.errors import BotError
from bot.managers.person import Person, described
from bot.outbox.verdicts import judge

CALL_FAILED = (SlackApiError, ClientError, TimeoutError, OSError)
HELLO_WITHIN = 10.0  # seconds, real
COPY_AGAIN = "Copy it again: api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token."
MAKE_AGAIN = (
    "Make one: api.slack.com/apps → your app → Basic Information → App-Level Tokens, with connections:write."
)
SOCKET_MODE_ON = "Switch it on: api.slack.com/apps → your app → Socket Mode."
REACH = "Look at the network, a proxy, and RUNG_SLACK_API_URL."


class SetupError(BotError):
    """Something that is not as it has to be: what was found, and what to do."""

    def __init__(self, said: str, todo: str) -> None:
        super().__init__(f"{said} {todo}")
        self.said, self.todo = said, todo


class UnreachableError(SetupError):
    """Nothing answered, or something else than Slack: nobody knows whether Slack heard."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a bot token is. `scopes` and `date` are None where Slack's answer did not name them."""

    team_id: str
    team: str
    user_id: str
    bot_id: str
    scopes: frozenset[str] | None
    date: datetime | None


async def identify(client: AsyncWebClient) -> Identity:
    """Whose token this is; raises SetupError."""
    answer = await asked(client.auth_test(), client, COPY_AGAIN)
    scopes, date = answer.headers.get("x-oauth-scopes"), answer.headers.get("Date")
    return Identity(
        team_id=str(answer["team_id"]),
        team=str(answer["team"]),
        user_id=str(answer["user_id"]),
        bot_id=str(answer.get("bot_id") or ""),
        scopes=frozenset(each.strip() for each in scopes.split(",") if each.strip()) if scopes else None,
        date=_instant(date) if date else None,
    )


def _instant(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date)
    except ValueError:
        return None


async def person(client: AsyncWebClient, who: str, team_id: str) -> Person:
    """A full member of the workspace, by e-mail address or Slack user id; raises SetupError for anybody else."""
    todo = "Give the e-mail address or the Slack user id (U…) of a member of this workspace."
    found = client.users_lookupByEmail(email=who) if "@" in who else client.users_info(user=who)
    known = described((await asked(found, client, todo))["user"], team_id)
    if not known.ours:
        raise SetupError(f"{known.name} is a guest, a bot, or not here any more.", todo)
    return known


async def channel(client: AsyncWebClient, channel_id: str) -> str:
    """The name of a channel that Rung can post in; raises SetupError."""
    todo = "Choose another one: `/rung settings` in Slack, “Where and when”."
    found = (await asked(client.conversations_info(channel=channel_id), client, todo))["channel"]
    name = str(found.get("name") or channel_id)
    if found.get("is_archived"):
        raise SetupError(f"#{name} is archived.", f"Take it out of the archive, or: {todo}")
    if not found.get("is_member"):
        raise SetupError(f"Rung is not in #{name}.", f"Type `/invite @Rung` in #{name}.")
    return name


async def shake_hands(client: AsyncWebClient, http: ClientSession) -> None:
    """Open a connection of Socket Mode, wait until Slack greets, and close it; raises SetupError."""
    url = str(
        (await asked(client.apps_connections_open(app_token=client.token or ""), client, MAKE_AGAIN))["url"]
    )
    try:
        async with asyncio.timeout(HELLO_WITHIN), http.ws_connect(url) as socket:
            said = await socket.receive()
            word = said.json() if said.type is WSMsgType.TEXT else {}
    except (*CALL_FAILED, ValueError) as problem:
        raise SetupError(f"The connection did not come about: {_short(problem)}.", REACH) from None
    if word.get("type") != "hello":
        reason = word.get("reason") or "no greeting"
        raise SetupError(f"Slack closed the connection: {reason}.", SOCKET_MODE_ON)


async def asked(call: Awaitable[AsyncSlackResponse], client: AsyncWebClient, todo: str) -> AsyncSlackResponse:
    """The answer; raises SetupError, with `todo` where Slack itself says no."""
    try:
        return await call
    except SlackApiError as problem:
        error = judge(problem).error
        if error == "unreadable_answer" or error.startswith("http_"):
            raise UnreachableError(f"What answers at {client.base_url} is not Slack.", REACH) from None
        raise SetupError(f"Slack answers {error}.", todo) from None
    except CALL_FAILED as problem:
        said = f"Slack can't be reached at {client.base_url}: {_short(problem)}."
        raise UnreachableError(said, REACH) from None


def _short(problem: BaseException) -> str:
    """The first line of what a library says, or its kind where it says nothing."""
    problem = getattr(problem, "os_error", problem)  # what lies below aiohttp's own words
    said = getattr(problem, "strerror", None) or str(problem)
    return (said.splitlines() or [type(problem).__name__])[0].rstrip(".") or type(problem).__name__
