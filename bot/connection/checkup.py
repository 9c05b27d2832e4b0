"""`rung check`: everything that a workspace needs, looked at one by one. Nothing here changes anything."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import ClientError

from bot.connection import stored
from bot.connection.asking import SetupError, channel, identify, shake_hands
from bot.connection.finding import Finding, bad, good
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.outbox.slack import SlackClients

MOST_SKEW = timedelta(seconds=60)  # Slack's signatures are refused at five minutes
HEALTHY = 200


@dataclass(frozen=True, slots=True)
class Expected:
    """What this version of Rung needs: the scopes of app.yaml, and the newest schema."""

    scopes: frozenset[str]
    head: str


async def examine(settings: Settings, expected: Expected, clock: Clock) -> AsyncIterator[Finding]:
    """One finding after the other, as they come."""
    slack = SlackClients(settings.slack_api_url)
    by_token, me = settings.slack_bot_token is not None, None
    try:
        try:
            me = await identify(slack.client(settings.bot_token)) if by_token else None
        except SetupError as trouble:
            yield bad("token", trouble)
        if me is not None:
            yield good("token", f"workspace {me.team}")
            yield scopes(me.scopes, expected.scopes)
            yield skew(me.date, clock.real())
        elif not by_token:
            yield good("token", f"none of its own, workspaces come by {settings.public_url}/slack/install")
        async for finding in doors(settings, slack):
            yield finding
        async with stored.opened(settings) as database:
            found = await stored.look(database, expected.head, me.team_id if me else None, named=by_token)
        for finding in found.findings:
            yield finding
        if found.channel:
            yield await _channel(slack, settings, found.channel)
    finally:
        await slack.close()


async def _channel(slack: SlackClients, settings: Settings, channel_id: str) -> Finding:
    client = slack.client(settings.bot_token)
    try:
        return good("channel", f"#{await channel(client, channel_id)}")
    except SetupError as trouble:
        return bad("channel", trouble)


def scopes(granted: frozenset[str] | None, wanted: frozenset[str]) -> Finding:
    """What the app may do in this workspace, against what app.yaml asks for."""
    if granted is None:
        return bad(
            "scopes", SetupError("Slack did not say which.", "Look at RUNG_SLACK_API_URL: is it Slack?")
        )
    missing, needless = ", ".join(sorted(wanted - granted)), ", ".join(sorted(granted - wanted))
    more = f"not needed: {needless}" if needless else ""
    if not missing:
        return good("scopes", more or "those of app.yaml")
    again = "Paste app.yaml at api.slack.com/apps → your app → App Manifest, then install the app again."
    return bad("scopes", SetupError("; ".join(filter(None, [f"missing: {missing}", more])) + ".", again))


def skew(theirs: datetime | None, ours: datetime) -> Finding:
    """How far this machine's clock is from Slack's. Slack tells whole seconds."""
    if theirs is None:
        return good("clock", "Slack did not tell its time")
    seconds = round((ours - theirs).total_seconds())
    if abs(seconds) <= MOST_SKEW.total_seconds():
        return good("clock", f"{abs(seconds)} s beside Slack's")
    word = "ahead of" if seconds > 0 else "behind"
    said = f"This machine is {abs(seconds)} s {word} Slack; at 300 s Slack's calls are refused."
    return bad("clock", SetupError(said, "Set it by NTP, for example with `timedatectl set-ntp true`."))


async def doors(settings: Settings, slack: SlackClients) -> AsyncIterator[Finding]:
    """The ways by which Slack reaches us."""
    if settings.slack_app_token is not None:
        client = slack.client(settings.slack_app_token.get_secret_value())
        try:
            await shake_hands(client, slack.http)
        except SetupError as trouble:
            yield bad("Socket Mode", trouble)
        else:
            yield good("Socket Mode", "Slack greets")
    if settings.http_port is not None:
        yield await _http(settings, slack)


async def _http(settings: Settings, slack: SlackClients) -> Finding:
    """Whether the port can be had, or is Rung's already, and what is heard there."""
    place = f"{settings.http_host}:{settings.http_port}"
    try:
        await asyncio.to_thread(_bind, settings.http_host, settings.http_port or 0)
    except OSError as problem:
        if await _ours(slack, f"http://{place}/healthz"):
            return good("HTTP", f"Rung listens on {place}")
        todo = "Stop what uses it, or choose another RUNG_HTTP_PORT or RUNG_HTTP_HOST."
        return bad("HTTP", SetupError(f"{place} can't be had: {problem.strerror or problem}.", todo))
    heard = "signing secret set" if settings.slack_signing_secret else "Slack is not heard here"
    return good("HTTP", f"{heard}, {place} is free")


def _bind(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


async def _ours(slack: SlackClients, url: str) -> bool:
    try:
        async with slack.http.get(url) as answer:
            return answer.status == HEALTHY
    except (ClientError, TimeoutError, OSError):
        return False
