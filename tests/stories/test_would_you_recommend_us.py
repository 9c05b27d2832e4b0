"""Customers are asked whether they would recommend us: one question, one follow-up, twice a year at most."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

import asyncio
from datetime import date, timedelta

import pytest
from inline_snapshot import snapshot
from sqlalchemy import select

from bot.nps import asking as nps
from models.advocate import Advocate
from models.base import new_id
from models.block import Block, BlockKind
from models.contact import ContactKind
from models.nps import NpsQuestion
from models.task import TaskKind
from tests.asking import (
    LONG_AGO,
    TUESDAY,
    answers,
    asked,
    change_account,
    change_person,
    contacts,
    last_answered,
    question,
    questions,
    tasks_of,
)
from tests.behind import rows, set_program
from tests.favours import moment
from tests.heard import TOLD_TWICE
from tests.world import World, second_replica

PRIYA, ELENA = "priya@nordlicht.example", "elena@edelgrat.example"


async def test_nobody_is_asked_where_it_is_not_switched_on(world: World) -> None:
    await last_answered(world, LONG_AGO)
    await world.until(TUESDAY)
    assert await rows(world, NpsQuestion) == []


async def test_a_nine_is_thanked_and_asked_for_a_reason_once(world: World) -> None:
    await asked(world)
    card = await question(world, world.priya)
    assert world.text(card) == snapshot("""\
Anna Schmidt, your contact at Brightwell, has one question.
How likely are you to recommend Brightwell to a colleague elsewhere?
[0]  [1]  [2]  [3]
[4]  [5]  [6]  [7]
[8]  [9]  [10]
  0: not at all · 10: by all means
  Your answer goes to Anna Schmidt and the few colleagues who look after this programme. We ask at most twice a year, and no answer is fine.\
""")
    await world.priya.press_label(card, "9")
    thanks = await world.see(world.priya, "Thank you")
    assert world.text(thanks) == snapshot("""\
Anna Schmidt, your contact at Brightwell, has one question.
Thank you. That helps us.
What is the main reason for your answer? (optional): [… ▾]
[Send]  [Skip]
  If you see it differently, press another number before Wednesday 10:00.
[0]  [1]  [2]  [3]
[4]  [5]  [6]  [7]
[8]  [9]  [10]
  0: not at all · 10: by all means\
""")
    assert "9" not in world.text(thanks).split("[0]")[0].replace("09", "")
    await world.priya.pick(thanks, "nps_comment", "Four days instead of eleven.", block_id="nps_comment")
    await world.priya.press_label(thanks, "Send")
    done = await world.see(world.priya, "Thank you")
    assert "Send" not in world.text(done)
    assert "Four days" not in world.text(done)
    assert await answers(world, PRIYA) == [(9, "2026-03-03", "Four days instead of eleven.", "asked")]
    assert await tasks_of(world, TaskKind.DETRACTOR) == []
    await world.pass_time(days=2)
    assert world.text(await world.see(world.priya, "Thank you")) == snapshot("""\
Anna Schmidt, your contact at Brightwell, has one question.
Thank you. That helps us.\
""")


async def test_a_six_reaches_their_owner_the_same_day(world: World) -> None:
    await asked(world)
    card = await question(world, world.priya)
    await world.priya.press_label(card, "6")
    thanks = await world.see(world.priya, "Thank you")
    told = await world.see(world.anna, "would not recommend us")
    assert world.text(told) == snapshot("""\
