"""Somebody pauses, says *Stop* or leaves: what waits for them unasked is taken back at once."""

from datetime import date, timedelta

import pytest

from models.account import Health
from models.message import Message, MessageKind
from models.nps import NpsQuestion, QuestionState
from models.nudge import NudgeState
from models.survey import SurveyState
from tests import customers, nudging
from tests.asking import asked, change_account
from tests.behind import rows
from tests.surveys import card, say, survey_of, surveyed
from tests.world import World


async def wants_peace(world: World, how: str) -> None:
    if how == "stop":
        await customers.open_tab(world, world.priya, "about_me")
        await world.priya.press_home("own_page:1")
        await world.quiet()
        await world.priya.press_home("stop_unasked")
    else:
        await world.priya.command("/advocate", how)
    await world.quiet()


WAYS = pytest.mark.parametrize("how", ["stop", "leave", "pause 2026-06-01"])


@WAYS
async def test_an_open_proposal(world: World, how: str) -> None:
    shown = await nudging.proposed(world)
    await wants_peace(world, how)
    (nudge,) = await nudging.nudges(world)
    assert (nudge.state, nudge.answered_at) == (NudgeState.WITHDRAWN, None)
    after = await world.see(world.priya, "has an idea for you")
    assert "This has been settled in the meantime" in world.text(after)
    assert "Yes, tell me more" not in world.text(after)
    if how.startswith("pause"):
        await world.priya.press_label(shown, "Yes, tell me more", stale=True)
        assert "This has been settled in the meantime" in world.priya.ephemerals[-1].text


@WAYS
async def test_an_open_question_whether_they_would_recommend_us(world: World, how: str) -> None:
    await asked(world)
    await wants_peace(world, how)
    assert {row.state for row in await rows(world, NpsQuestion, advocate_id=await priya(world))} == {
        QuestionState.LAPSED
    }
    closed = world.text(await world.see(world.priya, "has one question"))
    assert "This question has closed. No answer is fine." in closed
    assert "[9]" not in closed


@WAYS
async def test_a_survey_keeps_what_was_said(world: World, how: str) -> None:
    await surveyed(world)
    await say(world, world.priya, "Begin")
    await say(world, world.priya, survey_goal="One ledger")
    await wants_peace(world, how)
    found = await survey_of(world)
    assert (found.state, found.goal) == (SurveyState.CLOSED, "One ledger")
    assert "What you said is kept." in world.text(await card(world, world.priya))


async def test_what_their_owner_was_to_ask_an_executive(world: World) -> None:
    await nudging.ready(world, seniority=2)
    await nudging.only(world, "case_study")
    await nudging.sweep(world)
    await world.see(world.anna, "may be ready for")
    await wants_peace(world, "pause 2026-06-01")
    await world.see(world.anna, "they want to be left in peace, so this was taken back")
    (nudge,) = await nudging.nudges(world)
    assert nudge.state is NudgeState.WITHDRAWN


async def test_a_proposal_found_wrong_before_it_was_posted_is_open_no_longer(world: World) -> None:
    await nudging.ready(world, zone="America/Los_Angeles")  # nine hours later it may be posted
    await nudging.only(world, "case_study")
    await nudging.sweep(world)
    await change_account(world, "Nordlicht Pay", health=Health.RED)
    await world.pass_time(hours=10)
    assert not world.priya.dm
    (nudge,) = await nudging.nudges(world)
    assert nudge.state is NudgeState.WITHDRAWN
    (message,) = await rows(world, Message, kind=MessageKind.NUDGE)
    assert message.ts is None
    await change_account(world, "Nordlicht Pay", health=Health.GREEN)
    await world.until(nudging.TUESDAY + timedelta(days=7))
    await world.pass_time(hours=10)
    assert [each.state for each in await nudging.nudges(world)] == [NudgeState.WITHDRAWN, NudgeState.OFFERED]
    assert (await nudging.nudges(world))[1].made_at.date() == date(2026, 3, 10)
    await world.see(world.priya, "Would a case study be something for you?")


async def priya(world: World) -> str:
    return (await nudging.person(world)).id
