"""`make pictures`: takes every picture in docs/images/ from a fresh demo, by clicking through its page.

The README's own is `demo.png`, the whole window of a laptop; the guides' are cut to what they show.
"""

import asyncio
import sys

from playwright.async_api import expect

from bot.kit import log
from tests.browser.acts import approve, look_for, request
from tests.browser.hands import LAPTOP
from tests.browser.stage import NoBrowser, chromium, demo
from tests.tools import pictures_of_climbing
from tests.tools.camera import Camera, at


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
        await pictures_of_climbing.take(camera, phone)


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
