"""Nobody is asked without somebody of ours who knows them; silence is never a yes."""

from datetime import UTC, datetime

from models import member as members
from tests.world import World


async def away(world: World, email: str, until: datetime) -> None:
    async with world.rung.database.transaction() as session:
        (await members.by_email(session, world.program_id))[email].away_until = until


async def test_a_no_for_now_moves_on_and_bothers_nobody(world: World) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.anna.press_label(card, "Not now")
    assert "You said “not now”" in world.text(await world.see(world.anna, "Nordlicht Pay"))
    assert not world.priya.dm
    assert "Nordlicht Pay: kept free by their owner" in world.text(await world.see(world.tom, "Kestrel"))
    await world.see(world.anna, "May we ask Lukas Brandt")


async def test_not_this_deal_keeps_everybody_at_the_account_out_of_it(world: World) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.anna.press_label(card, "Not this deal")
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    assert "Nordlicht" not in await world.shortlist(world.tom)


async def test_the_chain_reminds_then_joins_the_backup_then_the_managers_then_moves_on(world: World) -> None:
    await world.request(world.tom)
    assert "a reminder follows today 11:30" in world.text(await world.see(world.tom, "Kestrel"))
    await world.pass_time(hours=2, minutes=1)
    await world.see(world.anna, "A reminder: Tom Reyes is waiting for your decision about Priya Raman")
    assert "their backup joins today 13:31" in world.text(await world.see(world.tom, "Kestrel"))
    assert not world.ben.dm

    await world.pass_time(hours=2, minutes=1)
    await world.see(world.ben, "May we ask Priya Raman")
    assert not world.maya.dm
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "waiting for Anna Schmidt or Ben Okafor to agree; the managers join on Tuesday 09:32" in line

    await world.pass_time(days=1)
    await world.see(world.maya, "May we ask Priya Raman")

    await world.pass_time(days=1)
    assert "Nobody decided in time" in world.text(await world.see(world.maya, "Priya Raman"))
    assert "nobody on our side decided in time" in world.text(await world.see(world.tom, "Kestrel"))
    assert not world.priya.dm
    await world.see(world.anna, "May we ask Lukas Brandt")


async def test_one_answer_settles_every_card(world: World) -> None:
    await world.request(world.tom)
    await world.pass_time(hours=2, minutes=1)
    await world.pass_time(hours=2, minutes=1)
    early = await world.see(world.anna, "May we ask Priya Raman, Head")
    card = await world.see(world.ben, "May we ask Priya Raman")
    assert "Anna Schmidt looks after this customer" in world.text(card)
    await world.ben.press_label(card, "Approve")
    assert "Ben Okafor, for Anna Schmidt, your contact at Brightwell" in await world.only(world.priya)
    assert "Ben Okafor approved" in world.text(await world.see(world.anna, "May we ask Priya Raman, Head"))
    assert "is settled" in world.text(await world.see(world.anna, "The question about"))

    await world.anna.press(early, "refuse_now", stale=True)
    assert "settled in the meantime" in world.anna.ephemerals[-1].text
    await world.see(world.priya, "Would you help")


async def test_an_absent_owner_is_skipped_not_waited_for(world: World) -> None:
    await away(world, "anna@brightwell.example", datetime(2026, 3, 5, tzinfo=UTC))
    await world.request(world.tom)
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert (
        "waiting for Ben Okafor, since Anna Schmidt is away until 5 March; the managers join today 13:30"
        in line
    )
    await world.see(world.ben, "May we ask Priya Raman")
    assert not world.anna.dm


async def test_with_everybody_away_the_reference_ends_and_says_so(world: World) -> None:
    for email in ("anna", "ben", "maya"):
        await away(world, f"{email}@brightwell.example", datetime(2026, 3, 9, tzinfo=UTC))
    await world.request(world.tom)
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Nobody we asked can help this time" in line
    assert "Nordlicht Pay: nobody on our side decided in time" in line


async def test_no_step_takes_more_than_its_part_of_the_time_left(world: World) -> None:
    """Needed by Tuesday evening: 15.5 working hours are left, 15 % of them are 2 h 19 min 30 s."""
    await world.request(world.tom, needed_on="2026-03-03")
    await world.pass_time(hours=2, minutes=1)
    await world.pass_time(hours=2, minutes=1)  # 13:32, 11 h 28 min left: the managers join after 1 h 43 min
    await world.see(world.ben, "May we ask Priya Raman")
    assert not world.maya.dm
    await world.pass_time(hours=1, minutes=45)  # the usual 4 hours would end on Tuesday
    await world.see(world.maya, "May we ask Priya Raman")


async def test_a_card_for_an_owner_at_night_waits_for_the_morning(world: World) -> None:
    await world.until(datetime(2026, 3, 2, 20, 0, tzinfo=UTC))
    await world.request(world.tom)
    assert not world.anna.dm
    assert "a reminder follows on Tuesday 11:00" in world.text(await world.see(world.tom, "Kestrel"))
    await world.until(datetime(2026, 3, 3, 8, 1, tzinfo=UTC))
    await world.see(world.anna, "May we ask Priya Raman")
