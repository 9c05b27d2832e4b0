"""A yes has a day: both sides are briefed the working day before, and asked one question afterwards."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

import asyncio

import pytest
from inline_snapshot import snapshot

from bot.favours import course
from models import advocate as advocates
from models import debrief as debriefs
from tests.favours import agreed, kinds_of, ledger, moment
from tests.heard import TOLD_TWICE
from tests.world import World


async def test_from_the_day_to_the_thanks(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-11", 8, 59))
    assert await kinds_of(world, world.priya) == ["ask"]
    await world.until(moment("2026-03-11", 9, 0))
    brief = world.text(await world.see(world.priya, "with a few lines before"))
    assert brief == snapshot("""\
Anna Schmidt, your contact at Brightwell, with a few lines before Thursday 12 March.
You agreed to a reference call, 60 minutes in all, for a fintech company in Germany with 200–999 people that is choosing a product like ours.
Meet Tom Reyes (@Tom Reyes), who leads on our side.
  The conversation is not recorded.\
""")
    assert "Kestrel" not in brief
    assert world.text(await world.see(world.tom, "Why them")) == snapshot("""\
Reference call for Kestrel Pay: Ledger rollout, Thursday 12 March
Priya Raman, Head of Finance Operations, Nordlicht Pay
@Priya Raman · priya@nordlicht.example
Why them: same industry, same product and same use case.
  They agreed to 60 minutes in all. Please do not record it.\
""")

    await world.until(moment("2026-03-12", 18, 0))
    assert await ledger(world) == [("claimed", "2026-03-12")]
    assert await kinds_of(world, world.priya) == ["ask", "brief"]  # not in the evening
    await world.until(moment("2026-03-13", 9, 0))
    asked = await world.see(world.priya, "How was it")
    assert world.text(asked) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to know how it went.
Thank you for giving us a reference call on Thursday 12 March. How was it, and would you do it again?
[Gladly again]  [It was fine]  [Rather not again]  [It did not happen]
  Your answer goes to Anna Schmidt and the few colleagues who look after this programme.\
""")
    question = await world.see(world.tom, "how useful was it")
    assert world.text(question) == snapshot("""\
Was it held, and how useful was it?
Reference call with Priya Raman, Nordlicht Pay, Thursday 12 March.
[1]  [2]  [3]  [4]  [5]  [It did not happen]
[It was moved to … ▾]
  1: of no use · 5: decisive\
""")

    await world.tom.press_label(question, "4")
    assert "it was held: 4 of 5" in world.text(await world.see(world.tom, "You said"))
    assert await ledger(world) == [("claimed", "2026-03-12")]
    await world.priya.press_label(asked, "Gladly again")
    said = world.text(await world.see(world.priya, "Thank you for telling us"))
    assert "Gladly" not in said
    assert await ledger(world) == [("claimed", "2026-03-12"), ("verified", "2026-03-12")]
    card = world.text(await world.see(world.anna, "May we ask Priya Raman"))
    assert "Agreed for Thursday 12 March. They would gladly do it again." in card
    assert "Held on Thursday 12 March." in world.text(await world.see(world.tom, "Found."))
    await world.pass_time(days=14)
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief"]
    assert len(await ledger(world)) == 2


async def test_set_for_tomorrow_the_brief_goes_at_once(world: World) -> None:
    await agreed(world, "2026-03-03")
    await world.see(world.priya, "with a few lines before Tuesday 3 March")
    await world.see(world.tom, "Why them")


async def test_on_a_monday_the_day_before_is_a_friday(world: World) -> None:
    await agreed(world, "2026-03-16")
    await world.until(moment("2026-03-13", 9, 1))
    await world.see(world.priya, "with a few lines before Monday 16 March")


async def test_a_brief_that_would_come_too_late_is_never_sent(world: World) -> None:
    await world.until(moment("2026-03-02", 15, 30))
    await agreed(world, None)
    await world.until(moment("2026-03-02", 16, 30))  # after Priya's contact hours
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-02")
    assert await kinds_of(world, world.priya) == ["ask"]
    await world.until(moment("2026-03-03", 9, 1))
    assert await kinds_of(world, world.priya) == ["ask", "debrief"]


