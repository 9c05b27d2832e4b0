"""News that comes between a press and its release takes nothing away from under the pointer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.bare import page_of, shop
from tests.browser.hands import LAPTOP
from tests.sandbox.shop import Shop

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


async def say(opened: Shop, to: str, words: str) -> None:
    await opened.client.chat_postMessage(channel=to, text=words)


def row(page: Page, name: str) -> Locator:
    return page.locator("#sidebar a.person").filter(has_text=name)


@asynccontextmanager
async def held(page: Page, target: Locator) -> AsyncIterator[None]:
    """The mouse goes down on it, and up again at the same place."""
    box = await target.bounding_box()
    assert box
    await page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await page.mouse.down()
    yield
    await page.mouse.up()


async def heard_by(page: Page, opened: Shop, to: str) -> None:
    """A message for somebody, of which the page has been told and would have drawn."""
    async with page.expect_response(lambda answer: "/sandbox/state" in answer.url) as answered:
        await say(opened, to, "News")
    await (await answered.value).finished()
    await page.evaluate(DRAWN)


async def test_a_press_outlives_news_of_somebody_else(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        gus = row(page, "Gus Guest")
        await expect(gus).to_be_visible()
        async with held(page, gus):
            # The first who has something to read: the list below moves down by a row.
            await heard_by(page, opened, "U0BOB")
        await expect(page).to_have_title("Gus Guest · Shop")
        await expect(row(page, "Bob Roe").get_by_role("img", name="1 unread")).to_be_visible()


async def test_a_row_that_news_do_not_concern_stays(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        gus, bob = row(page, "Gus Guest"), row(page, "Bob Roe")
        place = page.get_by_role("navigation", name="Places").get_by_role("link", name="Home")
        await expect(gus).to_be_visible()
        before = [await gus.element_handle(), await place.element_handle()]
        await gus.focus()
        await say(opened, "U0BOB", "News")
        await expect(bob.get_by_role("img", name="1 unread")).to_be_visible()
        assert [await each.evaluate("node => node.isConnected") for each in before] == [True, True]
        await expect(gus).to_be_focused()


async def test_an_entry_of_the_inspector_is_chosen_while_others_come(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        for _ in range(30):
            await say(opened, "U0BOB", "Earlier")
        await page.get_by_role("button", name="Inspector", exact=True).click()
        panel = page.get_by_role("region", name="Inspector")
        entries = panel.get_by_role("option")
        await expect(entries.last).to_be_visible()
        count = await entries.count()
        async with held(page, entries.last):
            async with page.expect_response(lambda answer: "/sandbox/record" in answer.url) as answered:
                await say(opened, "U0BOB", "Later")
            await (await answered.value).finished()
            await page.evaluate(DRAWN)
        await expect(entries.nth(count - 1)).to_have_attribute("aria-selected", "true")
        await expect(entries).not_to_have_count(count)
