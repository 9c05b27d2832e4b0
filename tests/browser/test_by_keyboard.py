"""The main story without a mouse: a seller asks, an owner agrees, a customer says yes."""

import re

from playwright.async_api import Browser, Locator, Page, expect

from tests.browser import forms
from tests.browser.bare import page_of, shop
from tests.browser.hands import LAPTOP, Hands, complaints_of
from tests.browser.stage import demo

FAR = 60  # presses of Tab after which nobody would look further


async def reach(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Presses `key` until this has the focus."""
    await expect(wanted).to_be_visible()
    for _ in range(FAR):
        if await wanted.evaluate("node => node === document.activeElement"):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"Not reached by {FAR} × {key}: {wanted}")


async def become(page: Page, name: str) -> None:
    await page.keyboard.press("Control+k")
    await page.keyboard.type(name)
    await expect(page.locator("#sidebar a.person").filter(has_text=name)).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page).to_have_title(re.compile(rf"{re.escape(name)} · "))
    await expect(page.get_by_role("combobox", name="Message or command")).to_be_focused()


async def choose(page: Page, form: Locator, label: str, search: str, option: str) -> None:
    await reach(page, form.get_by_role("button", name=re.compile(rf"^{label}: ")))
    await page.keyboard.press("Enter")
    wanted = page.locator(".choices [role=option]").filter(has_text=option).first
    await page.keyboard.type(search)
    await expect(wanted).to_be_visible()
    while not await wanted.evaluate("node => node.classList.contains('at')"):
        await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")


async def answer(page: Page, holds: str, label: str) -> None:
    """Back from the line to write in, into the message, to its button."""
    message = page.locator("#stage article.message").filter(has_text=holds).last
    await reach(page, message.get_by_role("button", name=label, exact=True), "Shift+Tab")
    await page.keyboard.press("Enter")


async def test_the_main_story_without_a_mouse(browser: Browser) -> None:
    async with demo() as address:
        page = await browser.new_page(viewport=LAPTOP, locale="en-GB")
        complaints = complaints_of(page)
        await Hands(page, address).arrive()
        await become(page, "Tom Reyes")
        await page.keyboard.type("/reference")
        await page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="Request a reference")
        await choose(page, form, "Deal or prospect", "kes", "Kestrel")
        await choose(page, form, "What you need", "call", "Reference call")
        await reach(page, form.get_by_role("button", name=re.compile("^Needed by")))
        await page.keyboard.press("Enter")
        await expect(page.locator(".calendar")).to_be_visible()
        while not await page.evaluate("document.activeElement.dataset.day === '2026-03-20'"):
            await page.keyboard.press("ArrowRight")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Control+Enter")
        shortlist = page.get_by_role("dialog", name="Who fits")
        await expect(shortlist).to_be_visible()
        await page.keyboard.press("Control+Enter")
        await expect(page.locator("dialog")).to_have_count(0)
        await expect(page.get_by_role("combobox", name="Message or command")).to_be_focused()

        await become(page, "Anna Schmidt")
        await answer(page, "May we ask Priya Raman", "Approve")
        await become(page, "Priya Raman")
        await answer(page, "Would you help", "Yes")
        await expect(page.get_by_text("Thank you for saying yes")).to_be_visible()
        assert complaints == []
        await page.close()


async def test_parts_places_and_messages_are_walked_through(browser: Browser) -> None:
    async with shop() as opened:
        for number in range(4):
            await opened.client.chat_postMessage(channel="U0ADA", text=f"Message {number}")
        async with page_of(browser, opened, LAPTOP) as page:
            articles = page.locator("#stage article.message")
            await expect(articles).to_have_count(4)
            await reach(page, articles.last)
            for key, number in (("ArrowUp", 2), ("Home", 0), ("ArrowDown", 1), ("End", 3)):
                await page.keyboard.press(key)
                await expect(articles.nth(number)).to_be_focused()
            await page.keyboard.press("t")
            await expect(page.get_by_role("textbox", name="Reply")).to_be_focused()
            await page.keyboard.press("Escape")
            await expect(articles.nth(3)).to_be_focused()
            parts = []
            for _ in range(3):
                await page.keyboard.press("F6")
                parts.append(await page.evaluate("document.activeElement.closest('[id]').id"))
            assert parts == ["topbar", "sidebar", "stage"]
            await page.keyboard.press("Alt+ArrowDown")
            await expect(page).to_have_url(re.compile(r"#U0ADA/home$"))
            await page.keyboard.press("Control+/")
            keys = page.get_by_role("dialog", name="Keys")
            await expect(keys).to_contain_text("Switch person")
            await page.keyboard.press("Escape")
            await expect(keys).to_have_count(0)


async def test_focus_survives_a_redraw_and_a_form(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        await opened.ada.command("/order", "card")
        accept = page.get_by_role("button", name="Refuse")
        await reach(page, accept)
        sent = opened.ada.dm[0]
        await opened.client.chat_update(
            channel=sent.channel, ts=sent.ts, text="An order, changed", blocks=sent.blocks
        )
        await expect(page.get_by_text("(edited)")).to_be_visible()
        await expect(accept).to_be_focused()
        await reach(page, page.get_by_role("button", name="More actions").last)
        await page.keyboard.press("Enter")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="Order")
        await expect(form).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(form).to_have_count(0)
        await expect(page.get_by_role("button", name="More actions").last).to_be_focused()


async def test_a_list_says_what_it_has_not_and_takes_no_more_than_it_may(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        trigger = opened.sandbox.tickets.trigger("U0ADA", "T0SHOP")
        await opened.client.views_open(trigger_id=trigger, view=forms.FORM)
        form = page.get_by_role("dialog", name="Every input")
        await reach(page, form.get_by_role("button", name=re.compile("^Some of them: ")))
        await page.keyboard.press("Enter")
        await page.keyboard.type("nothing like it")
        await expect(page.get_by_text("Nothing found")).to_be_visible()
        await page.keyboard.press("Control+a")
        await page.keyboard.type("choice")
        for _ in range(4):
            await page.keyboard.press("Enter")
            await page.keyboard.press("ArrowDown")
        await expect(page.get_by_text("No more than 3 can be chosen.")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(form.locator(".chip")).to_have_text(["Choice 1", "Choice 2", "Choice 3"])
        await expect(form.get_by_role("button", name=re.compile("^Some of them: "))).to_be_focused()
