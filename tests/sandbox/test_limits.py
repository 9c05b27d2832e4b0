"""Slack's documented rates, through slack_sdk."""

from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.limits import rates
from sandbox.webapi import METHODS
from tests.sandbox.shop import Shop, SteppedClock

# By Slack's page of each method, as the facts of this project have them.
DOCUMENTED = {
    "apps.uninstall": 1,
    "users.list": 20,
    "usergroups.list": 20,
    "conversations.list": 20,
    "chat.update": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "users.lookupByEmail": 50,
    "users.info": 100,
    "views.open": 100,
    "views.publish": 100,
    "chat.postEphemeral": 100,
    "chat.postMessage": 300,
}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def client(quiet: Shop, session: aiohttp.ClientSession) -> AsyncWebClient:
    quiet.sandbox.switches.turn("limits", on=True)
    return AsyncWebClient(token="xoxb-1", base_url=quiet.client.base_url, session=session, retry_handlers=[])


def pass_time(shop: Shop, by: timedelta) -> None:
    clock = shop.sandbox.clock
    assert isinstance(clock, SteppedClock)
    clock.hand += by


async def refused(client: AsyncWebClient, method: str, **arguments: str) -> int:
    """After how many seconds Slack would hear this call; 0 if it was not refused for its rate."""
    try:
        await client.api_call(method, json=arguments)
    except SlackApiError as problem:
        answer = problem.response
    else:
        return 0
    if answer["error"] != "ratelimited":
        return 0
    assert (answer.status_code, answer.data) == (429, {"ok": False, "error": "ratelimited"})
    return int(answer.headers["Retry-After"])


def test_every_method_has_a_rate() -> None:
    assert not {*METHODS, "apps.connections.open"} - set(rates().methods)


def test_the_rates_are_those_that_slack_documents() -> None:
    assert {method: rates().methods[method] for method in DOCUMENTED} == DOCUMENTED
    assert rates().channels == {"chat.postMessage": 1}


@pytest.mark.parametrize("method", sorted(rates().methods))
async def test_a_minute_holds_as_many_calls_as_its_rate(
    quiet: Shop, client: AsyncWebClient, method: str
) -> None:
    for _ in range(rates().methods[method] - 1):
        assert quiet.sandbox.limits.call("xoxb-1", method) is None
    assert await refused(client, method) == 0
    assert await refused(client, method) == 60
    pass_time(quiet, timedelta(seconds=20))
    assert await refused(client, method) == 40
    pass_time(quiet, timedelta(seconds=40))
    assert await refused(client, method) == 0


async def test_a_channel_gets_one_message_a_second(quiet: Shop, client: AsyncWebClient) -> None:
    assert await refused(client, "chat.postMessage", channel="C0ALL", text="One") == 0
    assert await refused(client, "chat.postMessage", channel="C0ALL", text="Two") == 1
    assert await refused(client, "chat.postMessage", channel="U0ADA", text="To somebody else") == 0
    dm = (await client.conversations_open(users="U0ADA"))["channel"]["id"]
    assert await refused(client, "chat.postMessage", channel=dm, text="The same conversation") == 1
    pass_time(quiet, timedelta(seconds=1))
    assert await refused(client, "chat.postMessage", channel="C0ALL", text="Three") == 0
    assert [each.text for each in quiet.team.channels["C0ALL"].messages.values()] == ["One", "Three"]
    assert [each.text for each in quiet.ada.dm] == ["To somebody else"]


async def test_a_workspace_gets_three_hundred_messages_a_minute(quiet: Shop, client: AsyncWebClient) -> None:
    for number in range(300):
        assert quiet.sandbox.limits.call("xoxb-1", "chat.postMessage", f"C{number}") is None
    assert await refused(client, "chat.postMessage", channel="C0ALL", text="One too many") == 60


async def test_each_installation_and_each_method_has_its_own(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.add_workspace(team_id="T0TWO", name="Two", bot_token="xoxb-2", bot_user_id="U0BOT2")
    for _ in range(20):
        assert await refused(client, "users.list") == 0
    assert await refused(client, "users.list") == 60
    assert await refused(client, "users.info", user="U0ADA") == 0
    client.token = "xoxb-2"
    assert await refused(client, "users.list") == 0


async def test_a_refused_call_is_not_carried_out_and_does_not_count(
    quiet: Shop, client: AsyncWebClient
) -> None:
    for _ in range(50):
        assert await refused(client, "conversations.open", users="U0ADA") == 0
    calls = len(quiet.sandbox.calls)
    for _ in range(3):
        assert await refused(client, "conversations.open", users="U0BOB") == 60
    assert "D0BOB" not in quiet.team.channels
    assert [response for *_, response in quiet.sandbox.calls[calls:]] == [
        {"ok": False, "error": "ratelimited"}
    ] * 3
    pass_time(quiet, MINUTE)
    assert await refused(client, "conversations.open", users="U0BOB") == 0


async def test_off_by_default(quiet: Shop, session: aiohttp.ClientSession) -> None:
    client = AsyncWebClient(token="xoxb-1", base_url=quiet.client.base_url, session=session)
    assert [await refused(client, "users.list") for _ in range(25)] == [0] * 25


async def test_a_minute_may_be_made_shorter(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.limits.minute = 3.0
    for _ in range(20):
        assert await refused(client, "users.list") == 0
    assert await refused(client, "users.list") == 3
    assert await refused(client, "chat.postMessage", channel="C0ALL", text="One") == 0
    pass_time(quiet, timedelta(seconds=0.05))
    assert await refused(client, "chat.postMessage", channel="C0ALL", text="Two") == 0
    pass_time(quiet, timedelta(seconds=3))
    assert await refused(client, "users.list") == 0


async def test_an_unreadable_call_and_an_unknown_method_are_refused_for_what_they_are(
    quiet: Shop, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    with pytest.raises(SlackApiError, match="unknown_method"):
        await client.api_call("chat.shout")
    async with session.post(f"{quiet.client.base_url}chat.postMessage", data="{") as response:
        assert (await response.json())["error"] == "invalid_json"


async def test_events_beyond_the_hours_rate_are_dropped_and_the_app_is_told(shop: Shop) -> None:
    shop.sandbox.switches.turn("limits", on=True)
    for _ in range(rates().events_an_hour - 1):
        assert shop.sandbox.limits.event("T0SHOP")
    await shop.ada.say("The last that is heard")
    heard = len(shop.sandbox.payloads)
    await shop.ada.say("Not heard")
    await shop.ada.say("Nor this")
    (told,) = [payload for payload, *_ in shop.sandbox.payloads[heard:]]
    assert (told["type"], told["team_id"]) == ("app_rate_limited", "T0SHOP")
    assert told["minute_rate_limited"] % 60 == 0
