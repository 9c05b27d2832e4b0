"""Debian's own browser, driven by Playwright, which brings none."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


class NoBrowser(Exception):  # noqa: N818  (it is a state of the machine, and its sentence is what is shown)
    """Says what to install."""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Raises NoBrowser where it is not installed."""
    path = shutil.which("chromium")
    if path is None:
        raise NoBrowser("No browser to click with: install Debian's package chromium (`apt-get install chromium`).")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()
