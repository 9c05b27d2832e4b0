"""A programme may waive the owner's consent for a tier of accounts; the owner sees what was asked in their name."""

from sqlalchemy import select

from models.audit import Audit
from models.message import Message, MessageKind
from models.program import Program
from tests.world import World


async def waive(world: World, *tiers: str) -> None:
    async with world.rung.database.transaction() as session:
        (program,) = await session.scalars(select(Program))
        program.waived_tiers = list(tiers)


async def test_the_customer_is_asked_at_once_in_the_owners_name(world: World) -> None:
    await waive(world, "strategic")
    await world.request(world.tom)
    assert "Anna Schmidt, your contact at Brightwell, thought of you." in world.text(
        await world.see(world.priya, "Would you help")
    )
    card = await world.only(world.anna)
    assert "Asked without your consent, as the programme does for strategic accounts." in card
    assert "They were asked, and have until Tuesday 10:30." in card
    assert "Approve" not in card
    async with world.rung.database.reading() as session:
        verbs = (await session.scalars(select(Audit.verb).where(Audit.actor == "rung"))).all()
    assert verbs.count("waived") == 1
    await world.priya.press_label(await world.see(world.priya, "Would you help"), "Yes")
    after = await world.only(world.anna)
    assert "Asked without your consent" in after
    assert "They said yes." in after


async def test_other_tiers_are_asked_as_always(world: World) -> None:
    await waive(world, "key")
    await world.request(world.tom)
    assert "Approve" in world.text(await world.see(world.anna, "May we ask Priya Raman"))
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Not now")
    await world.see(world.lukas, "Would you help")


async def test_outside_their_hours_it_waits_and_the_owner_reads_when(world: World) -> None:
    await waive(world, "strategic")
    await world.pass_time(hours=7)  # 16:30 in Berlin: contact hours are over, working hours are not
    await world.request(world.tom)
    assert not world.priya.dm
    card = await world.only(world.anna)
    assert "They will be asked on Tuesday 09:00, in their working hours." in card
    await world.pass_time(hours=17)
    await world.see(world.priya, "Would you help")


async def test_a_card_that_was_never_posted_stays_unposted_once_all_is_over(world: World) -> None:
    """The owner's evening: the seller cancelled before the owner's morning."""
    await waive(world, "strategic")
    await world.pass_time(hours=10)
    await world.request(world.tom)
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    await world.pass_time(days=1)
    assert not world.anna.dm
    async with world.rung.database.reading() as session:
        (row,) = await session.scalars(select(Message).where(Message.kind == MessageKind.APPROVAL))
    assert row.ts is None
