"""What only one person is told, and the windows they open, while Slack fails: tried again for as long as it listens."""

import pytest

from sandbox.switches import Name
from tests.world import World

TOO_LONG = "That took too long for Slack. Try again."


@pytest.mark.parametrize("fault", [{"status": 503}, {"error": "ratelimited", "retry_after": 1}])
async def test_a_window_opens_although_slack_was_away_for_a_moment(
    world: World, fault: dict[str, int | str]
) -> None:
    world.sandbox.fail_next("views.open", **fault)  # type: ignore[arg-type]
    await world.tom.command("/reference")
    assert world.tom.modal is not None
    assert not world.tom.ephemerals


async def test_a_window_whose_answer_is_lost_opens_once(world: World) -> None:
    world.sandbox.lose_answer("views.open")
    await world.tom.command("/reference")
    assert len(world.tom.modals) == 1
    assert not world.tom.ephemerals


async def test_a_window_that_was_redrawn_stays_so(world: World) -> None:
    await world.tom.command("/reference")
    world.sandbox.lose_answer("views.update")
    await world.tom.press_modal("more_details")
    assert "Colleagues to keep informed" in world.modal(world.tom)
    assert not world.tom.ephemerals


@pytest.mark.parametrize(
    "fault", [{"status": 503, "times": 100}, {"error": "ratelimited", "retry_after": 30}]
)
async def test_where_slack_stays_away_the_person_is_told(world: World, fault: dict[str, int | str]) -> None:
    world.sandbox.fail_next("views.open", **fault)  # type: ignore[arg-type]
    await world.tom.command("/reference")
    assert world.tom.modal is None
    assert world.tom.ephemerals[-1].text == TOO_LONG


async def test_a_refusal_for_good_is_not_tried_again(world: World) -> None:
    world.sandbox.fail_next("views.open", error="exchanged_trigger_id")
    await world.tom.command("/reference")
    assert [method for method, *_ in world.sandbox.calls].count("views.open") == 1
    assert world.tom.ephemerals[-1].text == TOO_LONG


@pytest.mark.undisturbed(because="It switches faults on by itself, and makes every answer meet them.")
async def test_a_private_answer_is_told_three_times_at_most(world: World) -> None:
    line = await world.request(world.tom)
    world.sandbox.switches.turn(Name.LOST, on=True)
    world.sandbox.switches.strike_all(Name.LOST)
    await world.sofia.press(line, "cancel_reference", stale=True)
    assert len(world.sofia.ephemerals) == 3


@pytest.mark.undisturbed(because="It switches faults on by itself, and says when.")
@pytest.mark.parametrize(("name", "times"), [(Name.OUTAGE, 1), (Name.DROPPED, 1), (Name.LOST, 2)])
async def test_a_private_answer_is_rather_told_twice_than_not_at_all(
    world: World, name: Name, times: int
) -> None:
    line = await world.request(world.tom)
    world.sandbox.switches.turn(name, on=True)
    await world.sofia.press(line, "cancel_reference", stale=True)
    said = [each.text for each in world.sofia.ephemerals]
    assert len(said) == times
    assert "This is another seller's" in said[0]
