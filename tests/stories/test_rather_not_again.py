"""A customer who would rather not do it again is not asked for that kind, and their owner learns of it and decides."""

from models import task as tasks
from models.consent import Consented
from models.task import TaskKind
from sandbox.messages import Message
from tests import customers
from tests.favours import agreed, ledger, moment
from tests.stories.test_home import home
from tests.world import World

PRIYA = "priya@nordlicht.example"


async def rather_not(world: World) -> Message:
    """Priya gave a reference call on 12 March, and says so the day after: Anna's card."""
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-13", 9, 30))
    await world.priya.press_label(await world.see(world.priya, "How was it"), "Rather not again")
    return await world.see(world.anna, "would rather not do that again")


async def said(world: World) -> tuple[Consented, str] | None:
    kept = (await customers.consents(world, PRIYA)).get("reference_call")
    return (kept.state, kept.source) if kept else None


async def test_the_owner_learns_of_it_and_the_kind_is_not_asked_again(world: World) -> None:
    card = await rather_not(world)
    assert world.text(card) == (
        "Priya Raman, Nordlicht Pay, would rather not do that again.\n"
        "It was about a reference call. Nobody asks them for this kind any more. "
        "Talk with them; should they be open to it again, say so here.\n"
        "[Noted]  [They are open to it again]\n"
        "  Since 13 March."
    )
    assert "would rather not do that again" in await home(world, world.anna)
    assert await said(world) == (Consented.NO, "answer afterwards")
    assert await ledger(world) == [("claimed", "2026-03-12")]  # it was held all the same

    await world.until(moment("2026-07-01", 9, 30))  # long after the rest
    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-07-20")
    assert "Head of Finance Operations, Nordlicht Pay" not in shown
    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-07-20", activity="quote")
    assert "Head of Finance Operations, Nordlicht Pay" in shown


async def test_noted_closes_the_card_and_the_no_stays(world: World) -> None:
    await world.anna.press_label(await rather_not(world), "Noted")
    await world.see(world.anna, "noted; they are not asked for that again. (Anna Schmidt, 13 March)")
    assert await said(world) == (Consented.NO, "answer afterwards")
    assert "Nothing is waiting for you." in await home(world, world.anna)


async def test_what_they_told_their_contact_opens_it_again(world: World) -> None:
    await world.anna.press_label(await rather_not(world), "They are open to it again")
    await world.see(world.anna, "they told us that they are open to it again. (Anna Schmidt, 13 March)")
    assert await said(world) == (Consented.YES, "told to their contact")
    await world.until(moment("2026-07-01", 9, 30))
    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-07-20")
    assert "Head of Finance Operations, Nordlicht Pay" in shown


async def test_they_see_it_on_their_page_and_may_take_it_back(world: World) -> None:
    card = await rather_not(world)
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("own_page:2")
    await world.quiet()
    kept = customers.home(world, world.priya)
    assert "A reference call: never, since 13 March (your answer afterwards)" in kept
    await world.priya.press_home("own_page:0")
    await world.quiet()
    await world.priya.press_home("own_page:1")
    await world.quiet()
    await world.priya.pick_home("own_consents", [], block_id="never")
    await world.quiet()
    assert await said(world) is None

    await world.anna.press_label(card, "They are open to it again")  # what they said themselves stands
    assert "that stands. Press Noted." in world.anna.ephemerals[-1].text
    assert await said(world) is None
    await world.anna.press_label(card, "Noted")
    await world.see(world.anna, "noted; they are not asked")


async def test_fine_is_nothing_to_decide(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-13", 9, 30))
    await world.priya.press_label(await world.see(world.priya, "How was it"), "It was fine")
    await world.quiet()
    async with world.rung.database.reading() as session:
        waiting = await tasks.waiting(session, world.program_id, None, most=5)
    assert TaskKind.RATHER_NOT not in {whole.task.kind for whole in waiting}
    assert await said(world) == (Consented.YES, "invitation form")
