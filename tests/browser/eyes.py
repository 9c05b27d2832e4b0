"""Looks at a page for what keeps people out: axe-core, run in the page as it stands."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

GRAVE = {"serious", "critical"}
STILL = """() => Promise.allSettled(document.getAnimations()
  .filter(each => each.effect.getComputedTiming().endTime !== Infinity).map(each => each.finished))"""


async def barriers(page: Page) -> list[str]:
    """A line for each grave fault, with the nodes that have it; none on a page that everybody can use."""
    await page.evaluate(STILL)
    found = await Axe().run(page)
    return [
        f"{fault['id']} ({fault['impact']}): " + " | ".join(node["html"][:160] for node in fault["nodes"][:4])
        for fault in found.response["violations"]
        if fault["impact"] in GRAVE
    ]
