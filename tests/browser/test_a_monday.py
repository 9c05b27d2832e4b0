"""Monday in the managers' channel: one digest, its chart, and a button in it that does its work."""

from playwright.async_api import expect

from tests.browser.acts import request
from tests.browser.hands import Hands


async def test_a_monday(hands: Hands) -> None:
    await hands.be("Maya Patel")
    await hands.go_to("customer-advocacy")
    await hands.see("Brightwell: Monday 2 March")
    await hands.be("Tom Reyes")
    await request(hands, "Kestrel")
    await hands.move_time("Next Monday 8:00")

    await hands.be("Maya Patel")
    await hands.go_to("customer-advocacy")
    digest = await hands.see("Brightwell: Monday 9 March")
    await expect(hands.page.locator("#stage article.message")).to_have_count(2)
    chart = digest.get_by_role("img", name="Asks and yeses a week")
    await expect(chart).to_be_visible()
    await expect(digest).to_contain_text("The chart in words, asks and yeses by week")
    figures = await digest.get_by_text("Asked:").first.text_content() or ""

    rests = digest.get_by_role("button", name="Rest 30 days", exact=True)
    before = await rests.count()
    await rests.first.click()
    await hands.press("Keep them free", hands.page.get_by_role("dialog", name="Keep them free?"))
    await expect(digest).to_contain_text("Kept free until 8 April")
    await expect(rests).to_have_count(before - 1)
    await hands.press("End the rest", digest)
    await expect(rests).to_have_count(before)
    await expect(digest.get_by_text("Asked:").first).to_have_text(figures)

    await hands.be("Sofia Lindqvist")
    await expect(hands.page.locator("#stage article.message")).to_have_count(0)
