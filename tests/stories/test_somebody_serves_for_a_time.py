"""A seat on a board, a beta, a mentor: it counts while it is served, and somebody says until when."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.rules.importing.kinds import Kind
from models.activity import Activity
from models.participation import Participation
from sandbox.person import Person
from tests import customers, nudging
from tests.behind import rows
from tests.climbing.acts import moves, named, stands
from tests.favours import moment
from tests.stories.test_the_ledger import choose, fill, posted
from tests.stories.test_what_is_exported_can_be_imported import exported, unchanged
from tests.world import World

PRIYA = "priya@nordlicht.example"


async def until(world: World) -> list[date | None]:
    """The last days of what she served, as they were written down."""
    async with world.rung.database.reading() as session:
        found = await session.scalars(
            select(Participation.serves_until)
            .join(Activity, Activity.id == Participation.activity_id)
            .where(Activity.lasting)
            .order_by(Participation.id)
        )
        return list(found)


async def log(world: World, person: Person, **values: str) -> dict[str, str]:
    await person.shortcut("log_participation", posted(world, "Welcome to the board, Priya"))
    await fill(person, **values)
    await person.submit()
    return person.errors


async def test_a_board_member_stands_at_shape_while_serving_and_comes_down_after(world: World) -> None:
    await named(world)
    errors = await log(world, world.anna, activity="advisory_board", serves_until="2026-02-01")
    assert errors == {
        "serves_until": "That is before it began. Choose the last day, or leave it empty while they serve."
    }
    await world.anna.fill(activity="talk", serves_until="2026-09-30")
    await world.anna.submit()
    assert "done once, not served for a time" in world.anna.errors["serves_until"]
    await world.anna.fill(activity="advisory_board", serves_until=None)
    await world.anna.submit()
    assert world.anna.errors == {}
    assert (await stands(world, world.priya)).startswith("Shape")
    await world.anna.press_modal("open_ledger")
    assert "verified · still serving" in world.modal(world.anna)

    await choose(world.anna, "Correct")
    await world.anna.fill(serves_until="2026-09-30", reason="The term ends then")
    await world.anna.submit()
    assert world.anna.errors == {}
    assert "corrected · serves until 30 September" in world.modal(world.anna)
    assert await until(world) == [None, date(2026, 9, 30)]
    assert "2026-09-30" in {cell for row in await exported(world, Kind.ACTIVITIES) for cell in row}
    await unchanged(world)
    await world.until(moment("2026-09-30", 12))
    assert (await stands(world, world.priya)).startswith("Shape")
    await world.until(moment("2026-10-01", 12))
    assert (await stands(world, world.priya)).startswith("Stage")
    assert (await moves(world, PRIYA))[-2:] == [(0, 6, "act"), (6, 5, "time")]


async def test_a_customer_says_themselves_until_when(world: World) -> None:
    ladder = {each.key: each.id for each in await rows(world, Activity)}
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("own_page:3")
    await world.quiet()
    for last, said in (("2026-01-01", "Its last day is before its first."), ("2026-12-31", None)):
        await world.priya.pick_home("report_activity", ladder["mentor"])
        await world.priya.pick_home("report_day", "2026-02-02")
        await world.priya.pick_home("report_until", last)
        await world.priya.press_home("send_own_page")
        if said:
            assert said in world.modal(world.priya)
            await world.priya.close()
    card = await world.see(world.anna, "reports something they did")
    assert "Served until 2026-12-31." in world.text(card)
    await world.anna.press_label(card, "Verify")
    await world.quiet()
    assert await until(world) == [date(2026, 12, 31)] * 2


async def test_after_a_yes_the_owner_says_that_it_has_begun_and_until_when(world: World) -> None:
    await nudging.ready(world, did="talk")
    await nudging.only(world, "advisory_board", "talk")
    await nudging.set_activity(world, "talk", retired_on=date(2026, 1, 1))
    await nudging.sweep(world)
    await world.priya.press_label(await world.see(world.priya, "has an idea for you"), "Yes, tell me more")
    card = await world.see(world.anna, "would like to hear more about")
    assert "Serves until (optional)" in world.text(card)
    (block,) = [each["block_id"] for each in card.blocks if each["type"] == "input"]
    await world.anna.pick(card, block, "2026-03-01", block_id=block)
    await world.anna.press_label(card, "It is done")
    assert "That last day has passed." in world.anna.ephemerals[-1].text
    await world.anna.pick(card, block, "2026-12-31", block_id=block)
    await world.anna.press_label(card, "It is done")
    await world.see(world.anna, "the step they said yes to is done.")
    assert await until(world) == [date(2026, 12, 31)]
    assert (await nudging.person(world)).rung == 6
    await world.until(nudging.TUESDAY + timedelta(days=305))
    assert (await nudging.person(world)).rung < 6


@pytest.mark.parametrize(("start", "label"), [("link", "I did it"), ("form", "Send")])
async def test_a_customer_hands_in_a_step_with_its_last_day(world: World, start: str, label: str) -> None:
    await nudging.ready(world, did="talk")
    await nudging.only(world, "advisory_board", start=start, start_link="https://board.example/join")
    await nudging.sweep(world)
    await world.priya.press_label(await world.see(world.priya, "has an idea for you"), "Yes, tell me more")
    card = await world.see(world.priya, "Until when, if you serve for a time")
    written = {"nudge_words": "I have joined."} if start == "form" else {}
    await customers.tick(world, world.priya, card, nudge_until="2026-03-01", **written)
    await world.priya.press_label(card, label)
    assert "Its last day is before its first." in world.priya.ephemerals[-1].text
    await customers.tick(world, world.priya, card, nudge_until="2026-12-31", **written)
    await world.priya.press_label(card, label)
    task = await world.see(world.anna, "reports something they did")
    assert "Served until 2026-12-31." in world.text(task)
    await world.anna.press_label(task, "Verify")
    await world.quiet()
    assert await until(world) == [date(2026, 12, 31)] * 2
