"""A seller who does not say how it went is reminded once, and answers before the next reference."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from inline_snapshot import snapshot

from tests.favours import agreed, ledger, moment
from tests.world import World


async def overdue(world: World) -> None:
    """Asked on Thursday evening, reminded on Monday morning, overdue on Tuesday evening."""
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-12", 18, 0))
    await world.until(moment("2026-03-13", 17, 1))
    await world.until(moment("2026-03-17", 16, 59))


async def test_reminded_once_then_asked_first(world: World) -> None:
    await overdue(world)
    reminder = world.text(await world.see(world.tom, "A reminder: how was it?"))
    assert reminder == snapshot(
        "A reminder: how was it? Reference call with Priya Raman, Nordlicht Pay, Thursday 12 March. The question is above. In two working days it comes before your next reference."
    )
    await world.tom.command("/reference")
    assert world.tom.modal is not None
    assert world.tom.modal["callback_id"] == "need"
    await world.tom.close()

    await world.until(moment("2026-03-17", 17, 2))
    await world.tom.command("/reference")
    assert world.modal(world.tom) == snapshot("""\
Before the next one: how did these go? One tap for each, then the form opens.
Reference call with Priya Raman, Nordlicht Pay, 12 March: ☐ 5  ☐ 4  ☐ 3  ☐ 2  ☐ 1  ☐ It did not happen\
""")
    await world.tom.submit()
    assert world.tom.errors  # a required question
    assert world.tom.modal is not None
    (ask_id,) = (block["block_id"] for block in world.tom.modal["blocks"] if block["type"] == "input")
    await world.tom.fill(**{ask_id: "4"})
    await world.tom.submit()
    assert world.tom.modal["callback_id"] == "need"
    await world.see(world.tom, "it was held: 4 of 5")
    await world.see(world.tom, "This is settled. Thank you.")
    await world.tom.close()
    await world.shortlist(world.tom, needed_on="2026-04-20")
    await world.pass_time(days=7)
    reminders = [message for message in world.tom.dm if "This is settled" in world.text(message)]
    assert len(reminders) == 1


async def test_the_shortcut_and_home_ask_first_too(world: World) -> None:
    await overdue(world)
    await world.until(moment("2026-03-17", 17, 2))
    await world.tom.open_home()
    await world.quiet()
    await world.tom.press_home("open_need")
    assert world.tom.modal is not None
    assert world.tom.modal["callback_id"] == "overdue_debriefs"
    await world.tom.close()
    await world.tom.shortcut("reference_shortcut")
    assert world.tom.modal["callback_id"] == "overdue_debriefs"
    await world.tom.close()
    await world.sofia.command("/reference")  # who owes nothing
    assert world.sofia.modal is not None
    assert world.sofia.modal["callback_id"] == "need"


async def test_a_form_that_was_open_already_is_refused(world: World) -> None:
    await overdue(world)
    await world.tom.command("/reference")
    options = await world.tom.search("deal", "Kestrel")
    await world.until(moment("2026-03-17", 17, 2))
    await world.tom.fill(deal=options[0]["value"], activity="reference_call", needed_on="2026-04-20")
    await world.tom.submit()
    assert "Before the next reference, say how the last one went" in world.modal(world.tom)


async def test_answered_in_the_message_while_the_form_is_open(world: World) -> None:
    await overdue(world)
    await world.until(moment("2026-03-17", 17, 2))
    question = await world.see(world.tom, "how useful was it")
    await world.tom.command("/reference")
    assert world.tom.modal is not None
    (ask_id,) = (block["block_id"] for block in world.tom.modal["blocks"] if block["type"] == "input")
    await world.tom.press_label(question, "5")
    await world.tom.fill(**{ask_id: "none"})
    await world.tom.submit()
    assert world.tom.modal["callback_id"] == "need"
    await world.see(world.tom, "it was held: 5 of 5")
    assert [state for state, _ in await ledger(world)] == ["claimed", "verified"]


async def test_it_did_not_happen_can_be_said_there_too(world: World) -> None:
    await overdue(world)
    await world.until(moment("2026-03-17", 17, 2))
    await world.tom.command("/reference")
    assert world.tom.modal is not None
    (ask_id,) = (block["block_id"] for block in world.tom.modal["blocks"] if block["type"] == "input")
    await world.tom.fill(**{ask_id: "none"})
    await world.tom.submit()
    await world.until(moment("2026-03-18", 9, 0))
    await world.see(world.anna, "Did it happen?")
