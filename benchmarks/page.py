"""The sandbox's page in a browser, of the demo and of a workspace of thousands: how long people wait."""

from statistics import median

from benchmarks import demo
from benchmarks.apart import MANY, TOKEN, sandbox_apart
from benchmarks.results import Result
from benchmarks.web_api import Caller
from tests.browser.stage import NoBrowser, chromium
from tests.browser.stopwatch import Stopwatch

DEMO_TOKEN = "xoxb-demo"


async def measure() -> tuple[list[Result], list[str]]:
    """Nothing but a sentence where no browser is installed."""
    try:
        async with chromium() as browser:
            async with demo.started() as (_, _, address):
                small = await _waits(Stopwatch(browser, address), address, DEMO_TOKEN, "U0TOM")
            async with sandbox_apart() as (address, _):
                watch = Stopwatch(browser, address)
                large = await _waits(watch, address, TOKEN, "U00004")
                switched = median(await watch.switched("Person 00004", "Person 00005"))
    except NoBrowser as missing:
        return [], [f"the page was not measured: {missing}"]
    sizes = {"the demo": small, f"{MANY:,} people": large}
    results = [
        result
        for what, (interactive, visible) in sizes.items()
        for result in (
            Result(f"The page of {what}: until it can be used, p50", interactive, "s", 1.0),
            Result(f"The page of {what}: from a post to its message in sight, p50", visible, "s", 0.2),
        )
    ]
    return [
        *results,
        Result(f"The page of {MANY:,} people: from one person to another, p50", switched, "s", 1.0),
    ], []


async def _waits(watch: Stopwatch, address: str, token: str, user: str) -> tuple[float, float]:
    caller = await Caller.at(address, token)
    try:
        visible = await watch.visible(
            user, lambda words: caller.call("chat.postMessage", {"channel": user, "text": words})
        )
    finally:
        await caller.close()
    return median(await watch.interactive()), median(visible)
