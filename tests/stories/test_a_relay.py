"""Customers whom Rung can't write to are asked by one of ours, with a text ready to forward."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from models import advocate as advocates
from models.account import Account
from models.advocate import Advocate, Reach
from models.ask import Ask, AskState
from models.audit import Audit
from models.consent import Consent
from models.message import Message, MessageKind, MessageState
from models.program import Program
from models.task import Task
from sandbox.messages import Message as Shown
from tests.behind import rows
from tests.heard import COUNTS_CALLS
from tests.world import World


async def set_(world: World, email: str, **values: object) -> None:
    async with world.rung.database.transaction() as session:
        person = (await advocates.by_email(session, world.program_id))[email]
        for name, value in values.items():
            setattr(person, name, value)


async def priya(world: World) -> Advocate:
    async with world.rung.database.reading() as session:
        return (await advocates.by_email(session, world.program_id))["priya@nordlicht.example"]


async def approved(world: World) -> None:
    await world.request(world.tom)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")


async def relayed(world: World) -> Shown:
    await set_(world, "priya@nordlicht.example", reach=Reach.OWNER)
    await approved(world)
    return await world.see(world.anna, "Ready to copy")


async def record(world: World, task: Shown, **values: object) -> None:
    await world.anna.press_label(task, "Record answer")
    await world.anna.fill(**values)
    await world.anna.submit()


async def test_the_owner_gets_a_text_to_forward_in_their_own_name(world: World) -> None:
    task = world.text(await relayed(world))
    assert not world.priya.dm
    assert "Please pass this on to Priya Raman, Nordlicht Pay." in task
    assert "Hello Priya Raman," in task
    assert "Would you help with a reference call? 60 minutes in all, by Friday 20 March" in task
    assert "not now until a day you name" in task
    assert "Anna Schmidt, your contact at Brightwell" in task
    assert "Kestrel" not in task
    assert "Rung can't reach them" not in task
    card = world.text(await world.see(world.anna, "You approved"))
    assert "The question is passed on to them by one of ours, until Tuesday 10:30." in card


async def test_each_of_their_answers_can_be_recorded(world: World) -> None:
    task = await relayed(world)
    await record(world, task, answer="not_now")
    assert world.anna.errors == {
        "until": "Choose the day from which they may be asked again, from tomorrow on."
    }
    await world.anna.fill(until="2026-03-02")
    await world.anna.submit()
    assert "from tomorrow on" in world.anna.errors["until"]
    await world.anna.fill(until="2026-04-01")
    await world.anna.submit()
    assert world.anna.modal is None
    assert "asked for a pause" in world.text(await world.see(world.anna, "asked for a pause"))
    paused = (await priya(world)).paused_until
    assert paused is not None
    assert paused.isoformat() == "2026-03-31T22:00:00+00:00"
    await world.see(world.anna, "May we ask Lukas Brandt")


async def test_never_this_kind_by_word_holds_as_by_button(world: World) -> None:
    task = await relayed(world)
    await record(world, task, answer="never_this_kind")
    await world.see(world.anna, "does not want this kind")
    async with world.rung.database.reading() as session:
        person = await priya(world)
        consents = await session.scalars(select(Consent).where(Consent.advocate_id == person.id))
        assert [consent.state for consent in consents] == ["no"]


async def test_a_cancelled_need_takes_the_task_along(world: World) -> None:
    await relayed(world)
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    assert "no longer needed" in world.text(await world.see(world.anna, "no longer needed"))
    await world.anna.open_home()
    await world.quiet()


async def test_the_same_answer_twice_is_one(world: World) -> None:
    task = await relayed(world)
    await world.ben.press(task, "record_answer", stale=True)
    await world.ben.fill(answer="not_this")
    await record(world, task, answer="accepted")
    await world.ben.submit()
    assert "Somebody has taken care of this" in world.modal(world.ben)
    assert "Found." in world.text(await world.see(world.tom, "Kestrel"))


@pytest.mark.parametrize(
    ("error", "why"),
    [
        ("user_disabled", "their Slack account is switched off"),
        ("is_stranger", "Slack lets Rung write only to people who share a channel with it"),
        ("cannot_dm_bot", "Slack does not let Rung write to them"),
        ("channel_not_found", "Slack no longer finds them"),
        ("something_new", "Slack does not bring them our messages"),
    ],
)
async def test_slacks_own_error_chooses_the_road_and_is_said_once(world: World, error: str, why: str) -> None:
    world.sandbox.fail_next("conversations.open", error=error, for_user="U0PRIYA")
    await approved(world)
    task = await world.see(world.anna, "Ready to copy")
    assert f"Rung can't reach them: {why}" in world.text(task)
    assert (await priya(world)).dm_error == error
    async with world.rung.database.reading() as session:
        (row,) = await session.scalars(select(Message).where(Message.kind == MessageKind.ASK))
        verbs = (await session.scalars(select(Audit.verb))).all()
    assert row.state is MessageState.GONE
    assert [verbs.count(verb) for verb in ("unreachable", "relay", "task_relay")] == [1, 1, 1]
    await record(world, task, answer="accepted")
    assert "Found." in world.text(await world.see(world.tom, "Kestrel"))
    assert sum("Priya Raman" in world.text(message) for message in world.anna.dm) == 2


@pytest.mark.undisturbed("lost", because=COUNTS_CALLS)
async def test_a_person_who_left_slack_is_asked_by_word_and_the_next_time_at_once(world: World) -> None:
    world.team.change_user("U0PRIYA", kind="deactivated")
    await approved(world)
    await world.see(world.anna, "Rung can't reach them: their Slack account is switched off")
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    for other in ("petra@nordlicht", "lukas@talerhaus", "elena@edelgrat", "marta@kontoria", "kenji@hoshi"):
        await set_(world, f"{other}.example", left_on=date(2026, 3, 1))
    before = [method for method, _, _ in world.sandbox.calls].count("conversations.open")
    await world.pass_time(days=21)
    await world.request(world.sofia, "Fjord", needed_on="2026-04-20")
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")
    await world.see(world.anna, "Ready to copy")
    calls = [method for method, _, _ in world.sandbox.calls]
    assert (
        calls.count("conversations.open") == before + 2
    )  # the second seller's own line, the manager's Monday
    async with world.rung.database.reading() as session:
        rows = (await session.scalars(select(Message).where(Message.kind == MessageKind.ASK))).all()
    assert len(rows) == 1


async def test_try_slack_again_asks_them_there(world: World) -> None:
    world.sandbox.fail_next("conversations.open", error="cannot_dm_bot", for_user="U0PRIYA")
    await approved(world)
    task = await world.see(world.anna, "Ready to copy")
    await world.anna.press_label(task, "Try Slack again")
    card = await world.see(world.priya, "Would you help")
    assert (await priya(world)).dm_error is None
    assert "asked in Slack once more" in world.text(await world.see(world.anna, "asked in Slack"))
    await world.priya.press_label(card, "Yes")
    assert "Found." in world.text(await world.see(world.tom, "Kestrel"))


async def test_slack_fails_again_and_the_owner_hears_of_it_again(world: World) -> None:
    world.sandbox.fail_next("conversations.open", error="cannot_dm_bot", for_user="U0PRIYA", times=2)
    await approved(world)
    first = await world.see(world.anna, "Ready to copy")
    await world.anna.press_label(first, "Try Slack again")
    second = await world.see(world.anna, "Ready to copy")
    assert second.ts != first.ts
    assert (await priya(world)).dm_error == "cannot_dm_bot"


async def test_a_message_that_arrives_opens_the_road_again(world: World) -> None:
    """They were out of reach once, and are asked in Slack before anybody noticed that they are back."""
    world.sandbox.fail_next("conversations.open", error="cannot_dm_bot", for_user="U0PRIYA")
    await approved(world)
    await world.anna.press_label(await world.see(world.anna, "Ready to copy"), "Try Slack again")
    world.team.remove(await world.see(world.priya, "Would you help"))
    await set_(world, "priya@nordlicht.example", dm_error="cannot_dm_bot")
    async with world.rung.database.transaction() as session:
        (row,) = await session.scalars(select(Message).where(Message.kind == MessageKind.ASK))
        row.ts, row.shown, row.claimed_at = None, 0, None
    world.rung.outbox.wake()
    await world.quiet()
    assert (await priya(world)).dm_error is None


async def test_the_assistant_arranges_it_where_they_want_that(world: World) -> None:
    await set_(
        world, "priya@nordlicht.example", reach=Reach.ASSISTANT, assistant="Ute Blum, ute@nordlicht.example"
    )
    await approved(world)
    task = world.text(await world.see(world.anna, "Ready to copy"))
    assert "Their assistant, Ute Blum, ute@nordlicht.example, arranges it." in task
    assert not world.priya.dm
    card = world.text(await world.see(world.anna, "You approved"))
    assert "Their assistant arranges it, until Tuesday 10:30." in card


async def test_with_the_approver_away_a_waived_question_is_passed_on_by_who_is_there(world: World) -> None:
    await set_(world, "priya@nordlicht.example", reach=Reach.OWNER)
    async with world.rung.database.transaction() as session:
        (program,) = await session.scalars(select(Program))
        program.waived_tiers = ["strategic"]
        (account,) = await session.scalars(select(Account).where(Account.name == "Nordlicht Pay"))
        assert account.tier == "strategic"
    await world.anna.open_home()
    await world.quiet()
    await world.anna.pick_home("away_until", date(2026, 3, 9).isoformat())
    await world.request(world.tom)
    task = world.text(await world.see(world.ben, "Ready to copy"))
    assert "Ben Okafor, for Anna Schmidt, your contact at Brightwell" in task


async def test_a_question_that_ends_while_slack_refuses_it_is_not_passed_on(world: World) -> None:
    """Whichever is first: nothing is left open afterwards."""
    world.sandbox.fail_next("conversations.open", error="cannot_dm_bot", for_user="U0PRIYA")
    await world.request(world.tom)
    line = await world.see(world.tom, "Kestrel")
    card = await world.see(world.anna, "May we ask Priya Raman")
    await asyncio.gather(
        world.anna.press(card, "approve", stale=True), world.tom.press(line, "cancel_reference", stale=True)
    )
    await world.quiet()
    async with world.rung.database.reading() as session:
        assert [task.outcome for task in await session.scalars(select(Task)) if not task.done_at] == []
        (row,) = await session.scalars(select(Ask).where(Ask.stage.is_not(None)))
    assert row.state is AskState.WITHDRAWN
    assert not world.priya.dm


async def test_somebody_who_is_not_in_slack_at_all_is_asked_by_word_and_can_say_yes(world: World) -> None:
    """The commonest case: no account in Slack, only a contact who knows them."""
    await set_(world, "priya@nordlicht.example", slack_user_id=None, workspace_id=None)
    users = world.team.users  # where nobody has her address
    users["U0PRIYA"] = replace(users["U0PRIYA"], email="")
    await approved(world)
    task = await world.see(world.anna, "Ready to copy")
    assert "passes the question on" in world.text(await world.see(world.tom, "Kestrel"))
    await record(world, task, answer="accepted")
    assert not world.anna.errors
    line = world.text(await world.see(world.tom, "Found."))
    assert "Priya Raman" in line
    assert "priya@nordlicht.example" in line
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-12")
    await world.pass_time(days=14)
    assert not world.priya.dm


async def not_put(world: World) -> Ask:
    (ask,) = await rows(world, Ask, state=AskState.NOT_PASSED_ON)
    return ask


async def test_who_was_never_asked_is_not_silent(world: World) -> None:
    """Nobody says that it was passed on: a reminder, then the backup, then the next customer; it is no ask."""
    task = await relayed(world)
    await world.pass_time(hours=2.5)
    await world.see(world.anna, "A reminder: the question for Priya Raman, Nordlicht Pay, still waits")
    await world.pass_time(hours=2)
    stands_in = await world.see(world.ben, "Ready to copy")
    assert "I have passed it on" in world.text(stands_in)
    await world.pass_time(days=2)
    assert (await not_put(world)).asked_at is None
    assert "Nordlicht Pay: was not passed on in time" in world.text(await world.see(world.tom, "Kestrel"))
    assert "was not passed on in time" in world.text(await world.see(world.ben, "was not passed on in time"))
    assert "Ready to copy" not in world.text(await world.see(world.anna, "Priya Raman"))
    assert (await priya(world)).paused_until is None
    await world.see(world.anna, "May we ask Lukas Brandt")
    await world.anna.press(task, "passed_on", stale=True)
    assert "This has settled itself in the meantime" in world.anna.ephemerals[-1].text


async def test_who_has_it_counts_as_asked_and_has_their_time(world: World) -> None:
    task = await relayed(world)
    await world.pass_time(hours=2)
    await world.anna.press_label(task, "I have passed it on")
    shown = world.text(await world.see(world.anna, "Ready to copy"))
    assert "It counts as an ask." in shown
    assert "I have passed it on" not in shown
    assert "an answer is due by Tuesday 12:30" in world.text(await world.see(world.tom, "Kestrel"))
    await world.anna.press(task, "passed_on", stale=True)
    assert "This is noted already" in world.anna.ephemerals[-1].text
    await world.pass_time(hours=3)
    assert not [each for each in world.anna.dm if "A reminder" in world.text(each)]
    await world.pass_time(days=2)
    assert "Nordlicht Pay: did not answer" in world.text(await world.see(world.tom, "Kestrel"))
    (silent,) = await rows(world, Ask, state=AskState.SILENT)
    assert silent.asked_at is not None


async def test_a_recorded_answer_says_that_they_have_it(world: World) -> None:
    await record(world, await relayed(world), answer="not_this")
    (declined,) = await rows(world, Ask, state=AskState.DECLINED, road="relay")
    assert declined.asked_at is not None
