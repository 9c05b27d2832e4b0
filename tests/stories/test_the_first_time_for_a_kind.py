"""What nobody has asked a customer for yet may be asked once, says so, and a yes to it is a consent."""

from datetime import timedelta

from models.activity import Activity
from models.advocate import Advocate
from models.consent import Consent, Consented
from tests.behind import rows
from tests.world import World

FIRST = "We have not asked you for a reference call before."


async def consents(world: World, email: str) -> list[Consent]:
    (advocate,) = await rows(world, Advocate, email=email)
    return list(await rows(world, Consent, advocate_id=advocate.id))


async def not_priya(world: World) -> None:
    await world.request(world.tom)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Not now")


async def test_the_card_says_so_and_a_yes_is_kept_with_its_end(world: World) -> None:
    await not_priya(world)
    card = await world.ask(world.anna, world.lukas)
    assert FIRST in world.text(card)
    assert not await consents(world, "lukas@talerhaus.example")
    await world.lukas.press_label(card, "Yes")

    (kept,) = await consents(world, "lukas@talerhaus.example")
    (activity,) = await rows(world, Activity, key="reference_call")
    assert (kept.state, kept.source, kept.activity_id) == (Consented.YES, "answer to an ask", activity.id)
    assert world.clock.business() - kept.since < timedelta(minutes=1)
    assert kept.until is not None
    assert timedelta(days=729) < kept.until - kept.since < timedelta(days=732)


async def test_home_says_so_too(world: World) -> None:
    await not_priya(world)
    await world.ask(world.anna, world.lukas)
    await world.lukas.open_home()
    await world.quiet()
    assert FIRST in str(world.lukas.home)


async def test_who_agreed_before_reads_nothing_of_it_and_their_consent_stays_as_it_was(world: World) -> None:
    (before,) = await consents(world, "priya@nordlicht.example")
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    assert "not asked you for" not in world.text(card)
    await world.priya.press_label(card, "Yes")
    (after,) = await consents(world, "priya@nordlicht.example")
    assert (after.since, after.until, after.source) == (before.since, before.until, before.source)


async def test_a_consent_that_has_ended_is_renewed_by_a_yes(world: World) -> None:
    (before,) = await consents(world, "priya@nordlicht.example")
    async with world.rung.database.transaction() as session:
        found = await session.get_one(Consent, (world.program_id, before.id))
        found.until = world.clock.business() - timedelta(days=1)
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    (after,) = await consents(world, "priya@nordlicht.example")
    assert after.until is not None
    assert after.until > world.clock.business()


async def test_never_this_kind_is_written_as_a_no_without_an_end(world: World) -> None:
    await not_priya(world)
    await world.lukas.press_label(await world.ask(world.anna, world.lukas), "Never this kind")
    (kept,) = await consents(world, "lukas@talerhaus.example")
    assert (kept.state, kept.until) == (Consented.NO, None)


async def test_a_no_to_this_one_is_neither_a_yes_nor_a_no_to_the_kind(world: World) -> None:
    await not_priya(world)
    card = await world.ask(world.anna, world.lukas)
    await world.lukas.press_label(card, "Not this one")
    assert not await consents(world, "lukas@talerhaus.example")
