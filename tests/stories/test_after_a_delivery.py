"""Ninety days after going live customers are surveyed: step by step in their messages, or in a window."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import date, timedelta

import pytest
from inline_snapshot import snapshot
from sqlalchemy import update

from models.account import Account
from models.activity import Activity
from models.base import new_id
from models.block import Block, BlockKind
from models.contact import ContactKind
from models.draft import Draft
from models.participation import Participation
from models.survey import Survey, SurveyState
from models.task import TaskKind
from tests import customers
from tests.asking import answers, change_account, change_person, contacts, tasks_of
from tests.behind import rows, set_program
from tests.customers import activity_id, consents
from tests.favours import ledger, moment
from tests.heard import TOLD_TWICE
from tests.surveys import ALL, HEAD, LIVE, at_once, card, draft, say, survey_of, surveyed
from tests.world import World

PRIYA = "priya@nordlicht.example"


async def test_step_by_step_in_one_message(world: World) -> None:
    await surveyed(world)
    assert world.text(await card(world, world.priya)) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to know how it has gone.
Nordlicht Pay has been live with Brightwell for a while. Nine short questions, about five minutes. Skip what you like, stop when you like: what you said is kept, and nobody reminds you.
[Begin]  [All on one page]  [Rather not]
  Your answers go to Anna Schmidt and the few colleagues who look after this programme. Nothing of it is quoted unless you say so, and you see every word first.\
""")
    await say(world, world.priya, "Begin")
    assert world.text(await card(world, world.priya)) == snapshot("""\
Question 1 of 9
What did you want to achieve? (optional): [… ▾]
[Next]  [Skip]  [Back]\
""")
    assert await say(world, world.priya, survey_goal="Close the books faster") == snapshot("""\
Question 2, 3 of 9
A number that tells of it, before (optional): [… ▾]
The same number now (optional): [… ▾]
What is counted (optional): [… ▾]
[Next]  [Skip]  [Back]\
""")
    await world.priya.pick(
        await card(world, world.priya), "survey_before", "about 3 days", block_id="survey_before"
    )
    await world.priya.press_label(await card(world, world.priya), "Next")
    assert world.priya.ephemerals[-1].text == snapshot(
        "Write a number alone, like 12 or 1.5; 1500 without a point or comma in it. Words fit into the next line."
    )
    await say(world, world.priya, survey_before="1,5", survey_after="0.25", survey_unit="days")
    back = await say(world, world.priya, "Back")
    assert "Question 2, 3 of 9" in back
    assert (await survey_of(world)).before == "1.5"
    await say(world, world.priya, "Next")
    assert "Question 5" in await say(world, world.priya, survey_time_to_value="about 3 weeks")
    await say(world, world.priya, survey_most_useful="The close runs by itself.")
    await say(world, world.priya, "Skip")
    assert await say(world, world.priya, survey_score="9") == snapshot("""\
Question 8 of 9
May we quote you? (optional): [Choose one ▾]
[Next]  [Skip]  [Back]\
""")
    call = await activity_id(world, "podcast")
    assert world.text(await card(world, world.priya)).count("Question 8") == 1
    assert await say(world, world.priya, survey_quoting="no") == snapshot("""\
Question 9 of 9
What would you be open to one day? (optional): ☐ A mention in a tender  ☐ A quote  ☐ An introduction to a colleague elsewhere  ☐ A few answers in writing  ☐ A call with several companies at once  ☐ A reference call  ☐ A site visit  ☐ A vote on an idea  ☐ A word to others about product news  ☐ Attendance at a webinar or event
[Done]  [Skip]  [Back]\
""")
    quote = await activity_id(world, "quote")
    assert await say(world, world.priya, "Done", survey_open_to=[quote]) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to know how it has gone.