async def test_a_moved_day_moves_everything_and_draws_the_brief_again(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-11", 9, 30))
    await world.see(world.priya, "before Thursday 12 March")
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-17")
    await world.see(world.priya, "before Tuesday 17 March")
    await world.until(moment("2026-03-13", 12, 0))
    assert await kinds_of(world, world.priya) == ["ask", "brief"]
    assert await ledger(world) == []
    await world.until(moment("2026-03-18", 9, 30))
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief"]
    assert await ledger(world) == [("claimed", "2026-03-17")]


async def test_moved_after_the_question_it_is_asked_again_in_the_same_place(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-11", 9, 30))
    await world.until(moment("2026-03-13", 9, 30))
    early = await world.see(world.priya, "How was it")
    await world.tom.pick(await world.see(world.tom, "how useful was it"), "held_on", "2026-03-17")
    await world.see(world.priya, "It was moved to Tuesday 17 March.")
    await world.see(world.tom, "You are asked again afterwards")
    await world.priya.press(early, "experience:5", stale=True)
    assert "It was moved to another day" in world.priya.ephemerals[-1].text
    assert await ledger(world) == [("claimed", "2026-03-12"), ("void", "2026-03-12")]

    await world.until(moment("2026-03-18", 9, 30))
    await world.priya.press_label(await world.see(world.priya, "How was it"), "It was fine")
    await world.tom.press_label(await world.see(world.tom, "how useful was it"), "5")
    assert (await ledger(world))[2:] == [("claimed", "2026-03-17"), ("verified", "2026-03-17")]
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief"]


async def test_what_was_said_already_is_not_moved_any_more(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-13", 9, 30))
    await world.tom.press_label(await world.see(world.tom, "how useful was it"), "5")
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-17")
    assert "One side has said already how it went" in world.tom.ephemerals[-1].text
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-01")
    assert "That day has passed" in world.tom.ephemerals[-1].text


async def test_silence_of_both_for_two_working_days_counts_as_held(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-12", 18, 0))
    await world.until(moment("2026-03-16", 16, 59))
    assert await ledger(world) == [("claimed", "2026-03-12")]
    await world.until(moment("2026-03-16", 17, 1))
    assert await ledger(world) == [("claimed", "2026-03-12"), ("verified", "2026-03-12")]


async def test_without_a_day_the_seller_is_asked_when_it_was_needed(world: World) -> None:
    await agreed(world, None)
    await world.until(moment("2026-03-23", 9, 1))  # it was needed by Friday 20 March
    question = await world.see(world.tom, "No day was entered")
    assert await kinds_of(world, world.priya) == ["ask"]
    assert await ledger(world) == []
    await world.tom.press_label(question, "3")
    await world.see(world.priya, "How was it")
    assert await ledger(world) == [("claimed", "2026-03-20")]
    await world.pass_time(days=4)
    assert (await ledger(world))[-1] == ("verified", "2026-03-20")


async def test_a_customer_who_is_not_in_slack_hears_nothing_and_counts_as_silent(world: World) -> None:
    await agreed(world, None)
    await world.see(world.priya, "Thank you for saying yes")
    async with world.rung.database.transaction() as session:
        found = (await advocates.by_email(session, world.program_id))["priya@nordlicht.example"]
        found.dm_error = "user_disabled"
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-12")
    await world.until(moment("2026-03-13", 9, 30))
    await world.tom.press_label(await world.see(world.tom, "how useful was it"), "5")
    assert await kinds_of(world, world.priya) == ["ask"]
    await world.pass_time(days=5)
    assert (await ledger(world))[-1] == ("verified", "2026-03-12")


@pytest.mark.undisturbed("lost", because=TOLD_TWICE)
async def test_pressed_twice_or_by_somebody_else(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-13", 9, 30))
    question, asked = (
        await world.see(world.tom, "how useful was it"),
        await world.see(world.priya, "How was it"),
    )
    await world.sofia.press(question, "useful:5", stale=True)
    assert "This is another seller's" in world.sofia.ephemerals[-1].text
    await world.nobody.press(question, "did_not_happen", stale=True)
    assert "Requesting references is for the sellers" in world.nobody.ephemerals[-1].text
    for person in (world.petra, world.tom, world.anna):
        await person.press(asked, "experience:5", stale=True)
        assert "This was asked of somebody else" in person.ephemerals[-1].text

    heard = len(world.tom.ephemerals)
    await asyncio.gather(*(world.tom.press(question, "useful:5", stale=True) for _ in range(3)))
    said = [answer.text for answer in world.tom.ephemerals[heard:]]
    assert said == ["You have answered this already. Nothing was changed."] * 2
    await asyncio.gather(*(world.priya.press(asked, "experience:5", stale=True) for _ in range(2)))
    assert "You have answered this already" in world.priya.ephemerals[-1].text
    assert await ledger(world) == [("claimed", "2026-03-12"), ("verified", "2026-03-12")]


async def test_after_a_long_stop_everything_is_made_up_for_once(world: World) -> None:
    """Nothing ticked for a week: the briefs are pointless by then, the question is not."""
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-18", 9, 30))
    assert await kinds_of(world, world.priya) == ["ask", "debrief"]
    assert await ledger(world) == [("claimed", "2026-03-12")]


async def test_two_replicas_whose_clocks_ring_at_once_write_one_line(world: World) -> None:
    await agreed(world, "2026-03-12")
    world.clock.set_business(moment("2026-03-12", 18, 0))
    now = world.clock.business()

    async def ring(program_id: str, debrief_id: str) -> bool:
        async with world.rung.database.transaction() as session:
            return await course.clock_ran_out(session, program_id, debrief_id, now=now)

    async with world.rung.database.reading() as session:
        due = await debriefs.due(session, now=now, most=9)
    assert len(due) == 2  # one for each side
    rung = await asyncio.gather(*(ring(*each) for each in due for _ in range(3)))
    assert sum(rung) == 2
    assert await ledger(world) == [("claimed", "2026-03-12")]
