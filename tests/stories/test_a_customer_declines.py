"""Each no of a customer has its one effect, and the next customer is asked."""

from tests.world import World


async def test_not_this_one_spares_the_customer_and_their_colleagues_for_this_deal(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Not this one")
    assert "Nobody will ask you or a colleague about this one again" in await world.only(world.priya)
    await world.see(world.anna, "May we ask Lukas Brandt")

    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    again = await world.shortlist(world.tom)
    assert "Nordlicht" not in again.split("Not now, and why")[0]
    assert "Elena" not in again
    assert "Head of Controlling, Edelgrat Finanz" in again


async def test_not_now_until_a_day_rests_until_that_day_and_says_so(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.pick(card, "not_now_until", "2026-04-01")

    promise = "Noted. Nobody at Brightwell will ask you before 1 April, and nobody can override that."
    assert promise in await world.only(world.priya)

    shown = await world.shortlist(world.sofia, "Fjord", needed_on="2026-04-30")
    assert "Head of Finance Operations, Nordlicht Pay\nAsked for a pause; free on 1 April" in shown


async def test_never_this_kind_is_kept(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Never this kind")
    assert "Nobody at Brightwell will ask you for a reference call again" in await world.only(world.priya)

    await world.pass_time(days=60)
    calls = await world.shortlist(world.sofia, "Fjord", needed_on="2026-06-30")
    assert "Head of Finance Operations" not in calls
    await world.sofia.close()
    quotes = await world.shortlist(world.sofia, "Fjord", needed_on="2026-06-30", activity="quote")
    assert "Head of Finance Operations" in quotes


async def test_a_day_in_the_past_is_refused_and_changes_nothing(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    for day in ("2026-03-01", "2026-03-02"):
        await world.priya.pick(card, "not_now_until", day)
        assert "Choose a day from tomorrow on" in world.priya.ephemerals[-1].text
    assert "Would you help" in await world.only(world.priya)


async def test_the_seller_learns_no_reason(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Never this kind")
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Nordlicht Pay: said no" in line
    assert "Priya" not in line
    assert "Never" not in line
