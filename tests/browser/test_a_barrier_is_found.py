"""What looks for barriers finds one."""

from playwright.async_api import Browser

from tests.browser.bare import page_of, shop
from tests.browser.eyes import barriers
from tests.browser.hands import LAPTOP


async def test_a_barrier_is_found(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        await page.evaluate("document.querySelector('#main').append(document.createElement('button'))")
        assert await barriers(page) == ["button-name (critical): <button></button>"]
