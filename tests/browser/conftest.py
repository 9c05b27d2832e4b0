"""The demo's world, and Debian's browser in front of it."""

import os
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import Browser

import app
from tests.browser.chromium import NoBrowser, chromium
from tests.browser.hands import SIZES, Hands, complaints_of

PATIENCE = timedelta(seconds=60)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    try:
        async with chromium() as browser:
            yield browser
    except NoBrowser as missing:
        if os.environ.get("RUNG_TEST_BROWSER") == "required":
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(params=list(SIZES))
async def hands(request: pytest.FixtureRequest, browser: Browser) -> AsyncIterator[Hands]:
    """At the page of a fresh demo, on a laptop and on a phone; the page's console has nothing to complain of."""
    async with app.demo_world() as (sandbox, address):
        # What is tested here is not the speed of this machine: Slack's 3 seconds have tests of their own.
        sandbox.delivery.ack_limit, sandbox.tickets.trigger_life = PATIENCE.total_seconds(), PATIENCE
        page = await browser.new_page(viewport=SIZES[request.param], locale="en-GB")
        complaints = complaints_of(page)
        hands = Hands(page)
        await hands.arrive(address)
        yield hands
        assert complaints == []
        await page.close()
