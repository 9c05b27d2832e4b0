"""One side says that it did not happen: the owner finds out, and decides."""

import asyncio

import pytest
from inline_snapshot import snapshot

from sandbox.messages import Message
from tests.favours import agreed, kinds_of, ledger, moment, won
from tests.heard import TOLD_TWICE
from tests.world import World


async def asked(world: World) -> tuple[Message, Message]:
    """The favour's day has passed: Tom's question and Priya's."""
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-11", 9, 30))
    await world.until(moment("2026-03-13", 9, 30))
    return await world.see(world.tom, "how useful was it"), await world.see(world.priya, "How was it")


async def test_the_owner_finds_that_it_did_not(world: World) -> None:
    _, question = await asked(world)
    await world.priya.press_label(question, "It did not happen")
    await world.see(world.priya, "Anna Schmidt will find out what happened")
    card = await world.see(world.anna, "Did it happen?")
    assert world.text(card) == snapshot("""\
Did it happen? Priya Raman, Nordlicht Pay
> Reference call for Kestrel Pay: Ledger rollout, Thursday 12 March
> Tom Reyes: no answer yet
> Priya Raman: it did not happen
One side says that it did not happen. Ask them, then decide.
[It was held]  [It did not happen]  [It was moved]  [What they did]\
""")
    await world.pass_time(days=5)
    assert await ledger(world) == [("claimed", "2026-03-12")]  # silence does not overrule a word

    await world.anna.press_label(await world.see(world.anna, "Did it happen?"), "It did not happen")
    assert await ledger(world) == [("claimed", "2026-03-12"), ("void", "2026-03-12")]
    closed = world.text(await world.see(world.anna, "does not count as a favour. (Anna Schmidt"))
    assert closed == snapshot(
        "Priya Raman: it did not happen, and does not count as a favour. (Anna Schmidt, 18 March)"
    )
    await world.see(world.priya, "It did not happen in the end, and it does not count as a favour.")
    line = world.text(await world.see(world.tom, "Nordlicht Pay: agreed, did not happen"))
    assert "It did not come about after all." in line
    await world.see(world.tom, "so nothing counts as a favour")
    await world.pass_time(days=14)
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief"]
    await won(world)
    await world.tom.open_home()
    await world.quiet()
    assert "came of it" not in str(world.tom.home)


async def test_the_owner_finds_that_it_was_held(world: World) -> None:
    question, customer = await asked(world)
    await world.tom.press_label(question, "It did not happen")
    await world.see(world.tom, "You said that it did not happen. Anna Schmidt finds out")
    await world.priya.press_label(customer, "Gladly again")
    card = world.text(await world.see(world.anna, "Did it happen?"))
    assert "Tom Reyes: it did not happen\n> Priya Raman: it was held" in card
    assert await ledger(world) == [("claimed", "2026-03-12")]
    await world.anna.press_label(await world.see(world.anna, "Did it happen?"), "It was held")
    assert await ledger(world) == [("claimed", "2026-03-12"), ("verified", "2026-03-12")]
    await world.see(world.anna, "it was held. (Anna Schmidt")
    assert "Held on Thursday 12 March" in world.text(await world.see(world.tom, "Found."))


async def test_the_owner_finds_that_it_was_moved(world: World) -> None:
    question, customer = await asked(world)
    await world.tom.press_label(question, "It did not happen")
    await world.anna.press_label(await world.see(world.anna, "Did it happen?"), "It was moved")
    await world.anna.fill(moved_to="2026-03-12")
    await world.anna.submit()
    assert world.anna.errors == {"moved_to": "That day has passed. Choose a day from today on."}
    await world.anna.fill(moved_to="2026-03-19")
    await world.anna.submit()
    assert world.anna.modal is None
    await world.see(world.anna, "it was moved to another day. (Anna Schmidt")
    await world.see(world.priya, "It was moved to Thursday 19 March.")
    await world.priya.press(customer, "not_happened", stale=True)
    assert "It was moved to another day" in world.priya.ephemerals[-1].text

    await world.until(moment("2026-03-20", 9, 30))
    await world.tom.press_label(await world.see(world.tom, "how useful was it"), "5")
    await world.priya.press_label(await world.see(world.priya, "How was it"), "It was fine")
    assert await ledger(world) == [
        ("claimed", "2026-03-12"),
        ("void", "2026-03-12"),
        ("claimed", "2026-03-19"),
        ("verified", "2026-03-19"),
    ]
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief"]


async def test_a_late_word_after_it_was_verified_goes_to_the_owner_too(world: World) -> None:
    _, customer = await asked(world)
    await world.pass_time(days=5)
    assert (await ledger(world))[-1] == ("verified", "2026-03-12")
    await world.priya.press_label(customer, "It did not happen")
    await world.anna.press_label(await world.see(world.anna, "Did it happen?"), "It did not happen")
    assert (await ledger(world))[-1] == ("void", "2026-03-12")


@pytest.mark.undisturbed("lost", because=TOLD_TWICE)
async def test_the_owner_decides_once_and_only_who_may(world: World) -> None:
    question, customer = await asked(world)
    await world.tom.press_label(question, "It did not happen")
    card = await world.see(world.anna, "Did it happen?")
    for person, sentence in (
        (world.tom, "This is for the owner of this customer's relationship to decide."),
        (world.priya, "Only the owner of this customer's relationship"),
        (world.nobody, "Only the owner of this customer's relationship"),
    ):
        for action in ("it_was_held", "it_was_not_held", "it_was_moved"):
            await person.press(card, action, stale=True)
            assert sentence in person.ephemerals[-1].text
    await asyncio.gather(
        world.anna.press(card, "it_was_held", stale=True),
        world.ben.press(card, "it_was_not_held", stale=True),
        world.maya.press(card, "it_was_held", stale=True),
    )
    refused = [each.text for who in (world.anna, world.ben, world.maya) for each in who.ephemerals]
    assert refused == ["Somebody has taken care of this in the meantime."] * 2
    states = [state for state, _ in await ledger(world)]
    assert states in (["claimed", "verified"], ["claimed", "void"])
    if states[-1] == "void":
        await world.priya.press(customer, "experience:5", stale=True)
        assert "settled in the meantime" in world.priya.ephemerals[-1].text


async def test_after_it_was_settled_nothing_can_be_said_any_more(world: World) -> None:
    question, customer = await asked(world)
    await world.tom.press_label(question, "It did not happen")
    await world.anna.press_label(await world.see(world.anna, "Did it happen?"), "It did not happen")
    for person, message, action in (
        (world.priya, customer, "experience:5"),
        (world.priya, customer, "not_happened"),
        (world.tom, question, "useful:3"),
    ):
        await person.press(message, action, stale=True)
        assert "settled in the meantime" in person.ephemerals[-1].text
    assert len(await ledger(world)) == 2
