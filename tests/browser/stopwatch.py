"""How long somebody at the page waits, told by the page itself: the frame in which they would see it."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page

TIMES = 7
PATIENCE = 30_000.0  # milliseconds

# `seen(test)` is the moment, in milliseconds since 1970, of the first frame in which `test()` holds.
WATCH = """
  window.seen = (test) => new Promise((settle) => {
    const look = () => (test() ? settle(performance.timeOrigin + performance.now()) : requestAnimationFrame(look));
    look();
  });
  window.ready = window.seen(() => {
    const line = document.querySelector('#composer [role=combobox]');
    return line && !line.disabled && document.querySelector('#sidebar a.person') && document.querySelector('#stage *');
  });
"""
SWITCH = """async name => {
  const from = performance.timeOrigin + performance.now();
  const links = [...document.querySelectorAll('a.person')];
  links.find(link => link.querySelector('.name').textContent === name).click();
  const shown = () => document.querySelector('.self strong')?.textContent === name;
  return await window.seen(() => shown() && document.querySelector('#stage .void, #stage article')) - from;
}"""
SHOWS = "words => window.seen(() => document.querySelector('#stage .messages')?.textContent.includes(words))"


class Stopwatch:
    """Each wait is measured several times, in seconds."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address

    async def interactive(self) -> list[float]:
        """From asking for the page, by a browser that has nothing of it yet, until one can type and choose."""

        async def once(_: int) -> float:
            async with self._page() as page:
                ready = await page.evaluate("async () => await window.ready - performance.timeOrigin")
                return float(ready) / 1000

        return [await once(number) for number in range(TIMES)]

    async def visible(self, user: str, post: Callable[[str], Awaitable[object]]) -> list[float]:
        """From the bot's call, which `post` makes, until its message is read by this person."""
        async with self._page(user) as page:

            async def once(number: int) -> float:
                words = f"Message number {number}."
                began = time.time()
                await post(words)
                return float(await page.evaluate(SHOWS, words)) / 1000 - began

            return [await once(number) for number in range(TIMES)]

    async def switched(self, name: str, other: str) -> list[float]:
        """From choosing one of two people in the list until their conversation stands there."""
        async with self._page() as page:

            async def once(number: int) -> float:
                return float(await page.evaluate(SWITCH, other if number % 2 else name)) / 1000

            return [await once(number) for number in range(TIMES)]

    @asynccontextmanager
    async def _page(self, user: str = "") -> AsyncIterator[Page]:
        context = await self._browser.new_context(locale="en-GB")
        try:
            page = await context.new_page()
            page.set_default_timeout(PATIENCE)
            await page.add_init_script(WATCH)
            await page.goto(f"{self._address}/#{user}")
            await page.evaluate("window.ready")
            yield page
        finally:
            await context.close()
