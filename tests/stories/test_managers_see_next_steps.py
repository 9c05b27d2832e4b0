"""What managers and owners see of next steps: which were proposed, why not to others, and the switch for all."""

from datetime import timedelta

from tests import customers, nudging
from tests.world import World


async def test_the_queue_shows_what_was_proposed_and_why_not(world: World) -> None:
    await nudging.proposed(world)
    await world.maya.command("/rung", "queue")
    await world.maya.press_modal("queue_page:nudges")
    shown = world.modal(world.maya)
    assert "Head of Finance Operations, Nordlicht Pay" in shown
    assert "Case study, proposed on 3 March: no answer yet." in shown
    assert (
        "were looked at, and 1 step proposed. Why not to others, each counted once by the gravest reason:"
        in shown
    )
    assert "customers: the last thing they did is not confirmed or was no good experience" in shown


async def test_an_owner_reads_why_nothing_is_proposed(world: World) -> None:
    await nudging.ready(world, snoozed_until=world.clock.business() + timedelta(days=30))
    await customers.open_tab(world, world.anna, "customers")
    advocate = await nudging.person(world)
    await world.anna.press_home("open_ledger", advocate.id)
    assert "No next step is proposed to them now: they said “later” (until 1 April)." in world.modal(
        world.anna
    )
    await nudging.change(world, snoozed_until=None)
    await customers.open_tab(world, world.anna, "customers")
    await world.anna.press_home("open_ledger", advocate.id)
    assert "A next step may be proposed to them on Tuesday." in world.modal(world.anna)


async def _settings(world: World) -> str:
    await world.maya.command("/rung", "settings")
    return world.modal(world.maya)


async def _tick(world: World, *, on: bool) -> None:
    await world.maya.press_modal("change_setting:nudges")
    await world.maya.fill(nudging=["yes"] if on else [])
    await world.maya.submit()
    assert world.maya.errors == {}


async def test_a_manager_switches_it_off_and_on(world: World) -> None:
    await nudging.ready(world)
    assert "Once a week, on Tuesday" in await _settings(world)
    await _tick(world, on=False)
    assert "No next steps are proposed to customers." in world.modal(world.maya)
    await nudging.sweep(world)
    assert not world.priya.dm
    await _settings(world)
    await _tick(world, on=True)
    await world.until(nudging.TUESDAY + timedelta(days=7))
    await world.see(world.priya, "has an idea for you")


async def test_a_pause_of_the_stop_rule_ends_when_a_manager_says_so(world: World) -> None:
    await nudging.ready(world)
    paused = {"nudging_paused_at": world.clock.business(), "nudging_paused_why": "Opt-outs have doubled."}
    await nudging.set_program(world, **paused)
    await nudging.sweep(world)
    assert not world.priya.dm
    await world.maya.command("/rung", "queue")
    await world.maya.press_modal("queue_page:nudges")
    assert "not proposed for the time being: Opt-outs have doubled." in world.modal(world.maya)
    assert "Opt-outs have doubled. Change this to go on." in await _settings(world)
    await _tick(world, on=True)
    assert "Once a week, on Tuesday" in world.modal(world.maya)
    await world.until(nudging.TUESDAY + timedelta(days=7))
    await world.see(world.priya, "has an idea for you")
