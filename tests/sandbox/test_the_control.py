"""What the page asks of the sandbox, over HTTP."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from sandbox.control import next_monday
from sandbox.pages import FILES
from tests.sandbox.shop import Json, Shop, button, field_of


class Page:
    def __init__(self, shop: Shop, session: aiohttp.ClientSession) -> None:
        self.address, self.session = shop.sandbox.address, session

    async def get(self, path: str, **query: str) -> Json:
        async with self.session.get(f"{self.address}/sandbox/{path}", params=query) as response:
            body: Json = await response.json()
            return body

    async def post(self, path: str, **sent: object) -> Json:
        async with self.session.post(f"{self.address}/sandbox/{path}", json=sent) as response:
            body: Json = await response.json()
            return body


@pytest.fixture
def page(shop: Shop, session: aiohttp.ClientSession) -> Page:
    return Page(shop, session)


async def test_the_page_and_its_files_are_served(quiet: Shop, session: aiohttp.ClientSession) -> None:
    async with session.get(quiet.sandbox.address) as response:
        assert (response.status, response.content_type) == (200, "text/html")
        index = await response.text()
    modules = sorted(each.name for each in FILES.glob("*.js"))
    assert re.findall(r'<link rel="modulepreload" href="/page/(.+)">', index) == modules
    async with session.get(f"{quiet.sandbox.address}/page/index.html") as response:
        assert response.status == 200


async def test_state_and_conversation_show_what_is_new(page: Page) -> None:
    said = await page.post("act", user="U0ADA", type="command", command="/order", text="card")
    assert said == {"ok": True}
    state = await page.get("state", user="U0ADA")
    assert state["workspace"] == {"id": "T0SHOP", "name": "Shop Demo"}
    assert state["bot"] == {"id": "U0BOT", "name": "Shop"}
    assert state["me"]["unread"] == 1
    dm = next(each for each in state["channels"] if each["is_im"])
    assert (dm["with"], dm["unread"]) == ("U0BOT", 1)
    gus = next(each for each in state["people"] if each["id"] == "U0GUS")
    assert (gus["title"], gus["company"]) == ("VP Finance", "Acme")
    assert [each["command"] for each in state["commands"]] == ["/order"]

    shown = await page.get("conversation", user="U0ADA", channel=dm["id"])
    message = shown["messages"][0]
    assert (message["user_name"], message["text"], message["edited"]) == ("Shop", "An order", False)
    assert message["blocks"][0]["block_id"]
    assert (await page.get("state", user="U0ADA"))["me"]["unread"] == 0
    assert (await page.get("state"))["channels"] == []


async def test_a_shortcut_is_chosen_on_a_message(shop: Shop, page: Page) -> None:
    await page.post("act", user="U0ADA", type="command", command="/order", text="card")
    message = shop.ada.dm[0]
    said = await page.post(
        "act", user="U0ADA", type="shortcut", callback_id="copy", channel=message.channel, ts=message.ts
    )
    assert said == {"ok": True}
    heard = next(body for body, _, _ in reversed(shop.sandbox.payloads) if body["type"] == "message_action")
    assert heard["message"]["ts"] == message.ts
    assert heard["channel"]["id"] == message.channel
    gone = await page.post(
        "act", user="U0ADA", type="shortcut", callback_id="copy", channel=message.channel, ts="1.000"
    )
    assert gone == {"ok": False, "error": "This message is no longer there."}


async def test_a_whole_order_is_made_on_the_page(shop: Shop, page: Page) -> None:
    await page.post("act", user="U0ADA", type="command", command="/order", text="")
    modals = await page.get("modals", user="U0ADA")
    assert [each["title"]["text"] for each in modals["stack"]] == ["Order"]
    found = await page.post(
        "act", user="U0ADA", type="search", where="modal", block_id="shelf", action_id="find", query="sou"
    )
    assert [each["value"] for each in found["options"]] == ["south"]

    refused = await page.post("act", user="U0ADA", type="submit", values={"what": "nothing", "extras": []})
    assert (refused["ok"], refused["errors"]) == (False, {"what": "We do not sell nothing."})
    assert (await page.get("modals", user="U0ADA"))["errors"] == refused["errors"]
    values = {"what": "Tea", "when": "2026-03-05", "size": None, "extras": ["milk"], "shelf": "south"}
    assert await page.post("act", user="U0ADA", type="submit", values=values) == {"ok": True}
    assert (await page.get("modals", user="U0ADA"))["stack"] == []
    sent = json.loads(shop.ada.dm[0].text)
    assert sent["shelf"]["find"]["selected_option"]["value"] == "south"


async def test_buttons_are_pressed_on_the_page(shop: Shop, page: Page) -> None:
    await page.post("act", user="U0ADA", type="command", command="/order", text="card")
    card = shop.ada.dm[0]
    where = {"user": "U0ADA", "type": "press", "where": "message", "channel": card.channel, "ts": card.ts}
    picked = await page.post("act", **where, block_id="decide", action_id="day", value="2026-05-05")
    pressed = await page.post("act", **where, block_id="decide", action_id="accept", value="7")
    assert (picked, pressed) == ({"ok": True}, {"ok": True})
    assert shop.ada.dm[0].text == "Accepted"
    again = await page.post("act", **where, block_id="decide", action_id="accept", value="7")
    assert (again["ok"], "not on the screen" in again["error"]) == (False, True)
    shown = await page.get("conversation", user="U0ADA", channel=card.channel)
    assert [(each["text"], each["edited"], each["ephemeral"]) for each in shown["messages"]] == [
        ("Accepted", True, False),
        ("Thank you", False, True),
    ]


async def test_a_press_on_a_message_carries_what_was_filled_in_there(shop: Shop, page: Page) -> None:
    words = {"type": "plain_text_input", "action_id": "text"}
    blocks = [
        field_of("why", words),
        {"type": "actions", "block_id": "ends", "elements": [button("accept", "Send", "7")]},
    ]
    await shop.client.chat_postMessage(channel="U0ADA", text="Why?", blocks=blocks)
    where = {"where": "message", "channel": shop.ada.dm[-1].channel, "ts": shop.ada.dm[-1].ts}
    filled = await page.post("act", user="U0ADA", type="fill", **where, values={"why": "It is good."})
    assert filled == {"ok": True}
    await page.post("act", user="U0ADA", type="press", **where, block_id="ends", action_id="accept")
    heard = next(body for body, _, _ in reversed(shop.sandbox.payloads) if body["type"] == "block_actions")
    assert heard["state"]["values"]["why"]["text"]["value"] == "It is good."
    lost = await page.post("act", user="U0ADA", type="fill", **where, values={"when": "now"})
    assert (lost["ok"], "no input 'when'" in lost["error"]) == (False, True)


async def test_home_and_closing_and_saying(shop: Shop, page: Page) -> None:
    assert (await page.get("home", user="U0ADA")) == {"view": None}
    await page.post("act", user="U0ADA", type="home")
    assert (await page.get("home", user="U0ADA"))["view"]["type"] == "home"
    press = {"where": "home", "block_id": "top", "action_id": "home_button", "value": "1"}
    assert await page.post("act", user="U0ADA", type="press", **press) == {"ok": True}
    await page.post("act", user="U0ADA", type="shortcut", callback_id="order_now")
    assert await page.post("act", user="U0ADA", type="close") == {"ok": True}
    assert shop.ada.modals == []
    assert await page.post("act", user="U0ADA", type="say", text="hello") == {"ok": True}


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"user": "U0EVE", "type": "command", "command": "/order"}, "offers no commands"),
        ({"user": "U0NOBODY", "type": "home"}, "no such person"),
        ({"user": "U0ADA", "type": "dance"}, "no act"),
        ({"user": "U0ADA", "type": "press", "where": "modal", "action_id": "x"}, "no modal"),
        ({"user": "U0ADA", "type": "command"}, "lacks 'command'"),
    ],
)
async def test_refusals_are_sentences(page: Page, sent: Json, error: str) -> None:
    answer = await page.post("act", **sent)
    assert (answer["ok"], error in answer["error"]) == (False, True)


async def test_business_time_moves_and_real_time_does_not(
    quiet: Shop, session: aiohttp.ClientSession
) -> None:
    page = Page(quiet, session)
    real = quiet.sandbox.clock.real()
    assert await page.post("time", by="hour") == {"now": "2026-03-04T10:30:00+00:00"}
    assert await page.post("time", by="day") == {"now": "2026-03-05T10:30:00+00:00"}
    assert await page.post("time", by="monday") == {"now": "2026-03-09T07:00:00+00:00"}
    assert (await page.post("time", by="century"))["ok"] is False
    assert quiet.sandbox.clock.real() == real


def test_monday_is_eight_o_clock_where_the_workspace_is() -> None:
    zone = ZoneInfo("Europe/Berlin")
    early = datetime(2026, 3, 30, 7, 59, tzinfo=zone)
    assert next_monday(early, zone) == early + timedelta(minutes=1)
    on_time = datetime(2026, 3, 23, 8, 0, tzinfo=zone)  # summer time begins in between
    assert next_monday(on_time, zone).astimezone(zone).isoformat() == "2026-03-30T08:00:00+02:00"


async def test_changes_are_streamed(shop: Shop, page: Page) -> None:
    async with page.session.get(f"{page.address}/sandbox/stream", params={"user": "U0ADA"}) as stream:
        assert stream.content_type == "text/event-stream"
        lines = _lines(stream)
        assert await anext(lines) == ": hello"
        await shop.client.chat_postMessage(channel="U0ADA", text="Hi")
        async with asyncio.timeout(5):
            assert await anext(lines) == 'data: {"places": ["D0ADA", "calls"]}'
            await page.post("act", user="U0BOB", type="home")
            assert await anext(lines) == 'data: {"places": null}'


async def _lines(stream: aiohttp.ClientResponse) -> AsyncIterator[str]:
    async for line in stream.content:
        if text := line.decode().strip():
            yield text
