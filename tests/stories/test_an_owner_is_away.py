"""Whoever is away is skipped, not waited for; their backup stands in."""

from models import member as members
from sandbox.person import Person
from tests.stories.test_home import home, shown
from tests.world import World


async def leave(world: World, person: Person, day: str = "2026-03-09") -> None:
    await home(world, person)
    await person.pick_home("away_until", day)
    await world.quiet()


async def test_away_moves_on_at_once_what_waits_for_them(world: World) -> None:
    await world.request(world.tom)
    await world.see(world.anna, "May we ask Priya Raman")
    assert not world.ben.dm
    await leave(world, world.anna)
    assert "You are away until 9 March. Ben Okafor decides meanwhile." in shown(world, world.anna)
    await world.see(world.ben, "May we ask Priya Raman")
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "waiting for Ben Okafor, since Anna Schmidt is away until 9 March" in line


async def test_back_again_they_decide_with_whoever_joined(world: World) -> None:
    await leave(world, world.anna)
    await world.request(world.tom)
    await world.see(world.ben, "May we ask Priya Raman")
    assert not world.anna.dm
    await world.anna.press_home("back")
    await world.quiet()
    assert "You are here. When you are silent or away, Ben Okafor decides." in shown(world, world.anna)
    card = await world.see(world.anna, "May we ask Priya Raman")
    assert "waiting for Anna Schmidt or Ben Okafor" in world.text(await world.see(world.tom, "Kestrel"))
    await world.anna.press_label(card, "Approve")
    await world.see(world.priya, "Would you help")
    assert "Anna Schmidt approved" in world.text(await world.see(world.ben, "Nordlicht Pay"))


async def test_the_day_comes_by_itself(world: World) -> None:
    await leave(world, world.anna, "2026-03-03")
    await world.pass_time(days=1)
    assert "You are here." in await home(world, world.anna)
    await world.request(world.tom)
    await world.see(world.anna, "May we ask Priya Raman")


async def test_with_all_approvers_away_the_seller_is_told_at_once(world: World) -> None:
    await world.request(world.tom)
    for person in (world.anna, world.ben, world.maya):
        assert "waiting for" in world.text(await world.see(world.tom, "Kestrel"))
        await leave(world, person)
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Nobody we asked can help this time" in line
    for account in ("Nordlicht Pay", "Talerhaus", "Edelgrat Finanz"):
        assert f"{account}: nobody on our side decided in time" in line
    assert not world.priya.dm


async def test_days_that_have_passed_are_refused(world: World) -> None:
    await home(world, world.anna)
    for day, sentence in (("2026-03-02", "Choose a day from tomorrow on"), ("2027-06-01", "within a year")):
        await world.anna.pick_home("away_until", day)
        assert sentence in world.modal(world.anna)
        await world.anna.close()
    assert "You are here." in shown(world, world.anna)


async def test_a_backup_is_a_colleague_and_somebody_else(world: World) -> None:
    await home(world, world.anna)
    for user, sentence in (
        ("U0ANNA", "You can't stand in for yourself"),
        ("U0NOBODY", "Only a colleague who uses Rung"),
        ("U0PRIYA", "Only a colleague who uses Rung"),
    ):
        await world.anna.pick_home("backup", user)
        assert sentence in world.modal(world.anna)
        await world.anna.close()
    await world.anna.pick_home("backup", "U0SOFIA")
    await world.quiet()
    assert "Sofia Lindqvist decides" in shown(world, world.anna)
    async with world.rung.database.reading() as session:
        people = await members.by_email(session, world.program_id)
        backup_id = people["anna@brightwell.example"].backup_id
    assert backup_id == people["sofia@brightwell.example"].id


async def test_a_new_backup_gets_what_waits_for_the_backup(world: World) -> None:
    await leave(world, world.anna)
    await world.request(world.tom)
    await world.see(world.ben, "May we ask Priya Raman")
    await world.anna.pick_home("backup", "U0SOFIA")
    await world.quiet()
    card = await world.see(world.sofia, "May we ask Priya Raman")
    await world.sofia.press_label(card, "Approve")
    await world.see(world.priya, "Would you help")


async def test_somebody_who_looks_after_no_customers_has_no_desk(world: World) -> None:
    await leave(world, world.anna)
    stale = world.anna.home
    assert "When you are away" not in await home(world, world.tom)
    assert stale is not None
    world.team.homes[world.tom.id] = stale
    for act in ("back", "backup"):
        if act == "back":
            await world.tom.press_home(act)
        else:
            await world.tom.pick_home(act, "U0SOFIA")
        assert "for the owners and managers" in world.modal(world.tom)
        await world.tom.close()
