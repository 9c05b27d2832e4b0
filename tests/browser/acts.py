"""What the people of the stories do at the page, several clicks each."""

from playwright.async_api import Locator, expect

from tests.browser.hands import Hands


async def look_for(hands: Hands, deal: str, *, needed_by: str = "2026-03-20", named: bool = False) -> Locator:
    """A seller types /reference and fills the form by keyboard and clicks: the shortlist."""
    await hands.type_line("/reference")
    await expect(hands.modal).to_contain_text("Request a reference")
    await hands.choose("Deal or prospect", deal, search=deal.lower()[:3])
    await hands.choose("What you need", "Reference call")
    await hands.pick_day("Needed by", needed_by, hands.modal)
    if named:
        await hands.tick("The prospect may be named to a customer who agrees")
    await hands.submit("Who fits")
    return hands.modal


async def request(hands: Hands, deal: str, *, needed_by: str = "2026-03-20", named: bool = False) -> Locator:
    """The same, and *Ask for me*: the seller's live line."""
    await look_for(hands, deal, needed_by=needed_by, named=named)
    await hands.submit()
    return await hands.see("waiting for")


async def approve(hands: Hands, owner: str, customer: str) -> None:
    """The owner agrees that this customer is asked."""
    await hands.be(owner)
    card = await hands.see(f"May we ask {customer}")
    await hands.press("Approve", card)
    await expect(card.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
