"""What follows a yes: Elena's call is held, she gets something back, and climbs. The end of the tour."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.blocks import elements, label
from sandbox.person import Person
from sandbox.sample.telling import MANAGERS_CHANNEL, Tour

BERLIN = ZoneInfo("Europe/Berlin")
AT_WORK = datetime(2026, 3, 9, 9, 30, tzinfo=BERLIN)
AFTER_THE_CALL = datetime(2026, 3, 13, 10, tzinfo=BERLIN)
RESTED = datetime(2026, 3, 31, 9, tzinfo=BERLIN)  # the first Tuesday on which she is


async def climbs(tour: Tour) -> None:
    """From the Monday of 9 March on; raises as the story before it does."""
    await _never_asked(tour)
    await _held(tour)
    await _given_back(tour)
    await _proposed(tour)
    await _where_she_stands(tour)


async def _never_asked(tour: Tour) -> None:
    maya, ben = tour.person("U0MAYA"), tour.person("U0BEN")
    tour.chapter("8  A promoter nobody ever asked")
    channel = maya.channel(MANAGERS_CHANNEL)
    digest = next(each for each in reversed(channel) if "never asked for anything" in tour.text(each))
    tour.act(maya, "presses Suggest it beside the first of them")
    await tour.press_first(maya, digest, "Suggest it")
    tour.go(AT_WORK)
    card = await tour.message(ben, "nobody ever asked them")
    tour.show(ben, card.blocks, "a card")


async def _held(tour: Tour) -> None:
    elena = tour.person("U0ELENA")
    tour.go(AFTER_THE_CALL)
    tour.chapter("9  The day after the call")
    card = await tour.message(elena, "Gladly again")
    tour.show(elena, card.blocks, "a card")
    tour.act(elena, "presses Gladly again")
    await elena.press_label(card, "Gladly again")


async def _given_back(tour: Tour) -> None:
    ben, elena = tour.person("U0BEN"), tour.person("U0ELENA")
    tour.chapter("10  Something back")
    await _what_she_did(tour, ben)
    await ben.press_modal("open_give_back")
    look = "The new closing calendar, before everybody else. I show it to you next week."
    await ben.fill(kind="early_look", text=look)
    tour.act(ben, "presses Give something back, and offers Elena an early look")
    await ben.submit()
    card = await tour.message(elena, "The new closing calendar")
    tour.show(elena, card.blocks, "a card")
    tour.act(elena, "presses Yes, gladly")
    await elena.press_label(card, "Yes, gladly")
    card = await tour.message(ben, "The new closing calendar")
    tour.act(ben, "shows it to her, and presses Done")
    await ben.press_label(card, "Done")


async def _what_she_did(tour: Tour, ben: Person) -> None:
    """*What they did*, beside Elena on Ben's Home."""
    await tour.home_of(ben, "[Customers]")
    await ben.press_home("home_tab:customers")
    await tour.until(lambda: "Elena Fischer" in tour.home(ben))
    beside = (block for block, each in elements(tour.home_blocks(ben)) if label(each) == "What they did")
    hers = next(block["accessory"] for block in beside if "Elena Fischer" in block["text"]["text"])
    await ben.press_home(hers["action_id"], hers["value"])
    await tour.until(lambda: ben.modal is not None)
    tour.show_modal(ben, "what Elena did")


async def _proposed(tour: Tour) -> None:
    ben, elena = tour.person("U0BEN"), tour.person("U0ELENA")
    tour.go(RESTED)
    tour.chapter("11  Her next step")
    card = await tour.message(elena, "something for you")
    tour.show(elena, card.blocks, "a card")
    tour.act(elena, "presses Yes, tell me more")
    await elena.press_label(card, "Yes, tell me more")
    card = await tour.message(ben, "would like to hear more")
    tour.show(ben, card.blocks, "a card")


async def _where_she_stands(tour: Tour) -> None:
    elena, maya = tour.person("U0ELENA"), tour.person("U0MAYA")
    tour.chapter("12  Where she stands, and why")
    await tour.home_of(elena, "[About you]")
    await elena.press_home("home_tab:about_me")
    await tour.until(lambda: "Where you stand" in tour.home(elena))
    tour.show(elena, tour.home_blocks(elena), "About you")
    tour.act(maya, "types /rung ladder")
    await maya.command("/rung", "ladder")
    await tour.until(lambda: maya.modal is not None)
    tour.show_modal(maya, "the ladder")
