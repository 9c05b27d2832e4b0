"""`make pictures`: takes every picture in docs/images/ from a fresh demo, by clicking through its page.

The README's own is `demo.png`, the whole window of a laptop; the guides' are cut to what they show.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, FloatRect, Locator, expect

from bot.kit import log
from tests.browser.acts import approve, look_for, request
from tests.browser.hands import LAPTOP, PHONE, Hands
from tests.browser.stage import NoBrowser, chromium, demo

IMAGES = Path(__file__).parents[2] / "docs" / "images"
MARGIN = 10.0  # pixels around what is cut out

# The rectangle that the words and controls of a node take, which is narrower than the node itself.
INK = """node => {
  const boxes = [];
  for (const each of node.querySelectorAll('button, a, img, svg, pre, .avatar, input')) {
    if (!each.closest('.more')) boxes.push(each.getBoundingClientRect());
  }
  const words = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    if (words.currentNode.parentElement.closest('.unseen')) continue;
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    boxes.push(...range.getClientRects());
  }
  const seen = boxes.filter(box => box.width > 1 && box.height > 1);
  const [left, top] = [Math.min(...seen.map(box => box.left)), Math.min(...seen.map(box => box.top))];
  return {x: left, y: top, width: Math.max(...seen.map(box => box.right)) - left,
          height: Math.max(...seen.map(box => box.bottom)) - top};
}"""


class Camera:
    """Takes what stands in front of these hands."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    async def whole(self, name: str) -> None:
        await self._rest()
        await self.hands.page.screenshot(path=self._file(name))

    async def modal(self, name: str) -> None:
        """As tall as it needs to be, so that nothing in it is scrolled away."""
        page = self.hands.page
        hidden = await self.hands.modal.locator(".body").evaluate(
            "node => node.scrollHeight - node.clientHeight"
        )
        await page.set_viewport_size({"width": LAPTOP["width"], "height": LAPTOP["height"] + 2 * hidden})
        await self._rest()
        await self.hands.modal.screenshot(path=self._file(name))
        await page.set_viewport_size(LAPTOP)

    async def words(self, name: str, shown: Locator) -> None:
        """A message or Home, cut to what is written in it."""
        await self._rest()
        await shown.scroll_into_view_if_needed()
        ink: FloatRect = await shown.evaluate(INK)
        left, top = max(0.0, ink["x"] - MARGIN), max(0.0, ink["y"] - MARGIN)
        clip: FloatRect = {
            "x": left,
            "y": top,
            "width": ink["x"] + ink["width"] + MARGIN - left,
            "height": ink["y"] + ink["height"] + MARGIN - top,
        }
        await self.hands.page.screenshot(path=self._file(name), clip=clip)

    async def _rest(self) -> None:
        """The pointer out of the way and nothing in focus: no control looks touched."""
        await self.hands.page.mouse.move(0, 0)
        await self.hands.page.evaluate("document.activeElement.blur()")

    def _file(self, name: str) -> Path:
        return IMAGES / f"{name}.png"


async def the_story(camera: Camera, phone: Camera) -> None:
    """Tom needs somebody for Kestrel; Anna agrees; Priya, on her phone, wishes to be left alone until April."""
    hands = camera.hands
    await hands.move_time("+1 hour")  # London, too, is at work then
    await hands.be("Tom Reyes")
    await look_for(hands, "Kestrel", named=True)
    await camera.whole("demo")
    await camera.modal("seller-shortlist")
    await hands.submit()
    await camera.words("seller-line", await hands.see("waiting for Anna Schmidt"))
    await hands.be("Anna Schmidt")
    await camera.words("owner-card", await hands.see("May we ask Priya Raman"))
    await approve(hands, "Anna Schmidt", "Priya Raman")
    await phone.hands.be("Priya Raman")
    await phone.words("customer-question", await phone.hands.see("Would you help"))
    await hands.be("Priya Raman")
    await hands.pick_day("Not now until", "2026-04-08", await hands.see("Would you help"))
    await camera.words("customer-noted", await hands.see("Nobody at Brightwell will ask you before 8 April"))
    await hands.go_home()
    await hands.press("About you", hands.home)
    await expect(hands.home).to_contain_text("Your page")
    await camera.words("customer-page", hands.home)


async def what_waits(camera: Camera) -> None:
    """Two approvals wait in Maya's queue; Ben asks his customer himself and gets a text to pass on."""
    hands = camera.hands
    await hands.be("Tom Reyes")
    await request(hands, "Tallbacken")
    await hands.be("Maya Patel")
    await hands.type_line("/rung")
    await expect(hands.modal).to_contain_text("Approvals (2)")
    await camera.modal("manager-queue")
    await hands.close()
    await hands.type_line("/rung settings")
    await expect(hands.modal).to_contain_text("How often we ask")
    await camera.modal("manager-settings")
    await hands.close()
    await hands.be("Ben Okafor")
    await hands.press("I'll ask them myself", await hands.see("May we ask"))
    await camera.words("owner-relay", await hands.see("Ready to copy"))


async def a_monday(camera: Camera) -> None:
    """The digest in the managers' channel, with what still waits."""
    hands = camera.hands
    await hands.move_time("Next Monday 8:00")
    await hands.be("Maya Patel")
    await hands.go_to("customer-advocacy")
    await hands.page.set_viewport_size({"width": LAPTOP["width"], "height": 3 * LAPTOP["height"]})
    await camera.words("manager-monday", await hands.see("Brightwell: Monday 9 March"))
    await hands.page.set_viewport_size(LAPTOP)


@asynccontextmanager
async def at(browser: Browser, address: str, *, phone: bool = False) -> AsyncIterator[Camera]:
    page = await browser.new_page(
        viewport={"width": PHONE["width"], "height": 2 * PHONE["height"]} if phone else LAPTOP,
        device_scale_factor=1.5 if phone else 1,
        locale="en-GB",
        color_scheme="light",
        reduced_motion="reduce",
    )
    hands = Hands(page, address)
    await hands.arrive()
    yield Camera(hands)
    await page.close()


async def take() -> None:
    async with (
        demo() as address,
        chromium() as browser,
        at(browser, address) as camera,
        at(browser, address, phone=True) as phone,
    ):
        await the_story(camera, phone)
        await what_waits(camera)
        await a_monday(camera)


def main() -> int:
    log.configure(pretty=True, level="WARNING")
    try:
        asyncio.run(take())
    except NoBrowser as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
