"""axe-core finds no grave fault wherever people go, in both themes, on a laptop and on a phone."""

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.browser import forms, gallery, pieces
from tests.browser.bare import Theme, page_of, shop
from tests.browser.eyes import barriers
from tests.browser.hands import SIZES
from tests.sandbox.shop import Shop

HOME = {"type": "home", "blocks": [*gallery.WORDS[:6], *forms.ELEMENTS]}
ADA = {"user_id": "U0ADA", "team_id": "T0SHOP"}


async def post_everything(opened: Shop) -> str:
    """Fills the conversation with all blocks, and the channel with a chart and a table; a root with two replies."""
    for name, blocks in gallery.MESSAGES.items():
        await opened.client.chat_postMessage(channel="U0ADA", text=name, blocks=blocks)
    numbers = [*gallery.CHARTS, gallery.DATA_TABLE]
    await opened.client.chat_postMessage(channel="C0ALL", text="Numbers", blocks=numbers)
    root = await opened.client.chat_postMessage(channel="C0ALL", text="Who knows a bank?")
    for text in ("Ada does.", "Bob as well."):
        await opened.client.chat_postMessage(channel="C0ALL", text=text, thread_ts=root["ts"])
    await opened.client.chat_postEphemeral(channel="C0ALL", user="U0ADA", text="Only you read this.")
    await opened.client.views_publish(user_id="U0ADA", view=HOME)
    return str(root["ts"])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_nobody_is_kept_out(browser: Browser, size: str, theme: Theme) -> None:
    async with shop() as opened:
        root = await post_everything(opened)
        address = opened.sandbox.address
        async with page_of(browser, opened, SIZES[size], theme=theme) as page:
            shown: dict[str, Locator] = {
                "#U0ADA": page.get_by_text("Ticks and rounds"),
                "#U0ADA/home": page.locator(".home .actions").first,
                "#U0ADA/C0ALL": page.get_by_role("button", name="2 replies"),
                f"#U0ADA/C0ALL/{root}": page.locator("#thread").get_by_text("Bob as well."),
            }
            for place, mark in shown.items():
                await page.goto(f"{address}/{place}")
                await expect(mark).to_be_visible()
                assert (place, await barriers(page)) == (place, [])
            await page.goto(f"{address}/#U0ADA/home")
            for face in ("A size: ", "Somebody: ", "A day: "):
                await page.get_by_role("button", name=face).click()
                await expect(page.locator(".popover")).to_be_visible()
                assert (face, await barriers(page)) == (face, [])
                await page.keyboard.press("Escape")
            dialogs = page.locator("dialog[open]")
            trigger = opened.sandbox.tickets.trigger("U0ADA", "T0SHOP")
            await opened.client.views_open(trigger_id=trigger, view=forms.FORM)
            await expect(dialogs).to_have_count(1)
            await page.keyboard.press("Control+Enter")
            await expect(dialogs.get_by_text("Please fill in this field.")).to_be_visible()
            assert ("form", await barriers(page)) == ("form", [])
            trigger = opened.sandbox.tickets.trigger("U0ADA", "T0SHOP")
            await opened.client.views_push(
                trigger_id=trigger, view={**forms.FORM, "title": pieces.plain("On top")}
            )
            await expect(dialogs).to_have_count(2)
            assert ("form above", await barriers(page)) == ("form above", [])


async def test_a_barrier_is_found(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, SIZES["laptop"]) as page:
        await page.evaluate("document.querySelector('#main').append(document.createElement('button'))")
        assert await barriers(page) == ["button-name (critical): <button></button>"]
