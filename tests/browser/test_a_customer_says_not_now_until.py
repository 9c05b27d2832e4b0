"""The customer names a day, the seller reads it, and a second seller is held to it: all by clicks and keys."""

from playwright.async_api import expect

from tests.browser.acts import approve, look_for
from tests.browser.hands import Hands


async def test_a_customer_says_not_now_until(hands: Hands) -> None:
    await hands.be("Tom Reyes")
    shortlist = await look_for(hands, "Kestrel", named=True)
    await expect(shortlist).to_contain_text("Head of Finance Operations, Nordlicht Pay")
    await expect(shortlist).to_contain_text("Was asked recently; free on 3 March")
    await expect(shortlist).not_to_contain_text("Priya")
    await hands.submit()
    await hands.see("waiting for Anna Schmidt")

    await approve(hands, "Anna Schmidt", "Priya Raman")

    await hands.be("Priya Raman")
    card = await hands.see("Anna Schmidt, your contact at Brightwell, thought of you.")
    await expect(card).not_to_contain_text("Kestrel")
    await hands.pick_day("Not now until", "2026-04-08", card)
    await expect(card).to_contain_text(
        "Noted. Nobody at Brightwell will ask you before 8 April, and nobody can override that."
    )
    await expect(card.get_by_role("button", name="Yes", exact=True)).to_have_count(0)

    await hands.be("Tom Reyes")
    line = await hands.see("said no")
    await expect(line).to_contain_text("Nordlicht Pay")
    await expect(hands.page.locator("#stage article.message")).to_have_count(1)

    await hands.be("Sofia Lindqvist")
    shortlist = await look_for(hands, "Fjord")
    refused = shortlist.get_by_text("Not now, and why")
    await expect(refused).to_be_visible()
    await expect(shortlist).to_contain_text("free on 8 April")
    await hands.close()
    await expect(hands.page.locator("#stage article.message")).to_have_count(0)
