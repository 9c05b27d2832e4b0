"""The inspector: what goes to and fro, found, read, copied, its faults in their place; and the switches of faults."""

import re
from contextlib import suppress

import pytest
from playwright.async_api import Browser, Locator, Route, expect
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.hands import LAPTOP, Hands
from tests.browser.stage import demo

WRONG = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Fine"}},
    {"type": "nonsense", "text": {"type": "mrkdwn", "text": "Not so"}},
]


class Switches:
    """Two faults to switch on and off, told as the sandbox tells them; nothing comes of them here."""

    def __init__(self) -> None:
        self.on = {"limits": False, "twice": True}
        self.broken = False

    async def answer(self, route: Route) -> None:
        sent = route.request.post_data_json if route.request.method == "POST" else None
        if sent and self.broken:
            refusal = {"ok": False, "error": "That can't be switched now."}
            await route.fulfill(status=400, json=refusal)
            return
        if sent:
            self.on[sent["name"]] = sent["on"]
        labels = {"limits": "Slack's rate limits", "twice": "Events come twice"}
        switches = [{"name": name, "label": labels[name], "on": on} for name, on in self.on.items()]
        await route.fulfill(json={"switches": switches})


@pytest.fixture
def switches() -> Switches:
    return Switches()


async def open_inspector(hands: Hands, switches: Switches) -> Locator:
    await hands.page.route(re.compile("/sandbox/faults"), switches.answer)
    await hands.be("Tom Reyes")
    await hands.page.get_by_role("button", name="Inspector", exact=True).click()
    panel = hands.page.get_by_role("region", name="Inspector")
    await expect(entries(panel).last).to_be_visible()
    return panel


@pytest.fixture
async def inspector(hands: Hands, switches: Switches) -> Locator:
    return await open_inspector(hands, switches)


def entries(inspector: Locator) -> Locator:
    return inspector.get_by_role("option").filter(visible=True)


async def post_wrongly(hands: Hands) -> None:
    client = AsyncWebClient(token="xoxb-demo", base_url=f"{hands.address}/api/")
    with suppress(SlackApiError):
        await client.chat_postMessage(channel="U0TOM", text="Wrong", blocks=WRONG)


async def test_faults_are_marked_where_they_are(hands: Hands, inspector: Locator) -> None:
    await post_wrongly(hands)
    await inspector.get_by_role("combobox", name="Kind").select_option("What went wrong")
    await inspector.get_by_role("searchbox", name="Filter by text").fill("chat.postmessage nonsense")
    await expect(entries(inspector)).to_have_count(1)
    await expect(entries(inspector)).to_contain_text("1 fault")
    await entries(inspector).click()
    detail = inspector.get_by_role("region", name="Details")
    await expect(detail).to_contain_text("invalid_blocks")
    marked = detail.get_by_role("region", name="Arguments").locator(".faulty")
    await expect(marked).to_have_text(['"type": "nonsense",'])
    await detail.get_by_role("button", name="/blocks/1/type").click()
    await expect(marked).to_be_in_viewport()
    await expect(inspector).not_to_contain_text("xoxb")


async def test_a_command_is_followed_from_payload_to_acknowledgement(
    hands: Hands, inspector: Locator
) -> None:
    await hands.page.keyboard.press("Escape")
    await expect(inspector).to_be_hidden()
    await hands.type_line("/rung help")
    await hands.page.get_by_role("button", name="Inspector", exact=True).click()
    await inspector.get_by_role("searchbox", name="Filter by text").fill("/rung help")
    await expect(entries(inspector)).to_have_count(2)
    listed = inspector.get_by_role("listbox", name="Entries")
    await listed.focus()
    for _ in range(2):
        await hands.page.keyboard.press("ArrowUp")
    await hands.page.keyboard.press("Enter")
    detail = inspector.get_by_role("region", name="Details")
    await expect(detail.get_by_role("heading", level=3)).to_have_text("Payload: /rung help")
    await expect(detail).to_contain_text('"command": "/rung"')
    await detail.get_by_role("button", name="Its acknowledgement").click()
    await expect(detail.get_by_role("heading", level=3)).to_have_text("Ack: /rung help")
    await expect(detail).to_contain_text(" ms")
    await expect(detail.get_by_role("region", name="Acknowledged with")).to_contain_text('"text"')


async def test_what_was_sent_is_copied(hands: Hands, inspector: Locator) -> None:
    await hands.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await post_wrongly(hands)
    await inspector.get_by_role("searchbox", name="Filter by text").fill("nonsense")
    await entries(inspector).click()
    sent = inspector.get_by_role("region", name="Arguments")
    await sent.get_by_role("button", name="Copy").click()
    await expect(sent.get_by_role("button", name="Copied")).to_be_visible()
    copied = await hands.page.evaluate("navigator.clipboard.readText().then(JSON.parse)")
    assert copied == {"channel": "U0TOM", "text": "Wrong", "blocks": WRONG}


async def test_it_goes_on_live_and_is_emptied(hands: Hands, inspector: Locator) -> None:
    await inspector.get_by_role("searchbox", name="Filter by text").fill("nonsense")
    await expect(inspector).to_contain_text("Nothing here is like that")
    for _ in range(2):
        await post_wrongly(hands)
        await expect(entries(inspector)).to_have_count(1)
        await expect(inspector.locator(".nothing").first).to_be_hidden()
        await inspector.get_by_role("button", name="Clear").click()
        await expect(entries(inspector)).to_have_count(0)


async def test_on_a_phone_details_are_a_screen_of_their_own(hands: Hands, inspector: Locator) -> None:
    if hands.page.viewport_size == LAPTOP:
        pytest.skip("where there is room, list and details stand side by side")
    await entries(inspector).last.click()
    await expect(inspector.get_by_role("listbox", name="Entries")).to_be_hidden()
    await hands.page.keyboard.press("Escape")
    await expect(inspector.get_by_role("listbox", name="Entries")).to_be_focused()
    await hands.page.keyboard.press("Escape")
    await expect(inspector).to_be_hidden()
    await expect(hands.page.get_by_role("button", name="Inspector", exact=True)).to_be_focused()


async def test_faults_are_switched(hands: Hands, inspector: Locator, switches: Switches) -> None:
    face = inspector.get_by_role("button", name="Faults")
    await expect(face).to_have_text("Faults · 1 on")
    await face.press("Enter")
    limits = inspector.get_by_role("switch", name="Slack's rate limits")
    await expect(limits).to_be_focused()
    await expect(inspector.get_by_role("switch", name="Events come twice")).to_be_checked()
    await hands.page.keyboard.press("Space")
    await expect(face).to_have_text("Faults · 2 on")
    assert switches.on["limits"]
    await hands.page.keyboard.press("Escape")
    await expect(limits).to_have_count(0)
    await expect(face).to_be_focused()


async def test_a_switch_that_is_refused_goes_back(browser: Browser, switches: Switches) -> None:
    async with demo() as address:
        hands = Hands(await browser.new_page(viewport=LAPTOP, locale="en-GB"), address)
        await hands.arrive()
        inspector = await open_inspector(hands, switches)
        switches.broken = True
        await inspector.get_by_role("button", name="Faults").click()
        limits = inspector.get_by_role("switch", name="Slack's rate limits")
        await limits.click()
        await expect(inspector).to_contain_text("That can't be switched now.")
        await expect(limits).not_to_be_checked()
