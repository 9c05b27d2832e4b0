"""Five thousand people: the page is quick, and finds whom it does not list."""

from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import TimeMachine
from sandbox.directory import PAGE
from sandbox.people import User
from sandbox.server import Sandbox, serve
from tests.browser.hands import Hands, complaints_of
from tests.browser.stopwatch import Stopwatch
from tests.sandbox.shop import MANIFEST, plain

MANY = 5_000
MORE = 3
INTERACTIVE, VISIBLE, SWITCHED = 1.0, 0.2, 1.0  # seconds


@pytest.fixture
async def crowd() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(manifest=MANIFEST, clock=TimeMachine(), signing_secret="secret", app_token="xapp-1")
    team = sandbox.add_workspace(team_id="T0CROWD", name="Crowd", bot_token="xoxb-1", bot_user_id="U0BOT")
    for number in range(MANY):
        name = f"Person {number:04}"
        team.add_user(
            User(id=f"U{number:04}", name=f"p{number}", real_name=name, title=f"Team {number % 40}")
        )
    team.add_channel("C0ALL", "all", [*team.users, "U0BOT"])
    async with serve(sandbox):
        yield sandbox


def client_of(crowd: Sandbox) -> AsyncWebClient:
    return AsyncWebClient(token="xoxb-1", base_url=f"{crowd.address}/api/")


async def say(client: AsyncWebClient, user: str, words: str) -> None:
    blocks = [{"type": "section", "text": plain(words)}]
    await client.chat_postMessage(channel=user, text=words, blocks=blocks)


async def soon(waits: Callable[[], Awaitable[list[float]]], most: float) -> None:
    """The quickest of several counts, of more where the machine is crowded; `make bench` gives the medians."""
    taken = await waits()
    for _ in range(MORE):
        if min(taken) < most:
            break
        taken += await waits()
    assert min(taken) < most, taken


async def test_nobody_waits(browser: Browser, crowd: Sandbox) -> None:
    watch, client = Stopwatch(browser, crowd.address), client_of(crowd)
    for number in range(0, MANY, 10):
        await client.chat_postMessage(channel=f"U{number:04}", text="Good morning")
    await soon(watch.interactive, INTERACTIVE)
    await soon(lambda: watch.visible("U0010", lambda words: say(client, "U0010", words)), VISIBLE)
    await soon(lambda: watch.switched("Person 0010", "Person 0020"), SWITCHED)


async def test_people_are_found_beyond_those_listed(browser: Browser, crowd: Sandbox) -> None:
    page = await browser.new_page(locale="en-GB")
    complaints, client = complaints_of(page), client_of(crowd)
    hands, sidebar = Hands(page, crowd.address), page.locator("#sidebar")
    await hands.arrive()
    await expect(sidebar.locator("a.person")).to_have_count(200)
    await expect(sidebar.locator(".rest")).to_contain_text("200 of 5,000 people.")
    await sidebar.get_by_role("button", name="Show more").click()
    await expect(sidebar.locator("a.person")).to_have_count(400)
    await hands.be("Person 4321")
    await client.chat_postMessage(channel="U4999", text="Something to read")
    waiting = sidebar.get_by_role("region", name="Has something to read")
    await expect(waiting.locator("a.person")).to_contain_text("Person 4999")
    await client.chat_postMessage(channel="U4321", text="Would <@U4998> know?")
    await expect(await hands.see("@Person 4998")).to_be_visible()
    field = sidebar.get_by_role("searchbox", name="Switch person")
    await field.fill("person 49")
    await expect(sidebar.locator(".rest")).to_have_count(0)
    await field.fill("person 4998")
    await field.press("Enter")
    await expect(page).to_have_title("Person 4998 · Crowd")
    assert complaints == []
    await page.close()


async def test_a_change_elsewhere_fetches_a_page_of_people_and_no_more(
    browser: Browser, crowd: Sandbox
) -> None:
    page = await browser.new_page(locale="en-GB")
    hands, client, asked = Hands(page, crowd.address), client_of(crowd), list[str]()
    await hands.arrive()
    await client.chat_postMessage(channel="U0010", text="For you, earlier")
    await hands.be("Person 0010")
    await hands.see("For you, earlier")
    waiting = page.locator("#sidebar").get_by_role("region", name="Has something to read")
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    async with page.expect_response(lambda answer: "/sandbox/state" in answer.url) as answered:
        await client.chat_postMessage(channel="U0020", text="Not for you")
    assert len(await (await answered.value).body()) < PAGE * 250
    await expect(waiting.locator("a.person")).to_contain_text("Person 0020")
    assert set(asked) == {"/sandbox/state"}
    await client.chat_postMessage(channel="U0010", text="For you, now")
    await hands.see("For you, now")
    assert set(asked) == {"/sandbox/state", "/sandbox/conversation"}
    await page.close()


def chosen(crowd: Sandbox, user: str) -> object:
    """What this person has chosen in the only message of theirs that asks."""
    (team,) = crowd.workspaces.values()
    (typed,) = [each for (typist, _), each in team.typed.items() if typist == user] or [{}]
    return typed.get(("pick", "who"))


async def test_a_select_of_people_finds_everybody(browser: Browser, crowd: Sandbox) -> None:
    page = await browser.new_page(locale="en-GB")
    hands = Hands(page, crowd.address)
    await hands.arrive()
    await hands.be("Person 4321")
    select = {"type": "users_select", "action_id": "who", "placeholder": plain("Somebody")}
    blocks = [{"type": "actions", "block_id": "pick", "elements": [select | {"initial_user": "U4990"}]}]
    await client_of(crowd).chat_postMessage(channel="U4321", text="Who?", blocks=blocks)
    message = page.locator("#stage article.message")
    face = message.get_by_role("button", name="Somebody: Person 4990")
    await face.click()
    choices = page.locator(".popover .choices")
    await expect(choices.get_by_role("option")).to_have_count(100)
    await choices.get_by_role("combobox").fill("person 4999")
    await expect(choices.get_by_role("option")).to_have_count(1)
    await page.keyboard.press("Enter")
    await crowd.wait_until(lambda: chosen(crowd, "U4321") == "U4999")
    await page.close()
