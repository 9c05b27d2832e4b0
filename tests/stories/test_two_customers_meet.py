"""Two customers who both agreed are introduced in a group message, once; whoever would rather not is never named."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

import asyncio
from datetime import timedelta

import pytest
from inline_snapshot import snapshot
from sqlalchemy import update

from models.advocate import Advocate, Reach
from models.giveback import Giveback
from models.message import Message, MessageKind, MessageState
from tests.behind import rows
from tests.favours import moment
from tests.giving import ELENA, LUKAS, PRIYA, acquaint, give, given, met, open_form
from tests.world import World, second_replica


async def both_say_yes(world: World) -> None:
    await world.priya.press_label(await world.see(world.priya, "somebody in a similar place"), "Yes, gladly")
    await world.lukas.press_label(await world.see(world.lukas, "somebody in a similar place"), "Yes, gladly")
    await world.quiet()


async def test_both_agree_and_are_introduced_once(world: World) -> None:
    assert await acquaint(world, world.anna, PRIYA, "talerhaus") == {}
    assert world.modal(world.anna) == snapshot(
        "Both are asked in their own hours. They learn each other's names once both have said yes."
    )
    card = await world.see(world.priya, "somebody in a similar place")
    assert world.text(card) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to give something back.
Would you like to talk to somebody in a similar place? Director Accounting, Talerhaus. You could talk about this:
> Closing across eleven entities
You learn each other's names once you have both said yes. If either of you would rather not, it does not come about, and nobody is told why.
[Yes, gladly]  [No, thank you]
  It is a thank-you. Nothing is expected in return, and a no changes nothing.\
""")
    assert "Lukas" not in world.text(card)
    assert "Priya" not in world.text(await world.see(world.lukas, "somebody in a similar place"))

    await world.priya.press_label(card, "Yes, gladly")
    assert "Once the other one has said yes too" in world.text(await world.see(world.priya, "Noted on"))
    assert met(world) == []
    await world.lukas.press_label(await world.see(world.lukas, "somebody in a similar place"), "Yes, gladly")
    await world.quiet()
    (message,) = met(world)
    assert world.text(message) == snapshot("""\
Priya Raman, meet Lukas Brandt.
You both said that you would like to talk. Anna Schmidt at Brightwell thought of it.
Priya Raman, Head of Finance Operations, Nordlicht Pay
Lukas Brandt, Director Accounting, Talerhaus
> Closing across eleven entities
  From here on it is yours. Rung reads nothing of what you write here, and writes nothing more.\
""")
    assert world.team.channels[message.channel].members == {"U0PRIYA", "U0LUKAS", "U0RUNGBOT"}
    assert await given(world) == [("peer", "given"), ("peer", "given")]
    assert "you were introduced on 2 March" in world.text(await world.see(world.lukas, "You both said yes"))

    await world.priya.press_label(card, "Yes, gladly", stale=True)
    assert "settled in the meantime" in world.priya.ephemerals[-1].text
    await world.quiet()
    assert len(met(world)) == 1


async def test_one_would_rather_not_and_the_other_never_learns_who(world: World) -> None:
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    await world.priya.press_label(await world.see(world.priya, "similar place"), "Yes, gladly")
    await world.quiet()
    stale = await world.see(world.lukas, "similar place")
    await world.lukas.press_label(stale, "No, thank you")
    await world.quiet()
    assert await given(world) == [("peer", "withdrawn"), ("peer", "declined")]
    assert "Noted. Nothing follows from it." in world.text(await world.see(world.lukas, "Noted"))
    told = world.text(await world.see(world.priya, "It did not come about this time."))
    assert "Lukas" not in told
    assert "rather not" not in told.split("\n")[-1]
    assert met(world) == []
    await world.lukas.press_label(stale, "Yes, gladly", stale=True)
    assert "settled in the meantime" in world.lukas.ephemerals[-1].text
    assert met(world) == []


async def test_two_yeses_at_once_are_one_introduction(world: World) -> None:
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    cards = [await world.see(person, "similar place") for person in (world.priya, world.lukas)]
    async with second_replica(world) as other:
        await asyncio.gather(
            world.priya.press_label(cards[0], "Yes, gladly"), world.lukas.press_label(cards[1], "Yes, gladly")
        )
        await world.quiet()
        await other.outbox.settled()
        await world.quiet()  # whichever of them tries again what was dropped
    assert len(met(world)) == 1
    assert await given(world) == [("peer", "given"), ("peer", "given")]


@pytest.mark.undisturbed(because="it strikes a call of its own")
async def test_a_lost_answer_to_the_introduction_is_looked_up(world: World) -> None:
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    await world.priya.press_label(await world.see(world.priya, "similar place"), "Yes, gladly")
    await world.quiet()
    world.sandbox.lose_answer("chat.postMessage")
    await world.lukas.press_label(await world.see(world.lukas, "similar place"), "Yes, gladly")
    await world.sandbox.wait_until(
        lambda: "conversations.history" in [method for method, _, _ in world.sandbox.calls], timeout=20
    )
    await world.quiet()
    assert len(met(world)) == 1
    assert await given(world) == [("peer", "given"), ("peer", "given")]


