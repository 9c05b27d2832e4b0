"""A customer who would recommend us, and whom nobody ever asked, climbs in four moves, and says where she likes to stay."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from sandbox.messages import Message
from tests import asking, customers, giving, monday, nudging
from tests.customers import activity_id
from tests.favours import moment
from tests.world import World

PRIYA = "priya@nordlicht.example"
LINK = "https://reviews.example/brightwell/4711"


async def did_it(world: World, key: str, day: str, link: str | None = None) -> None:
    """Priya tells of something that she did, and Anna confirms it."""
    await world.priya.command("/advocate", "did")
    activity = await activity_id(world, key)
    await world.priya.fill(report_activity=activity, report_day=day, report_link=link)
    await world.priya.submit()
    await world.anna.press_label(await world.see(world.anna, "reports something they did"), "Verify")
    await world.quiet()


async def where_she_stands(world: World) -> str:
    """The lines of her page, up to its buttons."""
    page = await customers.open_tab(world, world.priya, "about_me")
    return page.split("[My limits]")[0]


async def given_back(world: World, text: str) -> None:
    assert await giving.give(world, world.anna, PRIYA, "early_look", text) == {}
    offer = await world.see(world.priya, text)
    await world.priya.press_label(offer, "Yes, gladly")
    await world.anna.press_label(await world.see(world.anna, text), "Done")
    await world.quiet()


async def proposed(world: World, what: str) -> Message:
    return await world.see(world.priya, f"Would {what} be something for you?")


async def test_four_moves(world: World) -> None:
    await nudging.only(world, "idea_vote", "review", "quote", "case_study", "whitepaper")
    await nudging.set_activity(world, "quote", start="form")
    await monday.promoters(world)
    await asking.asked(world)
    await world.priya.press_label(await asking.question(world, world.priya), "9")

    # The first: a small thing, suggested by her contact.
    await world.until(moment("2026-03-09", 10))
    await world.maya.press_label(await world.see(world.maya, "1 promoter was never asked"), "Suggest it")
    card = await world.see(world.anna, "An easy first step: a vote on an idea.")
    await world.anna.press_label(card, "I have asked them")
    await did_it(world, "idea_vote", "2026-03-09")
    print(await where_she_stands(world))

    # The second: a review, of her own accord.
    await world.until(moment("2026-03-24", 10))
    await did_it(world, "review", "2026-03-23", LINK)
    print(await where_she_stands(world))
    await world.until(moment("2026-04-27", 10))
    await given_back(world, "The new closing calendar, before everybody else.")

    # The third
    await world.until(moment("2026-05-05", 10))
    card = await proposed(world, "a quote")
    print(world.text(card))
    await world.priya.press_label(card, "Yes, tell me more")
    card = await world.see(world.priya, "You can write it right here")
    await customers.tick(world, world.priya, card, nudge_words="Eleven days became four.")
    await world.priya.press_label(card, "Send")
    await world.anna.press_label(await world.see(world.anna, "reports something they did: Quote"), "Verify")
    print(await where_she_stands(world))
    await given_back(world, "A look at the plans for autumn.")

    await world.until(moment("2026-07-07", 10))
    card = await proposed(world, "a case study")
    print(world.text(card))
    await world.priya.press_label(card, "Yes, tell me more")
    task = await world.see(world.anna, "would like to hear more about a case study")
    await world.anna.press_label(task, "I have got in touch")
    await world.until(moment("2026-07-30", 10))
    await world.anna.press_label(await world.see(world.anna, "How did it end?"), "It is done")
    print(await where_she_stands(world))
    await given_back(world, "The first print of your story.")

    await world.until(moment("2026-11-03", 10))
    await giving.open_ledger(world, world.anna, PRIYA)
    print(world.modal(world.anna))
    for m in world.priya.dm:
        print("##", world.text(m))
    card = await proposed(world, "a whitepaper")
    print(world.text(card))
    await world.priya.press_label(card, "I like it where I am")
    print(await where_she_stands(world))
    print(len(world.priya.dm))
    for m in world.priya.dm:
        print("##", world.text(m))
