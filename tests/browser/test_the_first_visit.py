"""The guide beside the workspace, followed from its first step to its last, and put away and brought back."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, expect

from sandbox.people import User
from sandbox.server import Sandbox, serve
from tests.browser.acts import look_for
from tests.browser.hands import LAPTOP, PHONE, Hands, complaints_of
from tests.browser.stage import demo
from tests.sandbox.shop import MANIFEST, SteppedClock


class Visitor(Hands):
    """Somebody who does what the guide says."""

    @property
    def guide(self) -> Locator:
        return self.page.get_by_role("complementary", name="Guide")

    @property
    def step(self) -> Locator:
        """The one that waits."""
        return self.guide.locator("li[aria-current=step]")

    async def arrive(self) -> None:
        await self.page.goto(self.address)
        await expect(self.step).to_be_visible()

    async def follow(self) -> None:
        """Become whom the step speaks of."""
        await self.step.get_by_role("link").click()

    async def done(self, count: int) -> None:
        await expect(self.guide.locator(".count")).to_have_text(f"{count} of 18")


@pytest.fixture
async def address() -> AsyncIterator[str]:
    async with demo() as address:
        yield address


async def visitor(browser: Browser, address: str, *, phone: bool = False) -> Visitor:
    page = await browser.new_page(viewport=PHONE if phone else LAPTOP, locale="en-GB")
    visitor = Visitor(page, address)
    await visitor.arrive()
    return visitor


async def need(hands: Visitor, deal: str) -> None:
    """Type what the step offers to type, and fill the form."""
    await hands.step.get_by_role("button", name="Type /reference").click()
    await hands.page.keyboard.press("Enter")
    await expect(hands.modal).to_contain_text("Request a reference")
    await hands.choose("Deal or prospect", deal, search=deal.lower()[:3])
    await hands.choose("What you need", "Reference call")
    await hands.pick_day("Needed by", "2026-03-20", hands.modal)
    await hands.submit("Who fits")


async def ask(hands: Visitor) -> None:
    await need(hands, "Kestrel")
    await hands.done(2)
    await hands.submit()
    await hands.done(3)
    await hands.follow()
    await hands.press("Approve", await hands.see("May we ask Priya Raman"))
    await hands.done(4)


async def no_and_yes(hands: Visitor) -> None:
    await hands.follow()
    await hands.pick_day("Not now until", "2026-04-08", await hands.see("Would you help"))
    await hands.done(5)
    await hands.follow()
    await hands.see("said no")
    await hands.done(6)
    await hands.follow()
    await hands.press("Approve", await hands.see("May we ask Lukas Brandt"))
    await hands.done(7)
    await hands.follow()
    await hands.press("Yes", await hands.see("Would you help"))
    await hands.done(8)
    await hands.follow()
    await hands.see("Found.")
    await hands.done(9)


async def promoter_and_thanks(hands: Visitor, digest: Locator) -> None:
    """The second chapter begins: somebody nobody ever asked, and something back for Elena."""
    await expect(hands.guide).to_contain_text("And then customers climb")
    await digest.get_by_role("button", name="Suggest it", exact=True).first.click()
    await hands.done(13)
    await hands.follow()
    await hands.press("Customers", hands.home)
    beside = hands.home.locator(".section").filter(has_text="Elena Fischer")
    await hands.press("What they did", beside)
    await hands.press("Give something back", hands.modal)
    await expect(hands.modal).to_contain_text("For Elena Fischer")
    await hands.choose("What it is", "Help they asked for")
    await hands.modal.get_by_label("In these words").fill("Her question on closing in four days")
    await hands.submit("Rung")
    await hands.close()
    await hands.close()
    await hands.done(14)


async def climb(hands: Visitor) -> None:
    await hands.follow()
    await hands.move_on()
    card = await hands.see("Would a few answers in writing be something for you?")
    await hands.done(15)
    await hands.press("Yes, tell me more", card)
    await hands.see("Ben Okafor will get in touch")
    await hands.done(16)
    await hands.follow()
    await hands.press("About you", hands.home)
    await expect(hands.home).to_contain_text("Tell: one confirmed on a higher rung since October 2025.")
    await hands.done(17)
    await hands.follow()
    await hands.step.get_by_role("button", name="Type /rung ladder").click()
    await hands.page.keyboard.press("Enter")
    await expect(hands.modal).to_contain_text("6 · Shape")
    await hands.done(18)
    await hands.close()


async def test_the_whole_visit(browser: Browser, address: str) -> None:
    hands = await visitor(browser, address)
    complaints = complaints_of(hands.page)
    await ask(hands)
    await no_and_yes(hands)

    await hands.follow()
    await need(hands, "Fjord")
    await expect(hands.modal).to_contain_text("free on 8 April")
    await hands.close()
    await hands.done(10)

    await hands.follow()
    await hands.move_time("Next Monday 8:00")
    digest = await hands.see("Brightwell: Monday 9 March")
    await hands.done(11)
    await digest.get_by_role("button", name="Rest 30 days", exact=True).first.click()
    await hands.press("Keep them free", hands.page.get_by_role("dialog", name="Keep them free?"))
    await hands.done(12)
    await promoter_and_thanks(hands, digest)
    await climb(hands)
    await expect(hands.step).to_have_count(0)
    await expect(hands.guide).to_contain_text("That is one reference, and one step up the ladder")
    assert complaints == []


async def test_steps_done_without_the_guide_are_ticked_in_every_browser(
    browser: Browser, address: str
) -> None:
    hands, other = await visitor(browser, address), await visitor(browser, address, phone=True)
    await hands.be("Sofia Lindqvist")
    await look_for(hands, "Fjord")
    await hands.close()
    await hands.be("Tom Reyes")
    await look_for(hands, "Kestrel")
    for each in (hands, other):
        await each.done(2)
        await expect(each.step).to_contain_text("Press Ask for me")
    await hands.page.reload()
    await hands.done(2)


async def test_a_few_steps_on_a_phone(browser: Browser, address: str) -> None:
    hands = await visitor(browser, address, phone=True)
    complaints = complaints_of(hands.page)
    await ask(hands)
    await expect(hands.step).to_have_count(1)
    await hands.guide.get_by_role("button", name="All steps").click()
    await hands.guide.get_by_role("button", name="Monday morning").click()
    await expect(hands.guide).to_contain_text("Maya Patel runs the programme")
    await hands.page.keyboard.press("Escape")
    await expect(hands.guide.get_by_role("button", name="All steps")).to_be_focused()
    assert await hands.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []


async def test_the_guide_is_put_away_and_brought_back_by_keyboard(browser: Browser, address: str) -> None:
    hands = await visitor(browser, address)
    face = hands.page.get_by_role("button", name="Guide", exact=True)
    await hands.guide.get_by_role("button", name="You are in sales").focus()
    await hands.page.keyboard.press("Escape")
    await expect(hands.guide).to_be_hidden()
    await expect(face).to_be_focused()
    await hands.page.reload()
    await expect(face).to_have_attribute("aria-expanded", "false")
    await expect(hands.guide).to_be_hidden()
    await face.press("Enter")
    await expect(hands.step).to_be_visible()
    await expect(hands.guide.get_by_role("heading", level=2)).to_be_focused()


async def test_another_app_without_a_visit_has_a_few_words_of_welcome(browser: Browser) -> None:
    sandbox = Sandbox(manifest=MANIFEST, clock=SteppedClock(), signing_secret="secret", app_token="xapp-1")
    team = sandbox.add_workspace(team_id="T0SHOP", name="Shop Demo", bot_token="xoxb-1", bot_user_id="U0BOT")
    team.add_user(User(id="U0ADA", name="ada", real_name="Ada Lovelace"))
    async with serve(sandbox) as address:
        page = await browser.new_page(viewport=LAPTOP, locale="en-GB")
        complaints = complaints_of(page)
        await page.goto(address)
        guide = page.get_by_role("complementary", name="Guide")
        await expect(guide.get_by_role("heading", level=2)).to_have_text("Try Shop here")
        await expect(guide).to_contain_text("Type /order in the line at the bottom")
        await expect(guide.get_by_role("progressbar")).to_have_count(0)
        assert complaints == []
        await page.close()
