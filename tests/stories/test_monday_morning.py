"""On Monday the managers get one digest that decides something: its decisions stay live, its figures stay."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

import asyncio

from inline_snapshot import snapshot

from models.digest import Digest
from tests.behind import rows, set_program
from tests.climbing.acts import named
from tests.favours import moment
from tests.giving import set_account
from tests.managing import logged
from tests.monday import EIGHT, did, monday, posted, unanswered, with_channel
from tests.stories.test_an_exception import offered, open_form, unfilled
from tests.world import World, second_replica

ONLY_MANAGERS = "Running the programme is for its managers. One of them can give you that role."


async def test_ten_ticks_on_two_replicas_make_one_digest(world: World) -> None:
    await with_channel(world)
    async with second_replica(world) as other:
        world.clock.set_business(EIGHT)
        await asyncio.gather(*(rung.ticks.tick() for rung in (world.rung, other) for _ in range(5)))
        await world.quiet()
        await other.outbox.settled()
        for rung in (world.rung, other):
            await rung.ticks.tick()
        await world.quiet()
    assert len(posted(world, world.maya)) == 1
    assert [each.week.isoformat() for each in await rows(world, Digest)] == ["2026-03-09"]
    assert not world.maya.dm


async def test_what_the_managers_read(world: World) -> None:
    await named(world)
    await with_channel(world)
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    await world.until(moment("2026-03-06", 11))
    await world.request(world.sofia, "Fjord")
    digest = await monday(world)
    assert world.text(digest) == snapshot("""\
Brightwell: Monday 9 March
1 question waits for an approver.
Head of Accounting, Kontoria for Fjord Wallet: Ledger
Sofia Lindqvist needs it by Friday 20 March. Anna Schmidt looks after them; the next step comes on Monday 11:00.
[Approve]  [Look closer]
1 company has done us favours within a year, and nothing was given back since.
Head of Accounting, Kontoria
1 favour from there, the last on 17 February.
[Give something back]
────
The week of 2 March; in brackets the week before
Asked: 1 (0) · no answer: 0 (0)
Yes: 1 of 1 answer (0 of 0)
Needs filled: 1 of 1 (0 of 0)
Median days to a yes: 1 yes is too few to say (no yes, too few to say)
Favours held: 0 (0)
▥ Asks and yeses a week
  Asked: 12 Jan 0 · 19 Jan 0 · 26 Jan 0 · 2 Feb 0 · 9 Feb 0 · 16 Feb 1 · 23 Feb 0 · 2 Mar 1
  Yes: 12 Jan 0 · 19 Jan 0 · 26 Jan 0 · 2 Feb 0 · 9 Feb 0 · 16 Feb 1 · 23 Feb 0 · 2 Mar 1
  The chart in words, asks and yeses by week: 12 Jan 0 and 0, 19 Jan 0 and 0, 26 Jan 0 and 0, 2 Feb 0 and 0, 9 Feb 0 and 0, 16 Feb 1 and 1, 23 Feb 0 and 0, 2 Mar 1 and 1.
Nobody moved on the ladder last week.
▥ Where customers stand on the ladder
  Customers: Not settled yet 5 · 1 Share 0 · 2 Endorse 0 · 3 Tell 1 · 4 Vouch 0 · 5 Stage 0 · 6 Shape 0
  The chart in words, customers by rung: not settled yet 5, Share 0, Endorse 0, Tell 1, Vouch 0, Stage 0, Shape 0.
  As of 9 March. What somebody decides is redrawn here; the figures stay.\
