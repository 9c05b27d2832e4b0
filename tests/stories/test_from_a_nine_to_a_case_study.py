"""A customer who would recommend us, and whom nobody ever asked, climbs in four moves, and says where she likes to stay."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import date

from inline_snapshot import snapshot

from sandbox.messages import Message
from tests import asking, customers, giving, monday, nudging
from tests.behind import set_program
from tests.favours import moment
from tests.world import World

PRIYA = "priya@nordlicht.example"
LINK = "https://reviews.example/brightwell/4711"
LADDER = ("idea_vote", "review", "quote", "case_study")


async def did_it(world: World, key: str, day: str, link: str | None = None) -> None:
    """Priya tells of something that she did, and Anna confirms it."""
    await world.priya.command("/advocate", "did")
    activity = await customers.activity_id(world, key)
    await world.priya.fill(report_activity=activity, report_day=day, report_link=link)
    await world.priya.submit()
    await world.anna.press_label(await world.see(world.anna, "reports something they did"), "Verify")
    await world.quiet()


async def stands(world: World) -> str:
    """What her page says of where she stands."""
    page = await customers.open_tab(world, world.priya, "about_me")
    return page.split("Where you stand\n")[1].split("\n")[0]


async def given_back(world: World, text: str) -> None:
    assert await giving.give(world, world.anna, PRIYA, "early_look", text) == {}
    await world.priya.press_label(await world.see(world.priya, text), "Yes, gladly")
    await world.anna.press_label(await world.see(world.anna, text), "Done")
    await world.quiet()


async def proposed(world: World, what: str) -> Message:
    return await world.see(world.priya, f"Would {what} be something for you?")


async def she_says_nine(world: World) -> None:
    await nudging.only(world, *LADDER)
    await nudging.set_activity(world, "quote", start="form")
    await monday.promoters(world)
    await asking.asked(world)
    await world.priya.press_label(await asking.question(world, world.priya), "9")
    await world.quiet()
    await set_program(world, asks_nps=False)  # once is enough for this programme
    await giving.set_account(world, "Nordlicht Pay", renewal_signed=True)


async def test_a_climb_of_four_moves(world: World) -> None:
    await she_says_nine(world)
    await _a_first_step_that_her_contact_suggests(world)
    await _a_review_of_her_own_accord(world)
    await _a_quote_that_is_proposed(world)
    await _a_case_study(world)

    # Where she likes to stay.
    await world.until(moment("2026-11-03", 10))
    card = await proposed(world, "a review or rating")
    await world.priya.press_label(card, "I like it where I am")
    await world.see(world.priya, "Nothing further is proposed to you; our thanks still come.")
    assert (await nudging.person(world)).stays_since == date(2026, 11, 3)
    before = len(await nudging.nudges(world))
    await world.until(moment("2027-01-26", 10))
    assert len(await nudging.nudges(world)) == before


async def _a_first_step_that_her_contact_suggests(world: World) -> None:
    await world.until(moment("2026-03-09", 10))
    await world.maya.press_label(await world.see(world.maya, "1 promoter was never asked"), "Suggest it")
    card = await world.see(world.anna, "An easy first step: a vote on an idea.")
    await world.anna.press_label(card, "I have asked them")
    await did_it(world, "idea_vote", "2026-03-09")
    assert await stands(world) == snapshot(
        "At the beginning. Whatever you do for us counts, and nothing has to follow from it."
    )


async def _a_review_of_her_own_accord(world: World) -> None:
    """Nothing is given back for it within a month: a review is never rewarded."""
    await world.until(moment("2026-03-24", 10))
    await did_it(world, "review", "2026-03-23", LINK)
    assert await stands(world) == snapshot("Share: one confirmed on a higher rung since March.")
    await world.until(moment("2026-04-27", 10))
    await given_back(world, "The new closing calendar, before everybody else.")


async def _a_quote_that_is_proposed(world: World) -> None:
    await world.until(moment("2026-05-05", 10))
    card = await proposed(world, "a quote")
    assert world.text(card) == snapshot("""\
Anna Schmidt, your contact at Brightwell, has an idea for you.
Why you: you gave us a review or rating on 23 March, and it went well.
Would a quote be something for you? 30 minutes in all.
What for: people in your position find their way by it.
What it involves: We may ask you for a sentence or two to quote. Nothing is published before you have approved the words.
We have not asked you for a quote before. After a yes we may ask again one day, otherwise not.
  A no is fine, and so is no answer: then you hear nothing more of it. Your answer goes to Anna Schmidt and the few colleagues who look after this programme.
[Yes, tell me more]  [Later … ▾]
[I like it where I am]  [Never this kind]  [Stop]\
""")
    await world.priya.press_label(card, "Yes, tell me more")
    card = await world.see(world.priya, "You can write it right here")
    await customers.tick(world, world.priya, card, nudge_words="Eleven days became four.")
    await world.priya.press_label(card, "Send")
    await world.anna.press_label(await world.see(world.anna, "reports something they did: Quote"), "Verify")
    await world.quiet()
    assert await stands(world) == snapshot("Endorse: two confirmed there since March.")
    await given_back(world, "A look at the plans for autumn.")


async def _a_case_study(world: World) -> None:
    await world.until(moment("2026-07-07", 10))
    await world.priya.press_label(await proposed(world, "a case study"), "Yes, tell me more")
    task = await world.see(world.anna, "would like to hear more about a case study")
    await world.anna.press_label(task, "I have got in touch")
    await world.until(moment("2026-07-30", 10))
    await world.anna.press_label(await world.see(world.anna, "How did it end?"), "It is done")
    await world.see(world.priya, "Thank you for a case study.")
    assert await stands(world) == snapshot("Endorse: two confirmed there since March.")
    await given_back(world, "The first print of your story.")
