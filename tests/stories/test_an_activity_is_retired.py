"""What is no longer on the ladder is offered nowhere, and what was done and said of it stays as it was."""

from datetime import date

from sqlalchemy import select

from bot.rules.ladder import shipped
from models import activity as activities
from models import advocate as advocates
from models.consent import Consent
from models.participation import Participation
from tests import customers
from tests.laddering import PRIYA, ladder, log_form, logged_by, open_activity, rung_of
from tests.managing import choose, press
from tests.world import World


async def retire(world: World, rung: str, activity: str) -> str:
    """With a look at what it does: what is seen before it holds."""
    await open_activity(world.maya, rung, activity)
    await press(world.maya, "Retire")
    seen = world.modal(world.maya)
    await world.maya.submit()
    assert "Saved." in world.modal(world.maya)
    return seen


async def said(world: World) -> list[tuple[str, str]]:
    """Priya's consents, as rows."""
    async with world.rung.database.reading() as session:
        person = (await advocates.by_email(session, world.program_id))[PRIYA]
        found = await session.scalars(select(Consent).where(Consent.advocate_id == person.id))
        return sorted((each.activity_id, each.state) for each in found)


async def test_it_is_asked_of_nobody_and_stays_in_the_record(world: World) -> None:
    for day in ("2026-02-10", "2026-02-20"):
        assert await logged_by(world, world.maya, "podcast", day) == {}
    stood = await rung_of(world)
    seen = await retire(world, "Tell", "Podcast")
    assert "Podcast is retired." in seen
    assert "What was done of it stays in the record and counts." in seen
    assert "Nobody: every customer stays on their rung." in seen
    assert (await ladder(world)).step("podcast") is None
    async with world.rung.database.reading() as session:
        every = {each.key: each for each in await activities.every(session, world.program_id)}
    assert every["podcast"].retired_on == date(2026, 3, 2)
    assert await rung_of(world) == stood
    offered = await log_form(world, world.maya)
    assert "Case study" in offered
    assert "Podcast" not in offered
    await world.maya.fill(activity="news", done_on="2026-02-11")
    await world.maya.submit()
    await press(world.maya, "What they did")
    assert "Podcast, 20 February · verified" in world.modal(world.maya)


async def test_a_row_of_it_can_still_be_corrected(world: World) -> None:
    assert await logged_by(world, world.maya, "podcast", "2026-02-10") == {}
    await press(world.maya, "What they did")
    await retire(world, "Tell", "Podcast")
    await logged_by(world, world.maya, "news", "2026-02-09")
    await press(world.maya, "What they did")
    row = next(block for block in (world.maya.modal or {})["blocks"] if "Podcast" in str(block))
    correct = row["accessory"]["options"][0]["value"]
    await world.maya.pick(None, "ledger_entry", correct, block_id=row["block_id"])
    await world.maya.fill(done_on="2026-02-12", reason="Two days later")
    await world.maya.submit()
    assert "Podcast, 12 February · corrected" in world.modal(world.maya)


async def test_what_customers_said_of_it_is_kept_and_shown_to_them(world: World) -> None:
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("own_page:1")
    await world.quiet()
    podcast = await customers.activity_id(world, "podcast")
    blog = await customers.activity_id(world, "blog")
    await world.priya.pick_home("own_consents", [podcast], block_id="glad")
    await world.quiet()
    await retire(world, "Tell", "Podcast")
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("own_page:1")
    await world.quiet()
    assert "a podcast" not in str(world.priya.home)
    await world.priya.pick_home("own_consents", [blog], block_id="glad")
    await world.quiet()
    assert {activity for activity, _ in await said(world)} >= {podcast, blog}
    await world.priya.press_home("own_page:0")
    await world.quiet()
    await world.priya.press_home("own_page:2")
    await world.quiet()
    assert "A podcast" in customers.home(world, world.priya)


async def test_it_is_brought_back_as_it_was(world: World) -> None:
    await retire(world, "Tell", "Podcast")
    await press(world.maya, "No longer on it (1)")
    await choose(world.maya, "Podcast", "Bring back")
    assert "Podcast is back on rung 3, Tell." in world.modal(world.maya)
    await world.maya.submit()
    assert (await ladder(world)).step("podcast") == shipped().step("podcast")


async def test_an_open_form_with_it_is_refused_and_a_need_for_it_goes_on(world: World) -> None:
    await world.request(world.tom, activity="quote")
    await log_form(world, world.anna)
    await world.anna.fill(activity="quote", done_on="2026-02-10")
    await retire(world, "Endorse", "Quote")
    await world.anna.submit()
    assert "no longer on the ladder" in world.anna.errors["activity"]
    async with world.rung.database.reading() as session:
        assert not (
            await session.scalars(select(Participation).where(Participation.done_on == date(2026, 2, 10)))
        ).all()
    await world.anna.press_label(await world.see(world.anna, "May we ask"), "Approve")
    await world.see(world.tom, "needed by")
    await world.tom.open_home()
    await world.quiet()
    assert "Quote" in customers.home(world, world.tom)


async def test_the_last_of_a_rung_stays(world: World) -> None:
    for activity in ("Award entry", "Site visit hosted", "User group led"):
        await retire(world, "Stage", activity)
    await open_activity(world.maya, "Stage", "Talk at an event or webinar")
    await press(world.maya, "Retire")
    assert "Nothing else stands on rung 5, Stage. Put another activity on it first." in world.modal(
        world.maya
    )
    assert (await ladder(world)).step("talk") is not None
