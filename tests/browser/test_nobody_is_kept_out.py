"""axe-core finds no grave fault wherever people go, in both themes, on a laptop and on a phone."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser import forms, gallery, pieces
from tests.browser.bare import Theme, page_of, shop
from tests.browser.eyes import barriers
from tests.browser.hands import SIZES

HOME = {"type": "home", "blocks": [*gallery.WORDS[:6], *forms.ELEMENTS]}

pytestmark = [
    pytest.mark.parametrize("theme", ["light", "dark"]),
    pytest.mark.parametrize("size", list(SIZES)),
]


async def test_nobody_is_kept_out_of_a_conversation(browser: Browser, size: str, theme: Theme) -> None:
    async with shop() as opened, page_of(browser, opened, SIZES[size], theme=theme) as page:
        for name, blocks in gallery.MESSAGES.items():
            await opened.client.chat_postMessage(channel="U0ADA", text=name, blocks=blocks)
        await opened.client.chat_postEphemeral(channel="U0ADA", user="U0ADA", text="Only you read this.")
        await expect(page.get_by_text("Only you read this.")).to_be_visible()
        assert await barriers(page) == []


async def test_nobody_is_kept_out_of_a_channel_and_its_threads(
    browser: Browser, size: str, theme: Theme
) -> None:
    async with shop() as opened, page_of(browser, opened, SIZES[size], theme=theme) as page:
        numbers = [*gallery.CHARTS, gallery.DATA_TABLE]
        await opened.client.chat_postMessage(channel="C0ALL", text="Numbers", blocks=numbers)
        root = await opened.client.chat_postMessage(channel="C0ALL", text="Who knows a bank?")
        for text in ("Ada does.", "Bob as well."):
            await opened.client.chat_postMessage(channel="C0ALL", text=text, thread_ts=root["ts"])
        await page.goto(f"{opened.sandbox.address}/#U0ADA/C0ALL")
        await expect(page.get_by_role("button", name="2 replies")).to_be_visible()
        assert await barriers(page) == []
        await page.get_by_role("button", name="2 replies").click()
        await expect(page.locator("#thread").get_by_text("Bob as well.")).to_be_visible()
        assert await barriers(page) == []


async def test_nobody_is_kept_out_of_home_and_what_opens_there(
    browser: Browser, size: str, theme: Theme
) -> None:
    async with shop() as opened, page_of(browser, opened, SIZES[size], theme=theme) as page:
        await page.goto(f"{opened.sandbox.address}/#U0ADA/home")
        await expect(page.get_by_role("button", name="Go")).to_be_visible()  # what the bot itself draws
        await opened.client.views_publish(user_id="U0ADA", view=HOME)
        await expect(page.get_by_text("Ticks and rounds")).to_be_visible()
        assert await barriers(page) == []
        for face in ("A size: ", "Somebody: ", "A day: "):
            await page.get_by_role("button", name=face).click()
            await expect(page.locator(".popover")).to_be_visible()
            assert (face, await barriers(page)) == (face, [])
            await page.keyboard.press("Escape")


async def test_nobody_is_kept_out_of_forms(browser: Browser, size: str, theme: Theme) -> None:
    async with shop() as opened, page_of(browser, opened, SIZES[size], theme=theme) as page:
        dialogs = page.locator("dialog[open]")
        trigger = opened.sandbox.tickets.trigger("U0ADA", "T0SHOP")
        await opened.client.views_open(trigger_id=trigger, view=forms.FORM)
        await expect(dialogs).to_have_count(1)
        await page.keyboard.press("Control+Enter")
        await expect(dialogs.get_by_text("Please fill in this field.")).to_be_visible()
        assert await barriers(page) == []
        trigger = opened.sandbox.tickets.trigger("U0ADA", "T0SHOP")
        on_top = {**forms.FORM, "title": pieces.plain("On top")}
        await opened.client.views_push(trigger_id=trigger, view=on_top)
        await expect(dialogs).to_have_count(2)
        assert await barriers(page) == []