""")
    assert digest.text == snapshot(
        "Brightwell: Monday 9 March. 2 decisions wait for you. 1 question waits for an approver. 1 company has done us favours within a year, and nothing was given back since. In the week of 2 March: 1 asked, 1 said yes; 1 of 1 needs filled (the week before 0 of 0). Nobody moved on the ladder last week."
    )


async def test_a_button_does_its_work_and_the_digest_is_redrawn(world: World) -> None:
    await with_channel(world)
    await world.until(moment("2026-03-06", 11))
    await world.request(world.tom)
    digest = await monday(world)
    figures = world.text(digest).split("────")[1]

    await world.sofia.press_label(digest, "Approve")
    assert world.sofia.ephemerals[-1].text == ONLY_MANAGERS
    assert not world.priya.dm

    await world.maya.press_label(digest, "Approve")
    await world.pass_time(hours=1)
    assert "Maya Patel, for Anna Schmidt" in world.text(await world.see(world.priya, "Would you help"))
    (redrawn,) = posted(world, world.maya)
    assert redrawn.ts == digest.ts
    assert "Nordlicht Pay for Kestrel Pay: Ledger rollout\nMaya Patel approved." in world.text(redrawn)
    assert "[Approve]" not in world.text(redrawn)
    assert world.text(redrawn).split("────")[1] == figures  # an ask since then is none of that week

    await world.maya.press_label(digest, "Approve", stale=True)
    assert "settled in the meantime" in world.maya.ephemerals[-1].text


async def test_a_closer_look_shows_the_whole_card(world: World) -> None:
    await with_channel(world)
    await world.until(moment("2026-03-06", 11))
    await world.request(world.tom)
    digest = await monday(world)
    await world.maya.press_label(digest, "Look closer")
    assert "Health:" in world.modal(world.maya)
    await world.maya.fill(decision="not_this_deal")
    await world.maya.submit()
    await world.quiet()
    (redrawn,) = posted(world, world.maya)
    assert "Maya Patel said: not for this deal." in world.text(redrawn)
    await world.maya.press_label(digest, "Look closer", stale=True)
    assert "settled in the meantime" in world.maya.ephemerals[-1].text


async def test_who_carries_much_is_given_a_rest(world: World) -> None:
    await with_channel(world)
    days = ("2025-06-02", "2025-07-20", "2025-09-01", "2025-10-01", "2025-11-03")
    await did(world, "elena@edelgrat.example", *days)
    digest = await monday(world)
    assert world.text(digest).split("────")[0] == snapshot("""\
Brightwell: Monday 9 March
1 customer is near what they may be asked for.
Head of Controlling, Edelgrat Finanz
5 favours in a year (at most 6), 0 in 90 days (at most 2).
[Rest 30 days]
2 companies have done us favours within a year, and nothing was given back since.
Head of Controlling, Edelgrat Finanz
5 favours from there, the last on 3 November 2025.
[Give something back]
Head of Accounting, Kontoria
1 favour from there, the last on 17 February.
[Give something back]
""")
    await world.maya.press_label(digest, "Rest 30 days")
    await world.quiet()
    assert (
        "Head of Controlling, Edelgrat Finanz\n5 favours in a year (at most 6), 0 in 90 days (at most 2). Kept free until 8 April."
        in world.text(posted(world, world.maya)[-1])
    )
    assert "kept free by their owner; free on 8 April" in await world.shortlist(world.tom)
    await world.tom.close()
    await world.maya.press_label(digest, "Rest 30 days", stale=True)
    assert "They are kept free already." in world.maya.ephemerals[-1].text

    await world.maya.press_label(digest, "End the rest")
    await world.quiet()
    assert "Kept free" not in world.text(posted(world, world.maya)[-1])
    assert [verb for who, verb in await logged(world) if who == "U0MAYA"] == ["held_back", "block_lifted"]
    assert "kept free" not in await world.shortlist(world.tom)


async def test_nobody_ends_a_rest_that_has_ended(world: World) -> None:
    await with_channel(world)
    await did(world, "priya@nordlicht.example", "2026-02-02", "2026-02-20")
    digest = await monday(world)
    await world.maya.press_label(digest, "Rest 30 days")
    await world.quiet()
    stale = posted(world, world.maya)[-1]
    await world.pass_time(days=31)
    await world.maya.press_label(stale, "End the rest", stale=True)
    assert "That rest has ended already." in world.maya.ephemerals[-1].text


async def test_customers_on_hold_and_late_tasks(world: World) -> None:
    await with_channel(world)
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Not this one")
    await world.priya.pick(await world.see(world.priya, "Noted"), "why_not", "not_happy")
    await world.priya.command("/advocate", "nominate")
    await world.priya.fill(nominate_name="Ada", nominate_email="ada@nordlicht.example")
    await world.priya.submit()
    digest = await monday(world)
    assert world.text(digest).split("────")[0] == snapshot("""\
