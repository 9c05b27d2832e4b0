"""An act counts once, whoever tells of it and however often; what is void stays void."""

import asyncio

import pytest

from bot import participations
from bot.kit.errors import BotError
from models import advocate as advocates
from models import participation as rows
from models.participation import ParticipationState
from tests import customers
from tests.favours import ledger
from tests.laddering import PRIYA, logged_by, rung_of
from tests.managing import press
from tests.world import World

LINK = "https://nordlicht.example/blog/ledger"
BLOG = ("blog", "2026-02-20")


async def report(world: World) -> None:
    """Priya says that she wrote a blog post."""
    await world.priya.command("/advocate", "did")
    blog = await customers.activity_id(world, "blog")
    await world.priya.fill(report_activity=blog, report_day="2026-02-20", report_link=LINK)
    await world.priya.submit()
    await world.quiet()


async def settle(world: World, how: str, **values: str) -> None:
    """Maya corrects or voids the newest row in her window."""
    await press(world.maya, "What they did")
    block = next(block for block in (world.maya.modal or {})["blocks"] if "accessory" in block)
    option = next(each for each in block["accessory"]["options"] if each["text"]["text"] == how)
    await world.maya.pick(None, "ledger_entry", option["value"], block_id=block["block_id"])
    await world.maya.fill(reason="It is so", **values)
    await world.maya.submit()


async def test_what_two_colleagues_log_is_one_act(world: World) -> None:
    assert await logged_by(world, world.anna, *BLOG) == {}
    refused = await logged_by(world, world.maya, *BLOG)
    assert refused == {
        "done_on": "This is in their record for that day already. Choose another day, or correct it there."
    }
    assert await ledger(world) == [("verified", "2026-02-20")]


async def test_what_a_customer_told_is_not_logged_beside_it(world: World) -> None:
    await report(world)
    assert "done_on" in await logged_by(world, world.anna, *BLOG)
    assert [state for state, _ in await ledger(world)] == ["claimed"]


async def test_a_claim_is_verified_once_by_owner_and_backup(world: World) -> None:
    await report(world)
    card = await world.see(world.anna, "reports something they did")
    await world.anna.press_label(card, "Verify")
    await world.anna.press_label(card, "Verify", stale=True)
    assert [state for state, _ in await ledger(world)] == ["claimed", "verified"]


async def test_a_claim_that_the_record_settled_is_not_settled_again(world: World) -> None:
    await report(world)
    card = await world.see(world.anna, "reports something they did")
    assert await logged_by(world, world.maya, "news", "2026-01-10") == {}
    await settle(world, "Void")
    assert [state for state, _ in await ledger(world)] == ["claimed", "verified", "void"]
    await world.anna.press_label(card, "Verify")
    await world.see(world.anna, "what they reported did not happen")
    assert [state for state, _ in await ledger(world)] == ["claimed", "verified", "void"]


async def test_a_correction_makes_no_second_one_of_the_same_day(world: World) -> None:
    assert await logged_by(world, world.maya, *BLOG) == {}
    assert await logged_by(world, world.maya, "blog", "2026-02-25") == {}
    await settle(world, "Correct", done_on="2026-02-20")
    assert "in their record for that day already" in world.maya.errors["done_on"]
    assert len(await ledger(world)) == 2
    await world.maya.fill(done_on="2026-02-25")
    await world.maya.submit()
    assert [state for state, _ in await ledger(world)] == ["verified", "verified", "corrected"]


async def test_what_is_void_can_not_be_made_void_again(world: World) -> None:
    assert await logged_by(world, world.maya, *BLOG) == {}
    await settle(world, "Void")
    form = [body for body, _, _ in world.sandbox.payloads if body.get("type") == "view_submission"][-1]
    again = await world.sandbox.delivery.send("interactive", form)
    assert "Somebody has changed this in the meantime" in str(again.body)
    async with world.rung.database.transaction() as session:
        person = (await advocates.by_email(session, world.program_id))[PRIYA]
        everything = await rows.of_people(session, world.program_id, [person.id])
        (void,) = [row for row, stands in everything if stands and row.state is ParticipationState.VOID]
        for state in (ParticipationState.VOID, ParticipationState.VERIFIED):
            with pytest.raises(BotError, match="This was made void, and nothing can follow it"):
                await participations.supersede(session, void, state, by="U0MAYA", now=world.clock.business())
    assert [state for state, _ in await ledger(world)] == ["verified", "void"]


async def test_two_colleagues_at_once_write_one_row(world: World) -> None:
    await asyncio.gather(logged_by(world, world.anna, *BLOG), logged_by(world, world.maya, *BLOG))
    assert await ledger(world) == [("verified", "2026-02-20")]


@pytest.mark.parametrize(
    "link", ["nordlicht.example", "https://", "javascript:alert(1)", "https://a b", "https://[x"]
)
async def test_a_link_that_is_none_is_refused(world: World, link: str) -> None:
    refused = await logged_by(world, world.anna, *BLOG, link=link)
    assert refused == {"link": "That is no link to a web page. It begins with https:// and has no spaces."}
    assert await ledger(world) == []


async def test_a_link_leads_to_what_was_done(world: World) -> None:
    assert await logged_by(world, world.maya, *BLOG, link=f" {LINK} ") == {}
    await press(world.maya, "What they did")
    assert f"<{LINK}|Blog post>" in str(world.maya.modal)


async def test_whoever_left_and_came_back_goes_on_where_they_were(world: World) -> None:
    for day in ("2026-01-20", "2026-02-20"):
        assert await logged_by(world, world.anna, "blog", day) == {}
    stood = await rung_of(world)
    assert stood > 0
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("leave")
    await world.quiet()
    await world.priya.press_home("join_again")
    await customers.own_page(world, world.priya)
    assert await rung_of(world) == stood
    assert await ledger(world) == [("verified", "2026-01-20"), ("verified", "2026-02-20")]
    assert "done_on" in await logged_by(world, world.anna, *BLOG)
    assert await logged_by(world, world.anna, "blog", "2026-02-25") == {}
    assert len(await ledger(world)) == 3
