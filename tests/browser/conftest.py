"""The demo's world, and Debian's browser in front of it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.hands import SIZES, Hands, complaints_of
from tests.browser.stage import NoBrowser, chromium, demo


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


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
    async with demo() as address:
        page = await browser.new_page(viewport=SIZES[request.param], locale="en-GB")
        complaints = complaints_of(page)
        hands = Hands(page, address)
        await hands.arrive()
        yield hands
        assert complaints == []
        await page.close()
