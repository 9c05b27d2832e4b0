"""*Can't make it any more*: before the day has come a yes is taken back, and the search goes on."""

from datetime import UTC, datetime

from sandbox.messages import Message
from tests.world import World


async def agreed(world: World) -> Message:
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    return await world.see(world.priya, "Thank you for saying yes")


async def test_the_next_on_the_list_is_asked_and_the_line_says_so(world: World) -> None:
    thanks = await agreed(world)
    await world.see(world.tom, "Found.")
    await world.priya.press_label(thanks, "Can't make it any more")
    assert "Tom Reyes knows, and nobody expects you any more" in await world.only(world.priya)

    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Nordlicht Pay: can't make it any more" in line
    assert "Director Accounting, Talerhaus: waiting for Anna Schmidt to agree" in line
    assert "Priya" not in line
    assert "can't make it any more" in world.text(await world.see(world.anna, "May we ask Priya Raman"))
    await world.lukas.press_label(await world.ask(world.anna, world.lukas), "Yes")
    assert "Lukas Brandt" in world.text(await world.see(world.tom, "Found."))


async def test_it_is_no_favour_and_needs_no_rest(world: World) -> None:
    thanks = await agreed(world)
    await world.priya.press_label(thanks, "Can't make it any more")
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    await world.pass_time(days=14)
    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-10")
    assert "Head of Finance Operations, Nordlicht Pay" in shown.split("Not now, and why")[0]


async def test_with_nobody_left_the_reference_ends(world: World) -> None:
    await world.request(world.tom)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Not this deal")
    await world.anna.press_label(await world.see(world.anna, "May we ask Lukas Brandt"), "Not this deal")
    await world.elena.press_label(await world.ask(world.ben, world.elena), "Yes")
    await world.elena.press_label(
        await world.see(world.elena, "Thank you for saying yes"), "Can't make it any more"
    )
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Nobody we asked can help this time" in line
    assert "Edelgrat Finanz: can't make it any more" in line


async def test_colleagues_of_who_said_no_do_not_come_back(world: World) -> None:
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Not this one")
    await world.lukas.press_label(await world.ask(world.anna, world.lukas), "Yes")
    await world.lukas.press_label(
        await world.see(world.lukas, "Thank you for saying yes"), "Can't make it any more"
    )
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Head of Controlling, Edelgrat Finanz: waiting for Ben Okafor" in line
    assert "Nordlicht Pay: said no · Talerhaus: can't make it any more" in line


async def test_taken_back_twice_or_after_the_day_changes_nothing(world: World) -> None:
    thanks = await agreed(world)
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-12")
    await world.until(datetime(2026, 3, 12, 16, 0, tzinfo=UTC))
    late = await world.see(world.priya, "Agreed for Thursday 12 March")
    assert "Can't make it any more" in world.text(late)
    await world.until(datetime(2026, 3, 13, 8, 0, tzinfo=UTC))
    await world.priya.press(late, "back_out", stale=True)
    assert "The day has passed" in world.priya.ephemerals[-1].text
    await world.see(world.tom, "Found.")
    await world.priya.press(thanks, "back_out", stale=True)
    assert "The day has passed" in world.priya.ephemerals[-1].text


async def test_the_way_out_goes_when_they_are_asked_how_it_was(world: World) -> None:
    await agreed(world)
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-12")
    assert "Can't make it any more" in world.text(
        await world.see(world.priya, "Agreed for Thursday 12 March")
    )
    await world.until(datetime(2026, 3, 12, 17, 1, tzinfo=UTC))
    await world.quiet()
    over = await world.see(world.priya, "Agreed for Thursday 12 March")
    assert "Can't make it any more" not in world.text(over)


async def test_a_yes_is_taken_back_once(world: World) -> None:
    thanks = await agreed(world)
    await world.priya.press_label(thanks, "Can't make it any more")
    await world.priya.press(thanks, "back_out", stale=True)
    assert "There is no yes of yours to take back any more" in world.priya.ephemerals[-1].text
    await world.petra.press(thanks, "back_out", stale=True)
    assert "asked of somebody else" in world.petra.ephemerals[-1].text


async def test_of_two_that_are_wanted_the_other_stays(world: World) -> None:
    await world.shortlist(world.tom, wanted="2")
    await world.tom.submit()
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    await world.lukas.press_label(await world.ask(world.anna, world.lukas), "Yes")
    await world.priya.press_label(
        await world.see(world.priya, "Thank you for saying yes"), "Can't make it any more"
    )
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Lukas Brandt" in line
    assert "Edelgrat Finanz: waiting for Ben Okafor" in line


async def test_on_the_last_day_it_is_too_late_to_ask_anybody_else(world: World) -> None:
    thanks = await agreed(world)
    await world.until(datetime(2026, 3, 20, 16, 30, tzinfo=UTC))
    await world.priya.press(thanks, "back_out")
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Nordlicht Pay: can't make it any more" in line
    assert "waiting" not in line