Thank you. Your answers are with Anna Schmidt.\
""")
    said = await survey_of(world)
    assert (said.state, said.goal, said.before, said.after, said.unit) == (
        SurveyState.ANSWERED,
        "Close the books faster",
        "1.5",
        "0.25",
        "days",
    )
    assert said.to_change is None
    assert (await consents(world, PRIYA))["quote"].source == "survey"
    assert call not in {each.activity_id for each in (await consents(world, PRIYA)).values()}
    assert await answers(world, PRIYA) == [(9, "2026-03-03", "", "survey")]
    assert await ledger(world) == [("verified", "2026-03-03")]
    assert await rows(world, Draft) == []  # they said no
    assert len([each for each in world.priya.dm if HEAD in each.text]) == 1


async def test_all_at_once_in_a_window(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya, **ALL | {"survey_before": "eleven", "survey_after": "1,500"})
    assert set(world.priya.errors) == {"survey_before", "survey_after"}
    assert "Write a number alone" in world.priya.errors["survey_before"]
    await world.priya.fill(survey_before="-1", survey_after="1500")
    await world.priya.submit()
    assert world.priya.modal is None
    said = await survey_of(world)
    assert (said.before, said.after, said.time_to_value) == ("-1", "1500", "about 3 weeks")
    await world.priya.press_label(await draft(world, world.priya), "Rather not")
    (told,) = [each for each in await rows(world, Participation) if each.recorded_at is not None]
    (step,) = await rows(world, Activity, key="survey")
    assert told.activity_id == step.id


async def test_an_empty_window_is_nothing(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya)
    assert "Nothing was answered yet" in world.priya.errors["survey_goal"]
    assert (await survey_of(world)).state is SurveyState.OPEN


async def test_somebody_of_another_companys_workspace_needs_no_window(world: World) -> None:
    await surveyed(world, "Edelgrat Finanz")
    await say(world, world.elena, "Begin")
    await say(world, world.elena, survey_goal="One ledger")
    for _ in range(6):
        await say(world, world.elena, "Skip")
    assert "Thank you." in await say(world, world.elena, "Skip")
    assert (await survey_of(world, "elena@edelgrat.example")).goal == "One ledger"


async def test_skipped_from_end_to_end_it_is_no_participation(world: World) -> None:
    await surveyed(world)
    await say(world, world.priya, "Begin")
    for _ in range(8):
        await say(world, world.priya, "Skip")
    assert (await survey_of(world)).state is SurveyState.ANSWERED
    assert "That is fine. Nobody asks again." in world.text(await card(world, world.priya))
    assert await ledger(world) == []


async def test_their_owner_reads_what_they_said(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya, **ALL | {"survey_to_change": "Faster exports"})
    assert "Your answers are with Anna Schmidt." in world.text(await card(world, world.priya))
    await customers.open_tab(world, world.anna, "customers")
    await world.anna.press_home("open_ledger", (await survey_of(world)).advocate_id)
    shown = world.modal(world.anna)
    assert "What they said of the delivery, 3 March" in shown
    assert "Would change: Faster exports" in shown
    assert "Would recommend us: " in shown


async def test_half_filled_it_is_kept_and_finished_later(world: World) -> None:
    await surveyed(world)
    await say(world, world.priya, "Begin")
    await say(world, world.priya, survey_goal="Close the books faster")
    heard = len(world.priya.dm)
    await world.pass_time(days=40)
    assert len(world.priya.dm) == heard  # nobody reminds them
    assert "Question 2, 3 of 9" in world.text(await card(world, world.priya))
    for _ in range(2):
        await say(world, world.priya, "Skip")
    await say(world, world.priya, survey_most_useful="The close.")
    for _ in range(4):
        await say(world, world.priya, "Skip")
    said = await survey_of(world)
    assert (said.state, said.goal, said.most_useful) == (
        SurveyState.ANSWERED,
        "Close the books faster",
        "The close.",
    )


async def test_half_filled_it_closes_after_sixty_days_and_is_kept(world: World) -> None:
    await surveyed(world)
    await say(world, world.priya, "Begin")
    await say(world, world.priya, survey_goal="Close the books faster")
    open_ = await card(world, world.priya)
    await world.pass_time(days=60, minutes=1)
    assert world.text(await card(world, world.priya)) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to know how it has gone.
This survey has closed. What you said is kept. Thank you.\
""")
    await world.pass_time(days=90)
    await world.priya.press_label(open_, "Next", stale=True)
    assert "This survey has closed" in world.priya.ephemerals[-1].text
    said = await survey_of(world)
    assert (said.state, said.goal) == (SurveyState.CLOSED, "Close the books faster")
    assert await ledger(world) == []
    assert await contacts(world, ContactKind.SURVEY) == 2  # hers and Petra's, once


