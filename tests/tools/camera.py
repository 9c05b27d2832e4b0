"""What takes the pictures: a page of a fresh demo, and whoever stands in front of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, FloatRect, Locator

from tests.browser.hands import LAPTOP, PHONE, Hands

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
