"""What a seller needs changes while somebody is being asked: everybody sees it, nobody is hurried unfairly."""

from sandbox.messages import Message
from tests.stories.test_home import home
from tests.views.people import at
from tests.world import World


async def change(world: World, line: Message, **values: object) -> None:
    await world.tom.press_label(line, "Change")
    await world.tom.fill(**values)
    await world.tom.submit()
    await world.quiet()


async def test_the_form_shows_what_was_said_and_everybody_who_was_asked_sees_the_change(world: World) -> None:
    await world.shortlist(world.tom, questions="How long?", off_limits="Prices", informed=["U0SOFIA"])
    await world.tom.submit()
    line = await world.see(world.tom, "needed by")
    await world.ask(world.anna, world.priya)
    await world.tom.press_label(line, "Change")
    assert world.tom.modal is not None
    shown = {block["block_id"]: block["element"] for block in world.tom.modal["blocks"] if "element" in block}
    assert shown["needed_on"]["initial_date"] == "2026-03-20"
    assert shown["questions"]["initial_value"] == "How long?"
    assert shown["off_limits"]["initial_value"] == "Prices"
    assert shown["wanted"]["initial_option"]["value"] == "1"
    assert shown["informed"]["initial_users"] == ["U0SOFIA"]
    assert "initial_options" not in shown["named"]

    await world.tom.fill(needed_on="2026-03-25", questions="What went wrong?", off_limits="The merger")
    await world.tom.submit()
    card = await world.only(world.priya)
    assert "by Wednesday 25 March" in card
    assert "> What went wrong?" in card
    assert "They will not ask about: The merger" in card
    for person in (world.tom, world.sofia):
        assert "needed by Wednesday 25 March" in world.text(await world.see(person, "Kestrel"))
    assert "needs it by Wednesday 25 March" in world.text(await world.see(world.anna, "Priya Raman"))
    assert (len(world.tom.dm), len(world.anna.dm)) == (1, 1)


async def test_a_nearer_day_makes_the_clocks_run_earlier(world: World) -> None:
    line = await world.request(world.tom, needed_on="2026-03-27")
    await world.pass_time(hours=2)
    await world.pass_time(hours=2)  # 13:30: the backup has four hours
    assert "the managers join on Tuesday 09:30" in world.text(await world.see(world.tom, "Kestrel"))
    await change(world, line, needed_on="2026-03-03")  # 11.5 hours are left, of which they have 15 %
    assert "the managers join today 15:13" in world.text(await world.see(world.tom, "Kestrel"))
    await world.pass_time(hours=1)
    await change(world, line, needed_on="2026-03-04")
    assert "the managers join today 16:25" in world.text(await world.see(world.tom, "Kestrel"))
    await change(world, line, needed_on="2026-03-27")
    assert "the managers join on Tuesday 09:30" in world.text(await world.see(world.tom, "Kestrel"))


async def test_a_customer_never_gets_less_than_a_fair_deadline(world: World) -> None:
    line = await world.request(world.tom, needed_on="2026-03-27")
    await world.ask(world.anna, world.priya)
    assert "due by Tuesday 10:30" in world.text(await world.see(world.tom, "Kestrel"))
    await world.pass_time(hours=1)
    await change(world, line, needed_on="2026-03-03")  # 14.5 hours left at 10:30, half of them is 7.25
    assert "due by Tuesday 09:45" in world.text(await world.see(world.tom, "Kestrel"))
    await change(world, line, needed_on="2026-03-27")
    assert "due by Tuesday 10:30" in world.text(await world.see(world.tom, "Kestrel"))


async def test_where_no_fair_deadline_is_left_the_running_ask_keeps_its_time(world: World) -> None:
    line = await world.request(world.tom, needed_on="2026-03-27")
    await world.ask(world.anna, world.priya)
    await world.until(at(2, 15))
    before = world.text(await world.see(world.tom, "Kestrel"))
    await world.tom.press_label(line, "Change")
    await world.tom.fill(needed_on="2026-03-03")
    await world.tom.submit()
    assert "The earliest is Wednesday 4 March" in world.tom.errors["needed_on"]
    await world.tom.fill(needed_on="2026-03-01")
    await world.tom.submit()
    assert "That day has passed" in world.tom.errors["needed_on"]
    assert world.text(await world.see(world.tom, "Kestrel")) == before


async def test_whoever_said_yes_keeps_it_and_more_are_looked_for(world: World) -> None:
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    line = await world.see(world.tom, "Found.")
    await world.tom.pick(line, "line_more", f"change|{reference_of(line)}")
    await world.tom.fill(wanted="2")
    await world.tom.submit()
    line = await world.see(world.tom, "Kestrel")
    assert "Director Accounting, Talerhaus: waiting for Anna Schmidt to agree" in world.text(line)
    assert "Priya Raman" in world.text(line)
    assert "Thank you for saying yes" in await world.only(world.priya)

    await world.lukas.press_label(await world.ask(world.anna, world.lukas), "Yes")
    line = await world.see(world.tom, "Found.")
    await world.tom.pick(line, "line_more", f"change|{reference_of(line)}")
    await world.tom.fill(wanted="1")
    await world.tom.submit()
    assert world.tom.errors["wanted"] == "Two have said yes already, so it can't be fewer."


async def test_as_many_as_said_yes_are_enough_and_whoever_was_asked_is_let_go(world: World) -> None:
    await world.shortlist(world.tom, wanted="2")
    await world.tom.submit()
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    await world.ask(world.anna, world.lukas)
    await change(world, await world.see(world.tom, "Kestrel"), wanted="1")
    assert "Found." in world.text(await world.see(world.tom, "Kestrel"))
    assert "settled in the meantime" in await world.only(world.lukas)
    assert not world.elena.dm


async def test_nobody_changes_what_they_have_not_seen(world: World) -> None:
    line = await world.request(world.tom)
    await world.tom.press_label(line, "Change")
    await world.maya.press(line, "line_more:change", stale=True)
    await world.maya.fill(off_limits="Prices")
    await world.maya.submit()
    await world.tom.fill(off_limits="The merger")
    await world.tom.submit()
    assert "Somebody changed this in the meantime" in world.modal(world.tom)


async def test_what_is_closed_is_not_changed(world: World) -> None:
    line = await world.request(world.tom)
    await world.tom.press_label(line, "Cancel")
    await world.tom.press(line, "line_more:change", stale=True)
    assert "nothing to change" in world.tom.ephemerals[-1].text
    assert world.tom.modal is None


async def test_a_change_comes_from_home_as_well(world: World) -> None:
    await world.request(world.tom)
    await home(world, world.tom)
    await world.tom.press_home("line_more:change")
    await world.tom.fill(named=["named"])
    await world.tom.submit()
    assert world.tom.modal is None
    await world.tom.press_home("line_more:change")
    assert world.tom.modal is not None
    assert (
        "initial_options" in next(b for b in world.tom.modal["blocks"] if b["block_id"] == "named")["element"]
    )


def reference_of(line: Message) -> str:
    (menu,) = [
        element
        for block in line.blocks
        for element in block.get("elements", [])
        if element.get("type") == "overflow"
    ]
    return str(menu["options"][0]["value"].split("|")[1])
