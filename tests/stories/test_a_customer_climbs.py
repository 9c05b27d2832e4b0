"""A customer settles on the ladder by what they do, climbs, falls back, and can always read why."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import timedelta

from inline_snapshot import snapshot

from tests import customers
from tests.climbing.acts import log, moves, named, stands
from tests.favours import agreed, moment
from tests.stories.test_the_ledger import choose
from tests.world import World

PRIYA, MARTA = "priya@nordlicht.example", "marta@kontoria.example"


async def test_two_there_settle_and_one_above_reaches_below_it(world: World) -> None:
    await named(world)
    assert (await stands(world, world.priya)).startswith("At the beginning.")
    await log(world, world.anna, "Priya", "case_study", "2025-05-04")
    assert await stands(world, world.priya) == snapshot(
        "Endorse: one confirmed on a higher rung since May 2025."
    )
    await log(world, world.anna, "Priya", "blog", "2025-09-01")
    assert await stands(world, world.priya) == snapshot("Tell: two confirmed there since May 2025.")
    await log(world, world.anna, "Priya", "survey", "2026-02-01")  # what is below changes nothing
    assert await stands(world, world.priya) == snapshot("Tell: two confirmed there since May 2025.")
    assert await moves(world, PRIYA) == [(0, 2, "act"), (2, 3, "act")]


async def test_what_came_with_the_past_is_a_place_and_no_climb(world: World) -> None:
    await named(world)
    assert await stands(world, world.marta) == snapshot(
        "Tell: one confirmed on a higher rung since February."
    )
    assert await moves(world, MARTA) == [(0, 3, "import")]


async def test_whoever_has_done_one_thing_sees_all_of_it_on_one_page(world: World) -> None:
    await named(world)
    assert await customers.open_tab(world, world.marta, "about_me") == snapshot("""\
[Asked of you]  [About you]
Your page
You joined on 14 May 2024. Anna Schmidt, your contact at Brightwell, is asked before you are.
In the last 12 months you were asked for a favour once, the last time on 17 February.
Where you stand
Tell: one confirmed on a higher rung since February.
In the last 12 months you were an advocate for us.
What you gave, in 12 months: Reference call
What you got: nothing yet. Tell Anna Schmidt what would be of use to you.
What came of it: one conversation held
What you could do next, if you like
• a few answers in writing, 30 minutes in all
• an introduction to a colleague elsewhere, 30 minutes in all
• a referral, 30 minutes in all
What suits you, you can tick under “My limits”. Nothing is expected.
[My limits]  [What I did]  [I did it]  [Suggest a colleague]  [Ask for something]  [What is kept on me]
[Pause until … ▾]  [Leave]\
""")


async def test_what_is_void_no_longer_counts_and_what_is_corrected_counts_anew(world: World) -> None:
    await named(world)
    await log(world, world.anna, "Priya", "case_study", "2025-05-04")
    await log(world, world.anna, "Priya", "blog", "2025-09-01")
    await customers.open_tab(world, world.anna, "customers")
    await world.anna.press_home("open_ledger", await id_of(world, PRIYA))
    assert place(world) == snapshot(
        "On the ladder at Tell: two verified there since May 2025. It lasts until 4 May if nothing is added. Roles in 12 months: influencer."
    )
    await choose(world.anna, "Void")
    await world.anna.fill(reason="That was a colleague.")
    await world.anna.submit()
    await world.quiet()
    assert place(world) == snapshot(
        "On the ladder at Endorse: one verified on a higher rung since May 2025. It lasts until 4 May if nothing is added. Roles in 12 months: influencer."
    )
    await choose(world.anna, "Correct")
    await world.anna.fill(activity="quote", done_on="2025-05-04", reason="It was a quote.")
    await world.anna.submit()
    await world.quiet()
    assert place(world) == snapshot(
        "On the ladder at Share: one verified on a higher rung since May 2025. It lasts until 4 May if nothing is added. Roles in 12 months: advocate."
    )
    assert await moves(world, PRIYA) == [(0, 2, "act"), (2, 3, "act"), (3, 2, "act"), (2, 1, "act")]


def place(world: World) -> str:
    """What the record that Anna has open says of where they stand."""
    (said,) = [line for line in world.modal(world.anna).splitlines() if line.startswith("On the ladder")]
    return said


async def id_of(world: World, email: str) -> str:
    return (await customers.advocate(world, email)).id


async def test_after_a_year_they_move_by_themselves_and_not_a_day_before(world: World) -> None:
    await named(world)
    await log(world, world.anna, "Priya", "case_study", "2025-05-04")
    await log(world, world.anna, "Priya", "blog", "2025-09-01")
    await world.until(moment("2026-05-04", 23))
    assert await moves(world, PRIYA) == [(0, 2, "act"), (2, 3, "act")]
    await world.until(moment("2026-05-05", 0, 1))
    assert await moves(world, PRIYA) == [(0, 2, "act"), (2, 3, "act"), (3, 2, "time")]
    await world.until(moment("2026-09-02", 9))
    assert (await moves(world, PRIYA))[-1] == (2, 0, "time")
    assert (await stands(world, world.priya)).startswith("At the beginning.")


async def test_a_call_that_was_not_good_settles_nobody_whenever_they_say_so(world: World) -> None:
    await named(world)
    await agreed(world, "2026-03-12")
    for each in (moment("2026-03-11", 10), moment("2026-03-12", 18), moment("2026-03-13", 10)):
        await world.until(each)
    card = await world.see(world.priya, "How was it")
    await world.until(moment("2026-03-18", 10))  # their silence counts as held
    assert await moves(world, PRIYA) == [(0, 3, "act")]
    await world.priya.press_label(card, "Rather not again")
    await world.quiet()
    assert await moves(world, PRIYA) == [(0, 3, "act"), (3, 0, "act")]


async def test_a_day_begins_once_for_a_programme(world: World) -> None:
    before = await moves(world, MARTA)
    await world.until(moment("2026-03-03", 0, 1))
    assert await world.rung.ticks.tick() == 0
    assert await moves(world, MARTA) == before
    world.clock.move(timedelta(days=1))
    await world.rung.ticks.tick()
    assert await moves(world, MARTA) == before
