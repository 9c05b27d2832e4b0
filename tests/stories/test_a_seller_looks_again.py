"""Nobody could help: the seller looks again without typing the need anew."""

from sandbox.messages import Message
from tests.world import World


async def unfilled(world: World) -> Message:
    await world.shortlist(
        world.tom,
        needed_on="2026-03-31",
        questions="How long?",
        off_limits="Prices",
        wanted="2",
        informed=["U0SOFIA"],
        named=["named"],
        industry="Manufacturing",
    )
    await world.tom.submit()
    for _ in range(3):
        await world.quiet()
        for person in (world.anna, world.ben):
            for message in person.dm:
                if "[Not now]" in world.text(message):
                    await person.press_label(message, "Not now")
    return await world.see(world.tom, "Nobody we asked can help this time")


async def test_the_form_begins_with_what_the_old_need_said(world: World) -> None:
    line = await unfilled(world)
    assert "[Look again]" in world.text(line)
    assert "[" not in world.text(await world.see(world.sofia, "Nobody we asked can help this time"))
    await world.tom.press_label(line, "Look again")
    assert world.tom.modal is not None
    filled = {
        block["block_id"]: next(
            value for name, value in block["element"].items() if name.startswith("initial_")
        )
        for block in world.tom.modal["blocks"]
        if any(name.startswith("initial_") for name in block.get("element", {}))
    }
    assert filled["deal"]["text"]["text"] == "Kestrel Pay: Ledger rollout"
    assert {name: filled[name]["value"] for name in ("activity", "industry", "product", "wanted")} == {
        "activity": "reference_call",
        "industry": "Manufacturing",
        "product": "Ledger",
        "wanted": "2",
    }
    assert (filled["needed_on"], filled["questions"]) == ("2026-03-31", "How long?")
    assert (filled["off_limits"], filled["informed"]) == ("Prices", ["U0SOFIA"])
    assert [ticked["value"] for ticked in filled["named"]] == ["named"]

    await world.tom.submit()
    assert "Reference call for Kestrel Pay: Ledger rollout, needed by Tuesday 31 March" in world.modal(
        world.tom
    )


async def test_a_day_that_has_passed_is_chosen_anew(world: World) -> None:
    line = await unfilled(world)
    await world.until(world.clock.business().replace(month=4, day=2))
    await world.tom.press_label(line, "Look again")
    await world.tom.submit()
    assert world.tom.errors == {"needed_on": "Please complete this required field."}


async def test_another_sellers_need_is_not_looked_for_again(world: World) -> None:
    line = await unfilled(world)
    await world.sofia.press(line, "look_again", stale=True)
    assert "This is another seller's" in world.sofia.ephemerals[-1].text