async def test_a_process_that_died_after_the_introduction_is_followed_by_one_that_looks(world: World) -> None:
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    await both_say_yes(world)
    (message,) = met(world)
    real = world.clock.real()
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Message)
            .where(Message.kind == MessageKind.INTRODUCTION)
            .values(
                state=MessageState.SENDING,
                ts=None,
                shown=0,
                worker="a dead one",
                claimed_at=real - timedelta(minutes=2),
                lease_until=real - timedelta(minutes=1),
            )
        )
        await session.execute(update(Giveback).values(state="agreed", given_on=None))
    await world.quiet()
    (row,) = await rows(world, Message, kind=MessageKind.INTRODUCTION)
    assert row.ts == message.ts
    assert len(met(world)) == 1
    assert await given(world) == [("peer", "given"), ("peer", "given")]


@pytest.mark.parametrize("error", ["invalid_user_combination", "missing_scope"])
async def test_where_slack_can_not_they_are_introduced_by_hand(world: World, error: str) -> None:
    """Slack refuses the group: the owner gets a text with both names and addresses."""
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    await world.priya.press_label(await world.see(world.priya, "similar place"), "Yes, gladly")
    await world.quiet()
    world.sandbox.fail_next("conversations.open", error=error)
    await world.lukas.press_label(await world.see(world.lukas, "similar place"), "Yes, gladly")
    card = await world.see(world.anna, "Slack can't bring them together")
    assert world.text(card) == snapshot("""\
Two customers agreed to meet, and Slack can't bring them together. Please introduce them:
> Priya Raman, meet Lukas Brandt.
> Priya Raman, Head of Finance Operations, Nordlicht Pay, priya@nordlicht.example
> Lukas Brandt, Director Accounting, Talerhaus, lukas@talerhaus.example
> Closing across eleven entities
[Introduced]  [Not after all]\
""")
    assert met(world) == []
    assert await given(world) == [("peer", "agreed"), ("peer", "agreed")]
    await world.anna.press_label(card, "Introduced")
    await world.quiet()
    assert await given(world) == [("peer", "given"), ("peer", "given")]


async def test_somebody_outside_slack_answers_through_their_owner(world: World) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Advocate).where(Advocate.email == LUKAS).values(reach=Reach.OWNER))
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    card = await world.see(world.anna, "Please pass this on")
    assert world.text(card) == snapshot("""\
Slack brings no message to Lukas Brandt, Director Accounting, Talerhaus. Please pass this on, and record the answer here.
> Hello Lukas Brandt, you have done something for us, and we would like to give something back.
> Would you like to talk to somebody in a similar place? Head of Finance Operations, Nordlicht Pay. You could talk about this:
> Closing across eleven entities
> You learn each other's names once you have both said yes. If either of you would rather not, it does not come about, and nobody is told why. It is a thank-you. Nothing is expected in return, and a no changes nothing.
[They said yes]  [They would rather not]\
""")
    await world.priya.press_label(await world.see(world.priya, "similar place"), "Yes, gladly")
    await world.anna.press_label(card, "They said yes")
    await world.anna.press_label(await world.see(world.anna, "Slack can't bring them together"), "Introduced")
    await world.quiet()
    assert await given(world) == [("peer", "given"), ("peer", "given")]


async def test_whoever_leaves_meets_nobody(world: World) -> None:
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    await world.priya.press_label(await world.see(world.priya, "similar place"), "Yes, gladly")
    await world.quiet()
    await world.priya.command("/advocate", "leave")
    await world.quiet()
    assert await given(world) == [("peer", "withdrawn"), ("peer", "withdrawn")]
    await world.see(world.lukas, "It did not come about this time.")
    assert met(world) == []


async def test_nobody_meets_at_night(world: World) -> None:
    """The first yes came in the morning, the other one late: the group is opened when their day begins."""
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    await world.priya.press_label(await world.see(world.priya, "similar place"), "Yes, gladly")
    card = await world.see(world.lukas, "similar place")
    await world.until(moment("2026-03-02", 22))
    await world.lukas.press_label(card, "Yes, gladly")
    await world.quiet()
    assert met(world) == []
    assert await given(world) == [("peer", "agreed"), ("peer", "agreed")]
    await world.until(moment("2026-03-03", 9))
    assert len(met(world)) == 1


async def test_who_may_not_meet(world: World) -> None:
    """Colleagues, whoever is in conflict, two without a word that they do not compete, another owner's customers."""
    await open_form(world, world.anna, PRIYA)
    assert [each["text"]["text"] for each in await world.anna.search("peer", "petra")] == [
        "Petra Lang, Nordlicht Pay"
    ]
    assert "need no introduction" in (await acquaint_open(world, "petra"))["peer"]
    found = await world.anna.search("peer", "talerhaus")
    await world.anna.fill(peer=found[0]["value"], no_competitors=None)
    await world.anna.submit()
    assert "do not compete" in world.anna.errors["no_competitors"]
    await world.anna.fill(peer=None)
    await world.anna.submit()
    assert "Choose whom" in world.anna.errors["peer"]
    await world.anna.close()
    assert await given(world) == []
    assert await give(world, world.ben, ELENA, "early_look", "The new close calendar, on 12 March") == {}
    assert "One at a time" in await told(world, PRIYA)


async def acquaint_open(world: World, other: str) -> dict[str, str]:
    found = await world.anna.search("peer", other)
    await world.anna.fill(
        kind="peer", text="Closing", peer=found[0]["value"], no_competitors=["no_competitors"]
    )
    await world.anna.submit()
    return world.anna.errors


async def told(world: World, one: str) -> str:
    """What Maya reads when one of the two has an offer before them already."""
    await acquaint(world, world.maya, one, "edelgrat")
    return world.modal(world.maya)
