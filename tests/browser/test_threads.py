"""Replies stand in a thread: beside the conversation on a laptop, on a screen of their own on a phone."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.bare import page_of, shop
from tests.browser.hands import LAPTOP, PHONE, SIZES
from tests.sandbox.shop import Shop


async def open_a_thread(opened: Shop) -> str:
    """A root in #all with two replies of the bot's; the root's ts."""
    root = await opened.client.chat_postMessage(channel="C0ALL", text="Who knows a bank?")
    for text in ("Ada does.", "Bob as well."):
        await opened.client.chat_postMessage(channel="C0ALL", text=text, thread_ts=root["ts"])
    return str(root["ts"])


async def go_to_all(page: Page, opened: Shop) -> None:
    await page.goto(f"{opened.sandbox.address}/#U0ADA/C0ALL")
    await expect(page.locator("#stage article.message").first).to_be_visible()


@pytest.mark.parametrize("size", list(SIZES))
async def test_a_reply_is_written_and_read_in_its_thread(browser: Browser, size: str) -> None:
    async with shop() as opened, page_of(browser, opened, SIZES[size]) as page:
        root = await open_a_thread(opened)
        await go_to_all(page, opened)
        await expect(page.locator("#stage article.message")).to_have_count(1)
        door = page.get_by_role("button", name="2 replies")
        await expect(door).to_contain_text("2 new")
        await door.click()
        thread = page.get_by_role("complementary", name="Thread", exact=True)
        await expect(thread.locator("article.message")).to_have_count(3)
        await expect(thread.get_by_role("separator", name="2 replies")).to_be_visible()
        covered = await page.locator("#main").evaluate("node => node.inert")
        assert covered == (size == "phone")

        await thread.get_by_role("textbox", name="Reply").fill("Thank you both")
        await thread.get_by_role("button", name="Send reply").click()
        await expect(thread.locator("article.message").last).to_contain_text("Thank you both")
        reply = next(each for each in opened.ada.channel("C0ALL") if each.text == "Thank you both")
        assert reply.thread_ts == root
        await opened.client.chat_postMessage(channel="C0ALL", text="Live as well", thread_ts=root)
        await expect(thread.locator("article.message").last).to_contain_text("Live as well")

        await page.keyboard.press("Escape")
        await expect(thread).to_be_hidden()
        door = page.get_by_role("button", name="4 replies")
        await expect(door).to_be_focused()
        await expect(door).not_to_contain_text("new")


async def test_any_message_can_be_replied_to(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        await opened.client.chat_postMessage(channel="C0ALL", text="Alone")
        await go_to_all(page, opened)
        message = page.locator("#stage article.message").first
        await message.get_by_role("button", name="More actions").click()
        await page.get_by_role("menuitem", name="Reply in thread").click()
        line = page.get_by_role("textbox", name="Reply")
        await expect(line).to_be_focused()
        await line.press_sequentially("/order tea")
        await line.press("Enter")
        await expect(page.get_by_text("Slack takes no commands in threads.")).to_be_visible()
        await line.fill("Not any more")
        await line.press("Enter")
        await expect(message.get_by_role("button", name="1 reply")).to_be_visible()


async def test_a_thread_has_an_address_of_its_own(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, PHONE) as page:
        root = await open_a_thread(opened)
        await page.goto(f"{opened.sandbox.address}/#U0ADA/C0ALL/{root}")
        await expect(page.locator("#thread article.message")).to_have_count(3)
        await page.get_by_role("button", name="Back to the conversation").click()
        await expect(page).to_have_url(re.compile(r"#U0ADA/C0ALL$"))
        await page.goto(f"{opened.sandbox.address}/#U0ADA/C0ALL/1.000")
        await expect(page.get_by_text("This message is no longer there.")).to_be_visible()
        await expect(page.get_by_role("textbox", name="Reply")).to_be_hidden()


async def test_nobody_writes_in_an_archived_channel(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        root = await open_a_thread(opened)
        opened.team.channels["C0ALL"].archived = True
        await go_to_all(page, opened)
        await expect(page.get_by_text("You are viewing #all, an archived channel.")).to_be_visible()
        await expect(page.locator("#composer")).to_be_hidden()
        await page.goto(f"{opened.sandbox.address}/#U0ADA/C0ALL/{root}")
        await expect(page.locator("#thread article.message")).to_have_count(3)
        await expect(page.get_by_role("textbox", name="Reply")).to_be_hidden()