Priya Raman, Head of Finance Operations, Nordlicht Pay, would not recommend us: 6 of 10 on 3 March.
Please talk to them soon. This is for you alone: no digest and no channel tells of it.
[I have talked to them]  [Block the account until … ▾]\
""")
    await world.priya.pick(thanks, "nps_comment", "Support <!channel> is *slow*.", block_id="nps_comment")
    await world.priya.press_label(thanks, "Send")
    assert "> Support <!channel> is ∗slow∗." in world.text(await world.see(world.anna, "Support"))
    assert not any("recommend" in world.text(each) for each in world.tom.dm + world.maya.dm)
    await world.sofia.press_label(told, "I have talked to them", stale=True)
    assert "for the owner of this customer's relationship" in world.sofia.ephemerals[-1].text
    await world.anna.press_label(told, "I have talked to them")
    assert "somebody has talked to them" in world.text(await world.see(world.anna, "talked"))
    await world.anna.press_label(told, "I have talked to them", stale=True)
    assert "taken care of this" in world.anna.ephemerals[-1].text


async def test_the_owner_blocks_the_account_for_a_while(world: World) -> None:
    await asked(world)
    await world.priya.press_label(await question(world, world.priya), "3")
    told = await world.see(world.anna, "would not recommend us")
    await world.anna.pick(told, "block_account_until", "2026-03-02")
    assert "Choose a day from tomorrow on." in world.anna.ephemerals[-1].text
    await world.anna.pick(told, "block_account_until", "2026-04-01")
    await world.see(world.anna, "nobody there is asked until the day that was chosen")
    (block,) = await rows(world, Block)
    assert block.kind is BlockKind.HELD_BACK
    assert block.until == moment("2026-04-01", 0)


async def test_another_number_within_a_day_and_none_after_it(world: World) -> None:
    await asked(world)
    card = await question(world, world.priya)
    await world.priya.press_label(card, "3")
    await world.see(world.anna, "would not recommend us: 3 of 10")
    await world.priya.press_label(await world.see(world.priya, "Thank you"), "5")
    await world.see(world.anna, "would not recommend us: 5 of 10")
    await world.priya.press_label(await world.see(world.priya, "Thank you"), "8")
    await world.see(world.anna, "they gave a better number since")
    late = await world.see(world.priya, "press another number")
    await world.pass_time(days=1, minutes=1)
    await world.priya.press_label(late, "0", stale=True)
    assert "more than a day ago" in world.priya.ephemerals[-1].text
    assert await answers(world, PRIYA) == [(8, "2026-03-03", "", "asked")]


async def test_no_answer_closes_it_silently(world: World) -> None:
    await asked(world)
    card = await question(world, world.priya)
    await world.pass_time(days=14, minutes=1)
    assert "This question has closed. No answer is fine." in world.text(world.priya.dm[-1])
    assert len(questions(world, world.priya)) == 1
    await world.pass_time(days=90)
    await world.priya.press_label(card, "9", stale=True)
    assert "This question has closed, so nothing was changed." in world.priya.ephemerals[-1].text
    assert await answers(world, PRIYA) == []
    assert await contacts(world, ContactKind.NPS) == 6


@pytest.mark.undisturbed("lost", because=TOLD_TWICE)
async def test_by_somebody_else_twice_or_with_a_made_up_number(world: World) -> None:
    await asked(world)
    card = await question(world, world.priya)
    for person, said in (
        (world.petra, "This belongs to somebody else"),
        (world.tom, "This was asked of somebody else"),
        (world.nobody, "This was asked of somebody else"),
    ):
        await person.press_label(card, "9", stale=True)
        assert said in person.ephemerals[-1].text
    await world.priya.press_label(card, "9")
    thanks = await world.see(world.priya, "Thank you")
    await world.priya.press_label(thanks, "Send")
    assert "Nothing was written yet" in world.priya.ephemerals[-1].text
    await world.priya.press_label(thanks, "Skip")
    await world.priya.press_label(thanks, "Skip", stale=True)
    assert "We have that already." in world.priya.ephemerals[-1].text
    assert await answers(world, PRIYA) == [(9, "2026-03-03", "", "asked")]


async def test_never_twice_in_half_a_year(world: World) -> None:
    await asked(world)
    await question(world, world.priya)
    for _ in range(6):
        await world.pass_time(days=30)
    assert len(questions(world, world.priya)) == 1
    await world.pass_time(days=5)
    await world.pass_time(hours=20)
    assert len(questions(world, world.priya)) == 2


async def test_a_third_question_within_a_year_is_never_asked(world: World) -> None:
    world.rung.outbox.stop()
    await last_answered(world, LONG_AGO)
    await set_program(world, asks_nps=True, nps_due_at=None)
    made = []
    for days in (0, 182, 183, 364, 365, 366):
        goes_on = True
        while goes_on:
            async with world.rung.database.transaction() as session:
                at = TUESDAY + timedelta(days=days)
                goes_on = await nps.round_of(session, world.program_id, "", now=at)
        made.append(len(await rows(world, NpsQuestion)))
    assert made == [6, 6, 12, 12, 12, 18]


async def test_whoever_answered_lately_elsewhere_is_not_asked(world: World) -> None:
    await set_program(world, asks_nps=True)
    await last_answered(world, date(2025, 12, 9))
    await world.until(TUESDAY)
    assert [each.advocate_id for each in await rows(world, NpsQuestion)] == []


async def test_in_peace_in_hours_and_within_the_budget(world: World) -> None:
    """Each of them has another reason to be left alone; Elena, of another company's workspace, is asked."""
    now = world.clock.business()
    await change_account(world, "Nordlicht Pay", health="red")
    await change_person(world, "lukas@talerhaus.example", paused_until=now + timedelta(days=40))
    await change_person(world, "marta@kontoria.example", contacted_before_at=now - timedelta(days=50))
    await change_person(world, "kenji@hoshi.example", stopped_on=date(2026, 1, 1))
    await asked(world, at=moment("2026-03-07", 10))  # a Saturday
    assert len(await rows(world, NpsQuestion)) == 1
    assert world.elena.dm == []
    await world.until(moment("2026-03-09", 8, 59))
    assert world.elena.dm == []
    await world.until(moment("2026-03-09", 9, 1))
    await world.elena.press_label(await question(world, world.elena), "10")
    thanks = await world.see(world.elena, "Thank you")
    await world.elena.pick(thanks, "nps_comment", "Ben.", block_id="nps_comment")
    await world.elena.press_label(thanks, "Send")
    assert [each[:3] for each in await answers(world, ELENA)] == [(10, "2026-03-09", "Ben.")]


async def test_an_incident_before_it_was_posted_takes_it_back(world: World) -> None:
    await asked(world, at=moment("2026-03-07", 10))
    async with world.rung.database.transaction() as session:
        accounts = {each.account_id for each in await session.scalars(select(Advocate))}
        session.add_all(
            Block(
                program_id=world.program_id,
                id=new_id(),
                account_id=each,
                kind=BlockKind.INCIDENT,
                since=moment("2026-03-08", 10),
                until=moment("2026-03-12", 10),
                known_at=moment("2026-03-08", 10),
                source="status page",
            )
            for each in accounts
        )
    await world.until(moment("2026-03-10", 10))
    for person in (world.priya, world.elena, world.lukas):
        assert questions(world, person) == []
    await world.until(moment("2026-04-10", 10))
    assert questions(world, world.priya) == []  # nor later: the moment has passed


async def test_ten_ticks_on_two_replicas_ask_once(world: World) -> None:
    await last_answered(world, LONG_AGO)
    await set_program(world, asks_nps=True, nps_due_at=None)
    async with second_replica(world) as other:
        world.clock.set_business(TUESDAY)
        await asyncio.gather(*(rung.ticks.tick() for rung in (world.rung, other) for _ in range(5)))
        await world.quiet()
        await other.outbox.settled()
    assert len(questions(world, world.priya)) == 1
    assert await contacts(world, ContactKind.NPS) == 6
