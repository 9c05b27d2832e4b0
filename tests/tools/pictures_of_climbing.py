"""The pictures of docs/ladder.md: something given back, a next step, where a customer stands, the ladder, its chart."""

from playwright.async_api import expect

from tests.browser.hands import LAPTOP
from tests.tools.camera import Camera


async def take(camera: Camera, phone: Camera) -> None:
    """From the Monday of 9 March on."""
    await _the_chart(camera)
    await _what_she_did(camera)
    await _her_next_step(camera, phone)
    await _the_ladder(camera)


async def _the_chart(camera: Camera) -> None:
    """The ladder's part of the digest, cut out of it."""
    digest = await camera.hands.see("Brightwell: Monday 9 March")
    chart = digest.locator("figure").filter(has_text="Where customers stand on the ladder")
    await camera.words("ladder-chart", chart)


async def _what_she_did(camera: Camera) -> None:
    """Elena's record, as Ben reads it; then something is given back to her."""
    hands = camera.hands
    await hands.be("Ben Okafor")
    await hands.go_home()
    await hands.press("Customers", hands.home)
    await hands.press("What they did", hands.home.locator(".section").filter(has_text="Elena Fischer"))
    await expect(hands.modal).to_contain_text("On the ladder at Tell")
    await camera.modal("owner-record")
    await hands.press("Give something back", hands.modal)
    await hands.choose("What it is", "Help they asked for")
    await hands.modal.get_by_label("In these words").fill("Her question on closing in four days")
    await hands.submit("Rung")
    await hands.close()
    await hands.close()


async def _her_next_step(camera: Camera, phone: Camera) -> None:
    hands = camera.hands
    await hands.be("Elena Fischer")
    await hands.move_on()
    await phone.hands.be("Elena Fischer")
    card = await phone.hands.see("Would a few answers in writing be something for you?")
    await phone.words("customer-next-step", card)
    await phone.hands.press("Yes, tell me more", card)
    await phone.hands.see("Ben Okafor will get in touch")
    await hands.go_home()
    await hands.press("About you", hands.home)
    await expect(hands.home).to_contain_text("Where you stand")
    await camera.words("customer-standing", hands.home)


async def _the_ladder(camera: Camera) -> None:
    hands = camera.hands
    await hands.be("Maya Patel")
    await hands.type_line("/rung ladder")
    await expect(hands.modal).to_contain_text("6 · Shape")
    await camera.modal("manager-ladder")
    await hands.close()
    await hands.page.set_viewport_size(LAPTOP)