@pytest.mark.undisturbed("lost", because=TOLD_TWICE)
async def test_twice_by_somebody_else_or_from_an_older_step(world: World) -> None:
    await surveyed(world)
    first = await card(world, world.priya)
    for person, said in (
        (world.petra, "This belongs to somebody else"),
        (world.tom, "asked of somebody else"),
    ):
        await person.press_label(first, "Begin", stale=True)
        assert said in person.ephemerals[-1].text
    await say(world, world.priya, "Begin")
    await world.priya.press_label(first, "Begin", stale=True)
    assert "You are at another question by now." in world.priya.ephemerals[-1].text
    await world.priya.press_label(first, "All on one page", stale=True)
    await world.priya.fill(survey_goal="One ledger")
    await world.priya.submit()
    await world.priya.press_label(first, "Rather not", stale=True)
    assert "We have your answers already." in world.priya.ephemerals[-1].text


async def test_rather_not(world: World) -> None:
    await surveyed(world)
    assert await say(world, world.priya, "Rather not") == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to know how it has gone.
That is fine. Nobody asks again.\
""")
    assert (await survey_of(world)).state is not SurveyState.ANSWERED
    assert await rows(world, Survey, state=SurveyState.DECLINED)


async def test_huge_and_hostile_texts(world: World) -> None:
    await surveyed(world)
    hostile = "<!channel> *all* & <https://evil.example|here> {goal}"
    await at_once(
        world,
        world.priya,
        survey_goal=hostile,
        survey_most_useful="x" * 1000,
        survey_unit=hostile[:50],
        survey_before="11",
        survey_after="4",
        survey_quoting="named",
    )
    shown = await draft(world, world.priya)
    assert "<!channel>" not in str(shown.blocks)
    assert "{goal}" in world.text(shown)


async def test_a_four_goes_to_their_owner_and_reviews_are_for_everybody(world: World) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Activity).where(Activity.key == "review").values(start_link="https://reviews.example/us")
        )
    await surveyed(world)
    await at_once(world, world.priya, survey_score="4")
    await world.see(world.anna, "would not recommend us: 4 of 10")
    low = world.text(await card(world, world.priya))
    await at_once(world, world.petra, survey_score="10")
    assert (
        low
        == world.text(await card(world, world.petra))
        == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to know how it has gone.
Thank you. Your answers are with Anna Schmidt.
If you like to tell others how it is with Brightwell, in your own words, this is the place: write a review\
""")
    )
    assert len(await tasks_of(world, TaskKind.DETRACTOR)) == 1


async def test_who_is_not_surveyed(world: World) -> None:
    """One a month late, one in an incident, one paused; and a programme that wants none."""
    now = world.clock.business()
    (nordlicht,) = await rows(world, Account, name="Nordlicht Pay")
    await change_account(world, "Talerhaus", live_since=LIVE - timedelta(days=31))
    await change_account(world, "Kontoria", live_since=LIVE + timedelta(days=1))
    await change_account(world, "Edelgrat Finanz", live_since=LIVE)
    await change_person(world, "elena@edelgrat.example", joined_on=None)
    await change_person(world, "petra@nordlicht.example", paused_until=now + timedelta(days=99))
    async with world.rung.database.transaction() as session:
        session.add(
            Block(
                program_id=world.program_id,
                id=new_id(),
                account_id=nordlicht.id,
                kind=BlockKind.INCIDENT,
                since=now,
                until=now + timedelta(days=10),
                known_at=now,
                source="status page",
            )
        )
    await surveyed(world)
    assert await rows(world, Survey) == []
    await world.until(moment("2026-03-04", 11))
    assert len(await rows(world, Survey)) == 1  # Marta's day has come
    await world.until(moment("2026-03-13", 11))
    await card(world, world.priya)  # the incident is over, and it is not too late yet


async def test_a_programme_that_wants_none(world: World) -> None:
    await set_program(world, survey_days=0)
    await surveyed(world)
    await world.pass_time(days=3)
    assert await rows(world, Survey) == []


async def test_not_at_night_and_not_beyond_the_budget(world: World) -> None:
    now = world.clock.business()
    await change_person(world, "petra@nordlicht.example", contacted_before_at=now - timedelta(days=50))
    await change_account(world, "Nordlicht Pay", live_since=date(2025, 12, 8))
    await set_program(world, surveys_due_at=None)
    await world.until(moment("2026-03-08", 3))  # a Sunday, at night
    assert len(await rows(world, Survey)) == 1
    assert world.priya.dm == []
    await world.until(moment("2026-03-09", 9, 1))
    await card(world, world.priya)
    assert world.petra.dm == []
