"""A role that is taken away while a window is open: what the window would do is done no more."""

import pytest
from sqlalchemy import func, select

from bot.managers import comings
from bot.managers.person import Person
from models import member as members
from models.ask.states import AskState
from models.ask.table import Ask
from models.program import Program
from models.reference import Reference
from tests.managing import choose
from tests.world import World


async def demoted(world: World, email: str, **roles: bool) -> None:
    async with world.rung.database.transaction() as session:
        member = (await members.by_email(session, world.program_id))[email]
        for name, value in roles.items():
            setattr(member, name, value)


async def references(world: World) -> int:
    async with world.rung.database.reading() as session:
        return (await session.scalars(select(func.count()).select_from(Reference))).one()


async def test_a_seller_in_the_middle_of_the_form(world: World) -> None:
    await world.tom.command("/reference")
    options = await world.tom.search("deal", "Kestrel")
    await world.tom.fill(deal=options[0]["value"], activity="reference_call", needed_on="2026-03-20")
    await demoted(world, "tom@brightwell.example", is_seller=False)
    before = await references(world)
    assert await world.tom.search("deal", "Kestrel") == []
    await world.tom.submit()
    assert "Requesting references is for the sellers of this programme." in world.modal(world.tom)
    assert await references(world) == before


async def test_a_seller_before_the_last_press_on_the_shortlist(world: World) -> None:
    await world.shortlist(world.tom)
    await demoted(world, "tom@brightwell.example", is_seller=False)
    await world.tom.submit()
    assert "Requesting references is for the sellers of this programme." in world.modal(world.tom)
    await world.quiet()
    assert not world.anna.dm
    assert not world.tom.dm


@pytest.mark.parametrize("left", [False, True])
async def test_an_owner_with_the_card_before_them(world: World, *, left: bool) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await demoted(world, "anna@brightwell.example", is_owner=False, active=not left)
    await world.anna.press_label(card, "Approve", stale=True)
    assert "Only the owner of this customer's relationship" in world.anna.ephemerals[-1].text
    await world.quiet()
    assert not world.priya.dm
    async with world.rung.database.reading() as session:
        assert AskState.APPROVING in (await session.scalars(select(Ask.state))).all()


async def test_a_manager_with_a_setting_open(world: World) -> None:
    await world.maya.command("/rung", "settings")
    await choose(world.maya, "How often we ask", "Change")
    await demoted(world, "maya@brightwell.example", is_manager=False)
    await world.maya.fill(days_between_asks="1")
    await world.maya.submit()
    assert "Running the programme is for its managers." in world.modal(world.maya)
    async with world.rung.database.reading() as session:
        assert (await session.scalars(select(Program.days_between_asks))).one() == 14


@pytest.mark.parametrize("left", [False, True])
async def test_a_seller_whose_customer_says_yes_afterwards(world: World, *, left: bool) -> None:
    """They asked, and learn that somebody was found, but not who; colleagues who follow it, alike."""
    await world.request(world.tom, informed=["U0SOFIA"])
    card = await world.ask(world.anna, world.priya)
    for email in ("tom@brightwell.example", "sofia@brightwell.example"):
        await demoted(world, email, is_seller=False, active=not left)
    await world.priya.press_label(card, "Yes")
    for person in (world.tom, world.sofia):
        line = world.text(await world.see(person, "Found."))
        assert "Head of Finance Operations, Nordlicht Pay" in line
        assert not any(told in line for told in ("Priya", "U0PRIYA", "priya@", "["))
    await world.pass_time(days=16)
    assert not any("Priya" in world.text(each) for person in (world.tom, world.sofia) for each in person.dm)


async def test_another_workspace_knows_nothing_of_who_is_there(world: World) -> None:
    """What Slack says elsewhere of somebody is about a visitor there, or one whom that workspace let go."""
    seen = Person("U0ANNA", "Anna Schmidt", "anna@brightwell.example", "Europe/Berlin", ours=False)
    async with world.rung.database.transaction() as session:
        for workspace_id, active in (("another", True), (world.rung.workspace.id, False)):
            await comings.changed(
                session, world.program_id, workspace_id, seen, said_at=None, now=world.clock.business()
            )
            found = await members.by_user(session, world.program_id, "U0ANNA")
            assert found is not None
            assert found.active is active