Brightwell: Monday 9 March
1 question waits for an approver.
Director Accounting, Talerhaus for Kestrel Pay: Ledger rollout
Tom Reyes needs it by Friday 20 March. Anna Schmidt looks after them; the next step comes on Monday 11:00.
[Approve]  [Look closer]
1 customer is on hold until one of us says so.
Head of Finance Operations, Nordlicht Pay
Nobody there is asked until somebody has talked with them. With Anna Schmidt since 2 March.
[Clear it]
1 company has done us favours within a year, and nothing was given back since.
Head of Accounting, Kontoria
1 favour from there, the last on 17 February.
[Give something back]
1 task has been open for more than two working days.
Head of Finance Operations, Nordlicht Pay
A customer suggests somebody. With Anna Schmidt since 2 March.
[Take over]
""")
    assert "happy" not in world.text(digest)  # sellers may read along

    await world.maya.press_label(digest, "Clear it")
    await world.maya.press_label(digest, "Take over")
    await world.quiet()
    (redrawn,) = posted(world, world.maya)
    assert "Done (Maya Patel, 9 March)." in world.text(redrawn)
    assert "With Maya Patel since 2 March." in world.text(redrawn)
    await world.pass_time(hours=3)
    await world.see(world.maya, "suggests a colleague")
    await world.maya.press_label(digest, "Clear it", stale=True)
    assert "taken care of this in the meantime" in world.maya.ephemerals[-1].text


async def test_a_seller_who_owes_an_answer_is_reminded(world: World) -> None:
    await with_channel(world)
    await unanswered(world)
    digest = await monday(world, moment("2026-03-23", 8))
    assert (
        "Of 1 favour nobody has said how they went.\nTom Reyes on the reference call with Head of Finance Operations, Nordlicht Pay, 12 March\nOverdue since 17 March.\n[Remind Tom]"
        in world.text(digest)
    )
    await world.maya.press_label(digest, "Remind Tom")
    await world.maya.press_label(digest, "Remind Tom", stale=True)
    assert "They were reminded already" in world.maya.ephemerals[-1].text
    await world.pass_time(hours=1)
    reminder = await world.see(world.tom, "managers would like to know")
    assert world.text(reminder) == snapshot(
        "Your programme's managers would like to know how it went: Reference call with Priya Raman, Nordlicht Pay, 12 March. The question is above, and `/reference` asks it too."
    )
    (redrawn,) = posted(world, world.maya)
    assert "Reminded on 23 March, and not answered yet." in world.text(redrawn)
    await world.tom.press_label(await world.see(world.tom, "Was it held"), "4")
    await world.quiet()
    assert "12 March\nThis is settled." in world.text(posted(world, world.maya)[-1])
    assert "this is settled. Thank you." in world.text(await world.see(world.tom, "this is settled"))


async def test_an_exception_is_shown_with_its_reason(world: World) -> None:
    await with_channel(world)
    await unfilled(world)
    await open_form(world)
    (option,) = await offered(world)
    await world.maya.fill(customer=option["value"], reason="They offered it themselves at dinner.")
    await world.maya.submit()
    await world.maya.close()
    await set_program(world, digest_due_at=moment("2026-03-02", 10))  # a programme that began on Friday
    digest = await monday(world, moment("2026-03-02", 10))
    assert world.text(digest).split("────")[0] == snapshot("""\
Brightwell: Monday 2 March
1 question waits for an approver.
Head of Accounting, Kontoria for Kestrel Pay: Ledger rollout
Tom Reyes needs it by Friday 20 March. Anna Schmidt looks after them; the next step comes on Monday 11:30.
[Approve]  [Look closer]
1 company has done us favours within a year, and nothing was given back since.
Head of Accounting, Kontoria
1 favour from there, the last on 17 February.
[Give something back]
1 exception from your caps in the week.
Head of Accounting, Kontoria for Kestrel Pay: Ledger rollout
Maya Patel: “They offered it themselves at dinner.”
Their owner has not decided yet.
[Stop it]
""")
    await world.maya.press_label(digest, "Stop it")
    await world.quiet()
    assert "“They offered it themselves at dinner.”\nMaya Patel said: not now." in world.text(
        posted(world, world.maya)[-1]
    )


async def test_nothing_to_decide_says_so(world: World) -> None:
    await with_channel(world)
    await set_account(world, "Kontoria", public_sector=True)  # so that nothing is due to it
    digest = await monday(world)
    assert world.text(digest).split("────")[0] == snapshot("""\
Brightwell: Monday 9 March
Nothing needs a decision from you this week.
""")
