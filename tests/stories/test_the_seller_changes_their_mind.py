"""A seller cancels at any point, rearranges the list, enters the day."""

from tests.world import World


async def test_cancelled_while_the_owner_decides(world: World) -> None:
    line = await world.request(world.tom)
    early = await world.see(world.anna, "May we ask Priya Raman")
    await world.tom.press_label(line, "Cancel")
    assert "Cancelled. Nobody will be asked any more." in world.text(await world.see(world.tom, "Kestrel"))
    assert "No longer needed" in world.text(await world.see(world.anna, "Priya Raman"))

    await world.anna.press(early, "approve", stale=True)
    assert "settled in the meantime" in world.anna.ephemerals[-1].text
    await world.pass_time(days=5)
    assert not world.priya.dm


async def test_cancelled_while_the_customer_thinks(world: World) -> None:
    line = await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.tom.press_label(line, "Cancel")
    assert "settled in the meantime" in await world.only(world.priya)

    await world.priya.press(card, "accept", stale=True)
    assert "nothing left to do" in world.priya.ephemerals[-1].text
    assert "Cancelled" in world.text(await world.see(world.tom, "Kestrel"))


async def test_cancelled_twice_or_after_the_yes(world: World) -> None:
    line = await world.request(world.tom)
    await world.tom.press_label(line, "Cancel")
    await world.tom.press(line, "cancel_reference", stale=True)
    assert "closed already" in world.tom.ephemerals[-1].text


async def test_the_list_is_reordered_and_shortened_before_anybody_is_bothered(world: World) -> None:
    shown = await world.shortlist(world.tom)
    assert shown.index("Nordlicht Pay") < shown.index("Talerhaus") < shown.index("Edelgrat")
    second, third = (asks(world.tom.modal)[place] for place in (1, 2))
    await world.tom.pick(None, "candidate", f"up|{second}", block_id=block_of(world.tom.modal, second))
    shown = world.modal(world.tom)
    assert shown.index("Talerhaus") < shown.index("Nordlicht Pay")
    await world.tom.pick(None, "candidate", f"drop|{third}", block_id=block_of(world.tom.modal, third))
    assert "1  Director Accounting, Talerhaus" in world.modal(world.tom)
    assert "Edelgrat Finanz" not in world.modal(world.tom)

    await world.tom.submit()
    await world.see(world.anna, "May we ask Lukas Brandt")


async def test_whoever_is_dropped_is_replaced_by_the_next_best(world: World) -> None:
    shown = await world.shortlist(world.tom)
    assert "Hoshi Denki" not in shown.split("Not now")[0]
    first = asks(world.tom.modal)[0]
    await drop(world, first)
    shown = world.modal(world.tom)
    assert shown.index("1  Director") < shown.index("2  Head of Contr") < shown.index("3  Data Lead, Hoshi")
    assert "Nordlicht Pay" not in shown
    await world.tom.submit()
    await world.see(world.anna, "May we ask Lukas Brandt")


async def test_a_list_that_was_emptied_is_brought_back(world: World) -> None:
    await world.shortlist(world.tom)
    while asks(world.tom.modal):
        await drop(world, asks(world.tom.modal)[0])
    assert "You have taken everybody off this list" in world.modal(world.tom)
    assert world.tom.modal is not None
    assert not world.tom.modal.get("submit")

    await world.tom.press_modal("bring_back")
    shown = world.modal(world.tom)
    assert shown.index("1  Head of Finance") < shown.index("2  Director") < shown.index("3  Head of Contr")
    await world.tom.submit()
    await world.see(world.anna, "May we ask Priya Raman")


async def test_the_day_is_entered_shown_to_both_and_can_be_moved(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Yes")
    line = await world.see(world.tom, "Found.")
    await world.tom.pick(line, "held_on", "2026-03-12")
    assert "Agreed for Thursday 12 March" in world.text(await world.see(world.tom, "Found."))
    assert "Agreed for Thursday 12 March" in await world.only(world.priya)
    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-03-13")
    assert "Agreed for Friday 13 March" in await world.only(world.priya)

    await world.tom.pick(await world.see(world.tom, "Found."), "held_on", "2026-02-27")
    assert "That day has passed" in world.tom.ephemerals[-1].text
    assert "Friday 13 March" in await world.only(world.priya)


async def test_two_customers_are_won_one_after_the_other(world: World) -> None:
    await world.shortlist(world.tom, wanted="2")
    await world.tom.submit()
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    assert "Talerhaus: waiting for Anna Schmidt" in world.text(await world.see(world.tom, "Kestrel"))
    await world.lukas.press_label(await world.ask(world.anna, world.lukas), "Yes")
    found = world.text(await world.see(world.tom, "Found."))
    assert "Priya Raman" in found
    assert "Lukas Brandt" in found
    assert not world.elena.dm


async def drop(world: World, ask: str) -> None:
    await world.tom.pick(None, "candidate", f"drop|{ask}", block_id=block_of(world.tom.modal, ask))


def asks(view: dict[str, object] | None) -> list[str]:
    return [each[1] for each in _candidates(view)]


def block_of(view: dict[str, object] | None, ask: str) -> str:
    return next(block for block, found in _candidates(view) if found == ask)


def _candidates(view: dict[str, object] | None) -> list[tuple[str, str]]:
    assert view is not None
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return [
        (block["block_id"], block["accessory"]["options"][0]["value"].split("|")[1])
        for block in blocks
        if block.get("accessory", {}).get("action_id") == "candidate"
    ]
