"""Once a week a customer who is ready is proposed one next step: why them, how long, an easy no, four answers."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import date, timedelta
from typing import Any

import pytest
from inline_snapshot import snapshot
from sqlalchemy import select

from bot.advocates import consents
from models.consent import Consented
from models.nudge import NudgeState
from models.participation import Participation, ParticipationState
from tests import customers, nudging
from tests.world import World


async def state(world: World) -> NudgeState:
    (nudge,) = await nudging.nudges(world)
    return nudge.state


async def test_a_customer_is_proposed_a_step_and_says_yes(world: World) -> None:
    card = await nudging.proposed(world)
    assert world.text(card) == snapshot("""\
Anna Schmidt, your contact at Brightwell, has an idea for you.
Why you: you gave us a review or rating on 3 November 2025, and it went well.
Would a case study be something for you? 4 hours in all.
What for: people in your position find their way by it.
What it involves: We may ask you to tell your story for a case study. It appears once you and your company have approved it.
We have not asked you for a case study before. After a yes we may ask again one day, otherwise not.
  A no is fine, and so is no answer: then you hear nothing more of it. Your answer goes to Anna Schmidt and the few colleagues who look after this programme.
[Yes, tell me more]  [Later … ▾]
[I like it where I am]  [Never this kind]  [Stop]\
""")
    await world.priya.press_label(card, "Yes, tell me more")
    card = await world.see(world.priya, "Anna Schmidt will get in touch with you about a case study.")
    assert "Yes, tell me more" not in world.text(card)
    agreed = await customers.consents(world, nudging.PRIYA)
    assert agreed["case_study"].state == "yes"

    task = await world.see(world.anna, "would like to hear more about a case study")
    await world.anna.press_label(task, "I have got in touch")
    task = await world.see(world.anna, "You have been in touch since 3 March. How did it end?")
    await world.anna.press_label(task, "It is done")
    await world.see(world.anna, "the step they said yes to is done.")
    await world.see(world.priya, "Thank you for a case study.")
    (nudge,) = await nudging.nudges(world)
    async with world.rung.database.reading() as session:
        done = (await session.scalars(select(Participation).where(Participation.nudge_id == nudge.id))).one()
    assert (done.state, nudge.state) == (ParticipationState.VERIFIED, NudgeState.DONE)
    assert nudge.participation_id == done.id
    await world.anna.press_label(task, "It is done", stale=True)
    assert "Somebody has taken care of this" in world.anna.ephemerals[-1].text


async def test_later_rests_for_as_long_as_they_chose(world: World) -> None:
    card = await nudging.proposed(world)
    (nudge,) = await nudging.nudges(world)
    await world.priya.pick(card, "nudge_later", f"{nudge.id}|90")
    await world.see(world.priya, "Noted. Nobody at Brightwell proposes anything to you before 1 June.")
    person = await nudging.person(world)
    assert person.snoozed_until is not None
    assert person.snoozed_until - world.clock.business() > timedelta(days=89)
    await world.priya.press_label(card, "Yes, tell me more", stale=True)
    assert "You have answered this already." in world.priya.ephemerals[-1].text
    await world.until(nudging.TUESDAY + timedelta(days=28))
    assert await state(world) is NudgeState.LATER


async def test_somebody_likes_it_where_they_are(world: World) -> None:
    await world.priya.press_label(await nudging.proposed(world), "I like it where I am")
    await world.see(world.priya, "Nothing further is proposed to you; our thanks still come.")
    assert (await nudging.person(world)).stays_since == date(2026, 3, 3)
    await world.until(nudging.TUESDAY + timedelta(days=70))
    assert len(await nudging.nudges(world)) == 1


async def test_stop_means_nothing_unasked_until_it_is_allowed_again(world: World) -> None:
    card = await nudging.proposed(world)
    await world.priya.press_label(card, "Stop")
    await world.see(world.priya, "Nothing is sent to you any more that you did not ask for.")
    assert (await nudging.person(world)).stopped_on == date(2026, 3, 3)
    await world.priya.press_label(card, "Yes, tell me more", stale=True)
    assert "You have asked us to send nothing unasked" in world.priya.ephemerals[-1].text
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("own_page:1")
    await world.quiet()
    assert "Nothing: no proposals, no questions" in customers.home(world, world.priya)
    await world.priya.press_home("allow_again")
    await world.quiet()
    assert "Nothing: no proposals" not in customers.home(world, world.priya)
    assert (await nudging.person(world)).stopped_on is None


async def test_never_this_kind_is_a_no_for_good(world: World) -> None:
    await world.priya.press_label(await nudging.proposed(world), "Never this kind")
    await world.see(world.priya, "Nobody at Brightwell will ask you for a case study again.")
    assert (await customers.consents(world, nudging.PRIYA))["case_study"].state == "no"
    await customers.open_tab(world, world.anna, "customers")
    await world.anna.press_home("open_ledger", (await nudging.person(world)).id)
    shown = world.modal(world.anna)
    assert "Proposed last, on 3 March: Case study; they never want this kind." in shown
    await world.until(nudging.TUESDAY + timedelta(days=70))
    assert len(await nudging.nudges(world)) == 1


async def test_no_answer_lapses_without_a_word_and_a_late_yes_is_taken(world: World) -> None:
    card = await nudging.proposed(world)
    before = world.text(card)
    await world.until(nudging.TUESDAY + timedelta(days=15))
    assert await state(world) is NudgeState.LAPSED
    assert world.text(await world.see(world.priya, "Would a case study")) == before
    assert len(world.priya.dm) == 1
    await world.until(nudging.TUESDAY + timedelta(days=120))
    await world.priya.press_label(card, "Yes, tell me more")
    await world.see(world.priya, "Anna Schmidt will get in touch")
    await world.see(world.anna, "would like to hear more about a case study")


async def test_a_late_yes_to_what_no_longer_fits_is_told_kindly(world: World) -> None:
    card = await nudging.proposed(world)
    await world.until(nudging.TUESDAY + timedelta(days=15))
    await nudging.set_activity(world, "case_study", retired_on=date(2026, 3, 10))
    await world.priya.press_label(card, "Yes, tell me more")
    assert "It no longer fits as it was meant" in world.priya.ephemerals[-1].text
    assert "Anna Schmidt is glad to hear from you" in world.priya.ephemerals[-1].text
    assert await state(world) is NudgeState.LAPSED


async def test_somebody_else_and_somebody_who_left_change_nothing(world: World) -> None:
    card = await nudging.proposed(world)
    await world.petra.press_label(card, "Yes, tell me more")
    assert "This belongs to somebody else" in world.petra.ephemerals[-1].text
    await world.anna.press_label(card, "Yes, tell me more")
    assert "This was asked of somebody else" in world.anna.ephemerals[-1].text
    await world.priya.command("/advocate", "leave")
    await world.quiet()
    await world.priya.press_label(card, "Yes, tell me more", stale=True)
    assert "You have left this programme" in world.priya.ephemerals[-1].text
    assert await state(world) is NudgeState.WITHDRAWN


async def test_what_is_written_right_here_is_confirmed_by_the_owner(world: World) -> None:
    await nudging.ready(world)
    await nudging.only(world, "blog", start="form", consent_text="Your words, after you have seen them.")
    await nudging.sweep(world)
    card = await world.see(world.priya, "What it involves: Your words, after you have seen them.")
    await world.priya.press_label(card, "Yes, tell me more")
    card = await world.see(world.priya, "You can write it right here")
    await world.priya.press_label(card, "Send")
    assert "Write a few words, or a link to it." in world.priya.ephemerals[-1].text
    await customers.tick(world, world.priya, card, nudge_words="Eleven days became four.")
    await world.priya.press_label(card, "Send")
    await world.see(world.priya, "Thank you for a blog post.")
    task = await world.see(world.anna, "reports something they did: Blog post")
    assert "Eleven days became four." in world.text(task)
    (nudge,) = await nudging.nudges(world)
    assert nudge.state is NudgeState.DONE
    await world.anna.press_label(task, "That did not happen")
    await world.see(world.priya, "Nothing came of it this time")
    assert await state(world) is NudgeState.DROPPED


async def test_what_is_done_on_a_page_is_reported_here(world: World) -> None:
    await nudging.ready(world)
    await nudging.only(world, "blog", start="link", start_link="https://reviews.example/brightwell")
    await nudging.sweep(world)
    await world.priya.press_label(await world.see(world.priya, "Would a blog post"), "Yes, tell me more")
    card = await world.see(world.priya, "This is where it happens")
    assert "<https://reviews.example/brightwell|Open the page>" in str(card.blocks)
    await world.priya.press_label(card, "I did it")
    await world.see(world.anna, "reports something they did: Blog post")
    await world.priya.press_label(card, "I did it", stale=True)
    assert "You have answered this already." in world.priya.ephemerals[-1].text


async def test_a_month_after_a_yes_the_owner_is_asked_once(world: World) -> None:
    await world.priya.press_label(await nudging.proposed(world), "Yes, tell me more")
    await world.see(world.anna, "would like to hear more")
    await world.until(nudging.TUESDAY + timedelta(days=35))
    await world.see(world.anna, "nothing was heard for a month; there is a newer card.")
    card = await world.see(world.anna, "said yes to a case study a month ago.")
    await world.anna.press_label(card, "Still on its way")
    await world.see(world.anna, "the step is still on its way.")
    card = await world.see(world.anna, "would like to hear more about a case study")
    await world.until(nudging.TUESDAY + timedelta(days=90))
    await world.anna.press_label(card, "Nothing came of it")
    await world.see(world.priya, "Nothing came of it this time, and that is fine.")
    assert await state(world) is NudgeState.DROPPED


@pytest.mark.parametrize("against", ["nudging", "left", "stopped", "snoozed", "retired"])
async def test_what_comes_up_before_it_is_seen_withdraws_it_unseen(world: World, against: str) -> None:
    await nudging.ready(world, zone="America/Los_Angeles")  # nine in the evening before
    await nudging.only(world, "case_study")
    await nudging.sweep(world)
    assert await state(world) is NudgeState.OFFERED
    assert not world.priya.dm
    now = world.clock.business()
    if against == "nudging":
        await nudging.set_program(world, nudging_paused_at=now, nudging_paused_why="It does harm.")
    elif against == "retired":
        await nudging.set_activity(world, "case_study", retired_on=date(2026, 3, 3))
    else:
        values: dict[str, dict[str, Any]] = {
            "left": {"left_on": date(2026, 3, 3)},
            "stopped": {"stopped_on": date(2026, 3, 3)},
            "snoozed": {"snoozed_until": now + timedelta(days=29)},
        }
        await nudging.change(world, **values[against])
    await world.until(nudging.TUESDAY + timedelta(hours=12))
    assert not world.priya.dm
    await world.until(nudging.TUESDAY + timedelta(days=15))
    assert not world.priya.dm
    assert await state(world) is NudgeState.WITHDRAWN


async def test_whoever_is_held_out_is_proposed_nothing(world: World) -> None:
    jonas = await nudging.held_out_one(world)
    await nudging.set_program(world, holdout_since=world.clock.business())
    await nudging.sweep(world)
    assert await nudging.nudges(world) == []
    await nudging.set_program(world, holdout_since=None)
    await nudging.sweep(world, nudging.TUESDAY + timedelta(days=7))
    assert await state(world) is NudgeState.OFFERED
    await world.see(jonas, "has an idea for you")


async def test_an_executive_is_asked_by_their_owner_only(world: World) -> None:
    await nudging.ready(world, seniority=2)
    await nudging.only(world, "case_study")
    await nudging.sweep(world)
    card = await world.see(world.anna, "may be ready for a next step: a case study.")
    assert not world.priya.dm
    await world.anna.press_label(card, "Ask them myself")
    await world.see(world.anna, "asked about a next step in person.")
    task = await world.see(world.anna, "would like to hear more about a case study")
    assert await state(world) is NudgeState.IN_PERSON
    assert (await nudging.person(world)).contacted_at is not None
    await world.anna.press_label(task, "Nothing came of it")
    assert await state(world) is NudgeState.DROPPED
    assert not world.priya.dm


async def test_an_executives_owner_may_leave_it(world: World) -> None:
    await nudging.ready(world, seniority=2)
    await nudging.sweep(world)
    await world.anna.press_label(await world.see(world.anna, "may be ready for"), "Not now")
    await world.see(world.anna, "not asked about a next step now.")
    assert await state(world) is NudgeState.WITHDRAWN
    assert (await nudging.person(world)).contacted_at is None


async def test_what_an_owner_left_is_no_proposal_and_is_not_brought_again_every_week(world: World) -> None:
    await nudging.ready(world, seniority=2)
    await nudging.sweep(world)
    await world.anna.press_label(await world.see(world.anna, "may be ready for"), "Not now")
    for week in (1, 2, 3, 12):
        await world.until(nudging.TUESDAY + timedelta(weeks=week))
    assert len(await nudging.nudges(world)) == 1
    for week in (13, 26):
        await world.until(nudging.TUESDAY + timedelta(weeks=week))
        card = await world.see(world.anna, "[Ask them myself]")
        await world.anna.press_label(card, "Not now" if week == 13 else "Ask them myself")
    states = [NudgeState.WITHDRAWN, NudgeState.WITHDRAWN, NudgeState.IN_PERSON]
    assert [each.state for each in await nudging.nudges(world)] == states


@pytest.mark.parametrize("against", ["never", "retired", "snoozed", "stays", "pause"])
async def test_an_executive_is_not_asked_in_person_against_their_word(world: World, against: str) -> None:
    await nudging.ready(world, seniority=2)
    await nudging.only(world, "case_study")
    await nudging.sweep(world)
    card = await world.see(world.anna, "may be ready for a next step: a case study.")
    now = world.clock.business()
    if against == "never":
        person, kind = await nudging.person(world), await customers.activity_id(world, "case_study")
        async with world.rung.database.transaction() as session:
            await consents.record(session, person, kind, Consented.NO, source="themselves", now=now)
    elif against == "retired":
        await nudging.set_activity(world, "case_study", retired_on=date(2026, 3, 3))
    elif against == "pause":
        await nudging.change(world, paused_until=now + timedelta(days=20))
    else:
        values: dict[str, dict[str, Any]] = {
            "snoozed": {"snoozed_until": now + timedelta(days=29)},
            "stays": {"stays_since": date(2026, 3, 3)},
        }
        await nudging.change(world, **values[against])
    await world.anna.press_label(card, "Ask them myself")
    assert "press Not now" in world.anna.ephemerals[-1].text
    assert await state(world) is NudgeState.WITH_OWNER
    await world.anna.press_label(card, "Not now")
    await world.see(world.anna, "not asked about a next step now.")


async def test_a_late_later_never_shortens_what_was_promised(world: World) -> None:
    first = await nudging.proposed(world)
    await nudging.only(world, "blog")
    await nudging.set_activity(world, "blog", retired_on=None)
    await world.until(nudging.TUESDAY + timedelta(days=21))
    second = await world.see(world.priya, "Would a blog post be something for you?")
    one, two = await nudging.nudges(world)
    await world.priya.pick(second, "nudge_later", f"{two.id}|90")
    await world.see(world.priya, "Nobody at Brightwell proposes anything to you before 22 June.")
    await world.priya.pick(first, "nudge_later", f"{one.id}|30")
    await world.quiet()
    until = (await nudging.person(world)).snoozed_until
    assert until is not None
    assert until - world.clock.business() > timedelta(days=89)


async def test_what_is_proposed_stands_on_home_too(world: World) -> None:
    await nudging.proposed(world)
    assert "Would a case study be something for you?" in await customers.open_tab(world, world.priya, "asked")
    await world.priya.press_home("nudge_yes")
    await world.quiet()
    assert "Anna Schmidt will get in touch with you" in customers.home(world, world.priya)
