"""Faults that are switched on for all traffic."""

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.errors import Json
from sandbox.switches import Name
from tests.sandbox.shop import Shop

NAMES = ["limits", "lost", "outage", "busy", "slow", "dropped", "twice", "shuffled"]


@pytest.fixture
def client(quiet: Shop, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Without the SDK's retries: what happens to each call is seen."""
    return AsyncWebClient(token="xoxb-1", base_url=quiet.client.base_url, session=session, retry_handlers=[])


async def fate(client: AsyncWebClient, text: str) -> str:
    try:
        await client.chat_postMessage(channel="U0ADA", text=text)
    except aiohttp.ClientConnectionError:
        return "broken"
    except SlackApiError as problem:
        return str(problem.response.status_code)
    return "ok"


async def fates(client: AsyncWebClient, count: int) -> list[str]:
    return [await fate(client, str(number)) for number in range(count)]


def posted(shop: Shop) -> list[str]:
    return [each.text for each in shop.ada.dm]


async def switches(session: aiohttp.ClientSession, shop: Shop) -> dict[str, bool]:
    async with session.get(f"{shop.sandbox.address}/sandbox/faults") as response:
        return {each["name"]: each["on"] for each in (await response.json())["switches"]}


async def test_all_are_off_until_somebody_asks(
    quiet: Shop, session: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    assert await switches(session, quiet) == dict.fromkeys(NAMES, False)
    assert await fates(client, 4) == ["ok"] * 4


async def test_the_page_switches_them(quiet: Shop, session: aiohttp.ClientSession) -> None:
    address, changed = f"{quiet.sandbox.address}/sandbox/faults", quiet.sandbox.changes.version
    async with session.post(address, json={"name": "lost", "on": True}) as response:
        told: Json = await response.json()
    lost = next(each for each in told["switches"] if each["name"] == "lost")
    assert (lost["on"], bool(lost["label"])) == (True, True)
    assert quiet.sandbox.changes.version > changed
    assert [name for name, on in (await switches(session, quiet)).items() if on] == ["lost"]
    async with session.post(address, json={"name": "lost", "on": False}) as response:
        assert response.status == 200
    assert not any((await switches(session, quiet)).values())
    async with session.post(address, json={"name": "weather", "on": True}) as response:
        assert (response.status, (await response.json())["ok"]) == (404, False)


async def test_an_answer_is_lost_after_the_message_was_accepted(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.switches.turn(Name.LOST, on=True)
    assert await fates(client, 4) == ["broken", "ok", "ok", "broken"]
    assert posted(quiet) == ["0", "1", "2", "3"]


async def test_in_an_outage_nothing_is_carried_out(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.switches.turn(Name.OUTAGE, on=True)
    assert await fates(client, 4) == ["503", "ok", "ok", "503"]
    assert posted(quiet) == ["1", "2"]


async def test_a_busy_slack_says_when_to_come_again(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.switches.retry_after = 7
    quiet.sandbox.switches.turn(Name.BUSY, on=True)
    with pytest.raises(SlackApiError) as refused:
        await client.auth_test()
    assert refused.value.response.headers["Retry-After"] == "7"
    assert await fates(client, 4) == ["429", "ok", "ok", "429"]
    assert posted(quiet) == ["1", "2"]


async def test_a_dropped_connection_carries_nothing(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.switches.turn(Name.DROPPED, on=True)
    assert await fates(client, 4) == ["broken", "ok", "ok", "broken"]
    assert posted(quiet) == ["1", "2"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (Name.OUTAGE, "answered 503"),
        (Name.BUSY, "ratelimited"),
        (Name.DROPPED, "connection dropped"),
        (Name.LOST, "answer lost"),
    ],
)
async def test_the_inspector_tells_of_a_call_that_was_struck(
    quiet: Shop, client: AsyncWebClient, name: Name, told: str
) -> None:
    quiet.sandbox.switches.turn(name, on=True)
    assert await fate(client, "struck") != "ok"
    struck = quiet.sandbox.record.entries[-1]
    assert (struck.title, struck.error, struck.who) == ("chat.postMessage", told, "U0ADA")
    assert struck.sent == {"channel": "U0ADA", "text": "struck"}


async def test_a_slow_answer_comes_in_the_end(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.switches.turn(Name.SLOW, on=True)
    quiet.sandbox.switches.slowness = 0.3
    began = time.perf_counter()
    slow = asyncio.create_task(fate(client, "slow"))
    await quiet.sandbox.wait_until(lambda: posted(quiet) == ["slow"])
    assert await fate(client, "quick") == "ok"
    assert not slow.done()
    assert await slow == "ok"
    assert time.perf_counter() - began >= 0.3


async def test_a_seed_strikes_other_calls_and_each_method_is_counted_by_itself(
    quiet: Shop, client: AsyncWebClient
) -> None:
    quiet.sandbox.switches.seed = -1
    quiet.sandbox.switches.turn(Name.OUTAGE, on=True)
    await client.auth_test()
    assert await fates(client, 3) == ["ok", "503", "ok"]
    with pytest.raises(SlackApiError):
        await client.auth_test()


async def test_the_same_calls_are_struck_each_time(quiet: Shop, client: AsyncWebClient) -> None:
    seen = []
    for _ in range(2):
        quiet.sandbox.switches.turn(Name.LOST, on=True)
        seen.append(await fates(client, 5))
    assert seen[0] == seen[1]


async def test_response_urls_and_downloads_are_struck_too(
    quiet: Shop, session: aiohttp.ClientSession
) -> None:
    key = quiet.sandbox.tickets.response(
        user_id="U0ADA", team_id="T0SHOP", channel_id="C0ALL", message_ts=None
    )
    quiet.sandbox.switches.turn(Name.OUTAGE, on=True)
    for path in (f"/response/{key}", "/files-pri/T0SHOP-F0/download/x.csv"):
        method = session.post if path.startswith("/response") else session.get
        async with method(quiet.sandbox.address + path, data='{"text": "Hi"}') as response:
            assert response.status == 503
    assert not quiet.ada.ephemerals


async def test_an_event_comes_twice_and_nothing_else_does(shop: Shop) -> None:
    shop.sandbox.switches.turn(Name.TWICE, on=True)
    await shop.ada.say("Hello")
    await shop.ada.command("/order")
    events = [payload["event_id"] for payload, *_ in shop.sandbox.payloads if "event_id" in payload]
    assert (len(events), len(set(events))) == (2, 1)
    assert sum("command" in payload for payload, *_ in shop.sandbox.payloads) == 1


async def test_an_event_comes_as_often_as_is_wanted(shop: Shop) -> None:
    shop.sandbox.switches.copies = 3
    shop.sandbox.switches.turn(Name.TWICE, on=True)
    await shop.ada.say("Hello")
    events = [payload["event_id"] for payload, *_ in shop.sandbox.payloads if "event_id" in payload]
    assert (len(events), len(set(events))) == (3, 1)


async def test_events_come_out_of_order(shop: Shop) -> None:
    shop.sandbox.switches.turn(Name.SHUFFLED, on=True)
    for text in ("first", "second", "third"):
        await shop.ada.say(text)
    assert said(shop) == ["second", "first"]
    await shop.sandbox.caught_up()
    assert said(shop) == ["second", "first", "third"]


async def test_an_event_that_nothing_overtakes_comes_late(shop: Shop) -> None:
    shop.sandbox.switches.turn(Name.SHUFFLED, on=True)
    shop.sandbox.switches.patience = 0.05
    await shop.ada.say("alone")
    assert said(shop) == []
    await shop.sandbox.wait_until(lambda: said(shop) == ["alone"])


async def test_a_connection_that_breaks_brings_its_event_again(shop: Shop) -> None:
    """Over Socket Mode the bot connects anew; over HTTP the answer is lost."""
    shop.sandbox.switches.turn(Name.DROPPED, on=True)
    await shop.ada.say("cut off")
    events = [payload for payload, *_ in shop.sandbox.payloads if "event_id" in payload]
    assert [each["event"]["text"] for each in events] == ["cut off"] * 2
    assert events[0] == events[1]
    assert shop.sandbox.payloads[-1][1] == 200
    await shop.ada.say("not this one")
    assert said(shop)[2:] == ["not this one"]


def said(shop: Shop) -> list[str]:
    """The messages that the bot was told of, in its order."""
    return [payload["event"]["text"] for payload, *_ in shop.sandbox.payloads if "event_id" in payload]
