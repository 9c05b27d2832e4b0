"""A fresh demo, and in front of it Debian's own browser, driven by Playwright, which brings none."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from playwright.async_api import Browser, async_playwright

import app

PATIENCE = timedelta(seconds=60)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


class NoBrowser(Exception):  # noqa: N818  (it is a state of the machine, and its sentence is what is shown)
    """Says what to install."""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Raises NoBrowser where it is not installed."""
    path = shutil.which("chromium")
    if path is None:
        raise NoBrowser(
            "No browser to click with: install Debian's package chromium (`apt-get install chromium`)."
        )
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The world of `rung demo`, at this address, on however slow a machine."""
    async with app.demo_world() as (sandbox, address):
        # What is looked at here is not the speed of this machine: Slack's 3 seconds have tests of their own.
        sandbox.delivery.ack_limit, sandbox.tickets.trigger_life = PATIENCE.total_seconds(), PATIENCE
        yield address
