"""From a typed line to a yes, a name that is shown only then, and the day that was agreed: all by clicks and keys."""

from playwright.async_api import expect

from tests.browser.acts import approve, request
from tests.browser.hands import Hands


async def test_a_customer_says_yes(hands: Hands) -> None:
    await hands.be("Tom Reyes")
    line = await request(hands, "Kestrel")
    await expect(line).not_to_contain_text("Priya")
    await approve(hands, "Anna Schmidt", "Priya Raman")

    await hands.be("Priya Raman")
    await hands.press("Yes", await hands.see("Would you help with a reference call?"))
    thanks = await hands.see("Thank you for saying yes")
    await expect(thanks.get_by_role("button", name="Yes", exact=True)).to_have_count(0)
    await expect(thanks.get_by_role("button", name="Can't make it any more")).to_be_visible()

    await hands.be("Tom Reyes")
    line = await hands.see("Found.")
    await expect(line).to_contain_text("Priya Raman")
    await hands.pick_day("Enter the day", "2026-03-12", line)
    await expect(line).to_contain_text("Agreed for Thursday 12 March")
    await expect(hands.page.locator("#stage article.message")).to_have_count(1)

    await hands.be("Priya Raman")
    await hands.go_home()
    await expect(hands.home).to_contain_text("12 March")
    await hands.be("Anna Schmidt")
    await hands.see("Agreed for Thursday 12 March")
