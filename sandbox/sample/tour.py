"""The main story, played headless by sample people over real payloads, each screen printed as text."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.messages import Message
from sandbox.person import Person
from sandbox.sample import climb
from sandbox.sample.telling import MANAGERS_CHANNEL, Tour
from sandbox.server import Sandbox

NEXT_MONDAY = datetime(2026, 3, 9, 8, tzinfo=ZoneInfo("Europe/Berlin"))


async def play(sandbox: Sandbox) -> None:
    """Raises TimeoutError or NotOnScreen where the story does not go as it should."""
    tour = Tour(sandbox)
    first = await _need(tour)
    await _silence(tour)
    await _refused_to_a_second_seller(tour)
    await _decline(tour)
    last = await _yes(tour)
    await _monday(tour)
    await climb.climbs(tour)
    if first.ts != last.ts:
        raise AssertionError("the seller's line is not one message")
    tour.console.print(f"\nOne message told Tom everything: {last.ts}, edited in place.")


async def _need(tour: Tour) -> Message:
    tom, anna = tour.person("U0TOM"), tour.person("U0ANNA")
    tour.chapter("1  A need")
    await _request(tour, tom, "Kestrel", needed_on="2026-03-20", show=True)
    await tom.submit()
    await tour.line(tom, "waiting for Anna Schmidt")
    tour.chapter("2  The owner's consent")
    card = await tour.message(anna, "May we ask Priya Raman")
    tour.show(anna, card.blocks, "a card")
    tour.act(anna, "presses Approve")
    await anna.press_label(card, "Approve")
    return await tour.line(tom, "asked, an answer is due")


async def _request(tour: Tour, seller: Person, deal: str, *, needed_on: str, show: bool) -> None:
    tour.act(seller, "types /reference")
    await seller.command("/reference")
    if show and seller.modal:
        tour.show(seller, seller.modal["blocks"], "the form")
    options = await seller.search("deal", deal)
    need: dict[str, Any] = {"activity": "reference_call", "needed_on": needed_on, "named": ["named"]}
    await seller.fill(deal=options[0]["value"], **need)
    named = "allows to name the prospect to a customer who agrees"
    tour.act(seller, f"chooses {options[0]['text']['text']}, a reference call, by {needed_on}, and {named}")
    await seller.submit()
    if seller.modal is None or seller.errors:
        raise AssertionError(f"no shortlist: {seller.errors}")
    tour.show(seller, seller.modal["blocks"], "the shortlist")


async def _silence(tour: Tour) -> None:
    priya = tour.person("U0PRIYA")
    tour.chapter("3  The first customer stays silent")
    card = await tour.message(priya, "Would you help")
    tour.show(priya, card.blocks, "a card")


async def _refused_to_a_second_seller(tour: Tour) -> None:
    sofia = tour.person("U0SOFIA")
    tour.chapter("4  A second seller wants the same customer")
    await _request(tour, sofia, "Fjord", needed_on="2026-03-20", show=False)
    tour.act(sofia, "sees that Nordlicht Pay is not to be had now, and when again; closes the form")
    await sofia.close()


async def _decline(tour: Tour) -> None:
    tom, anna, lukas = tour.person("U0TOM"), tour.person("U0ANNA"), tour.person("U0LUKAS")
    tour.chapter("5  Silence moves on, the second customer declines")
    tour.wait(days=1, hours=2)
    priya = tour.person("U0PRIYA")
    retired = await tour.message(priya, "This one has moved on")
    tour.show(priya, retired.blocks, "the same card, retired")
    await tour.line(tom, "did not answer")
    card = await tour.message(anna, "May we ask Lukas Brandt")
    tour.act(anna, "presses Approve")
    await anna.press_label(card, "Approve")
    card = await tour.message(lukas, "Would you help")
    tour.act(lukas, "chooses Not now until … 16 March")
    await lukas.pick(card, "not_now_until", "2026-03-16")
    noted = await tour.message(lukas, "Nobody at Brightwell will ask you before 16 March")
    tour.show(lukas, noted.blocks, "the same card")
    await tour.line(tom, "said no")


async def _yes(tour: Tour) -> Message:
    tom, ben, elena = tour.person("U0TOM"), tour.person("U0BEN"), tour.person("U0ELENA")
    tour.chapter("6  The third customer says yes")
    card = await tour.message(ben, "May we ask Elena Fischer")
    tour.act(ben, "presses Approve")
    await ben.press_label(card, "Approve")
    card = await tour.message(elena, "Would you help")
    tour.show(elena, card.blocks, "a card")
    tour.act(elena, "presses Yes, if no conflict")
    await elena.press_label(card, "Yes, if no conflict")
    revealed = await tour.message(elena, "Confirm")
    tour.show(elena, revealed.blocks, "the same card, with the name")
    tour.act(elena, "presses Confirm")
    await elena.press_label(revealed, "Confirm")
    thanks = await tour.message(elena, "Thank you for saying yes")
    tour.show(elena, thanks.blocks, "the same card")
    line = await tour.line(tom, "Found.")
    tour.act(tom, "enters the day that was agreed")
    await tom.pick(line, "held_on", "2026-03-12")
    return await tour.line(tom, "Agreed for")


async def _monday(tour: Tour) -> None:
    """The next Monday at eight, in the managers' channel."""
    maya = tour.person("U0MAYA")
    tour.go(NEXT_MONDAY)
    tour.chapter("7  Monday")

    def digest() -> Message | None:
        return next((m for m in maya.channel(MANAGERS_CHANNEL) if "Monday 9 March" in tour.text(m)), None)

    await tour.until(lambda: digest() is not None)
    found = digest()
    if found is not None:
        tour.show(maya, found.blocks, "#customer-advocacy")
