"""Managers change what customers can be asked for, see before who would move, and what was changed by whom."""

from sqlalchemy import func, select

from bot.ladder import applying
from bot.rules.ladder import Ladder, shipped
from models import activity as activities
from models import member as members
from models.advocate import Advocate
from models.climb import Climb, MoveWhy
from tests.laddering import filled, ladder, logged_by, open_activity, rung_of, versions
from tests.managing import choose, logged, press
from tests.world import World

DINNER = {
    "name": "Dinner with prospects",
    "phrase": "a dinner with other companies",
    "effort": "3 hours",
    "rest": "30",
    "consent": "We may invite you to a dinner with companies that consider us.",
    "credit": "partial",
    "role": "advocate",
    "start": "owner",
    "ticks": ["for_deals", "spoken"],
}


async def test_an_activity_is_changed_after_a_look_and_it_is_remembered(world: World) -> None:
    maya = world.maya
    await open_activity(maya, "Vouch", "Reference call")
    seen = await filled(world, maya, effort="1.5 hours", rest="21", credit="full", name="Customer call")
    assert "Reference call: 90 minutes of their time instead of 60 minutes." in seen
    assert "Reference call is called Customer call." in seen
    assert "Nobody: every customer stays on their rung." in seen
    assert (await ladder(world)).step("reference_call") == shipped().step("reference_call")
    await maya.submit()
    shown = world.modal(maya)
    assert "Saved. It holds from now on." in shown
    assert "Customer call" in shown
    call = (await ladder(world)).step("reference_call")
    assert call is not None
    assert (call.minutes, call.rest_days, call.credit, call.name) == (90, 21, "full", "Customer call")
    assert ("U0MAYA", "ladder_changed") in await logged(world)
    await press(maya, "What was changed")
    history = world.modal(maya)
    assert history.index("Version 2") < history.index("Reference call: 21 days of rest instead of 14.")
    assert history.index("21 days of rest") < history.index("Version 1")
    assert "The ladder as Rung ships it." in history
    assert "Customer call" in await world.shortlist(world.tom)


async def test_nothing_changed_says_so_and_writes_nothing(world: World) -> None:
    await open_activity(world.maya, "Tell", "Podcast")
    assert "Nothing was changed: it says what it said before." in await filled(world, world.maya)
    assert len(await versions(world)) == 1


async def test_who_would_move_is_seen_before_and_moves_after(world: World) -> None:
    for day in ("2026-02-10", "2026-02-20"):
        assert await logged_by(world, world.maya, "podcast", day) == {}
    before = await rung_of(world)
    assert before < 6
    await open_activity(world.maya, "Tell", "Podcast")
    seen = await filled(world, world.maya, rung="6")
    assert "Podcast moves from rung 3, Tell, to rung 6, Shape." in seen
    assert f"• Priya Raman, Nordlicht Pay: from rung {before}," in seen
    assert "to rung 6, Shape" in seen
    assert await rung_of(world) == before
    await world.maya.submit()
    assert await rung_of(world) == 6
    async with world.rung.database.reading() as session:
        moves = (await session.scalars(select(Climb).where(Climb.to == 6))).all()
    assert [(move.came_from, move.why) for move in moves] == [(before, MoveWhy.LADDER)]


async def test_from_the_preview_back_to_the_form_nothing_typed_is_lost(world: World) -> None:
    await open_activity(world.maya, "Tell", "Podcast")
    await filled(world, world.maya, name="Radio", start="link", link="https://radio.example/show")
    await press(world.maya, "Back to the form")
    await filled(world, world.maya, rest="10")
    await world.maya.submit()
    radio = (await ladder(world)).step("podcast")
    assert radio is not None
    assert (radio.name, radio.start_link, radio.rest_days) == ("Radio", "https://radio.example/show", 10)


async def test_an_activity_is_added_and_offered_at_once(world: World) -> None:
    await world.maya.command("/rung", "ladder")
    await choose(world.maya, "Stage", "Open")
    await press(world.maya, "Add an activity")
    seen = await filled(world, world.maya, **DINNER)
    assert "Dinner with prospects is new on rung 5, Stage." in seen
    await world.maya.submit()
    added = (await ladder(world)).step("dinner_with_prospects")
    assert added is not None
    assert (added.rung, added.minutes, added.for_deals) == (5, 180, True)
    assert "Dinner with prospects" in await world.shortlist(world.tom, activity="dinner_with_prospects")


async def test_a_rung_is_renamed(world: World) -> None:
    await world.maya.command("/rung", "ladder")
    await choose(world.maya, "Shape", "Open")
    await choose(world.maya, "Rung 6", "Rename")
    assert "Rung 6 is called Lead instead of Shape." in await filled(world, world.maya, name="  Lead ")
    await press(world.maya, "Back to the form")
    await filled(world, world.maya)
    await world.maya.submit()
    assert (await ladder(world)).names[5] == "Lead"
    await choose(world.maya, "6 · Lead", "Open")
    await choose(world.maya, "Rung 6", "Rename")
    assert "Nothing was changed" in await filled(world, world.maya)


WRONG: tuple[tuple[dict[str, object], str, str], ...] = (
    ({"effort": "a while"}, "effort", "Write it like 30 minutes or 1.5 hours."),
    ({"rest": "9999"}, "rest", "A whole number of days, from 0 to 730."),
    ({"start": "link", "link": "example.com"}, "link", "This is no web page's address."),
    ({"start": "link"}, "link", "A start by link needs the link."),
    ({"name": "Case study"}, "name", "Another activity has this name."),
    ({"consent": " \n "}, "consent", "Something has to stand here."),
)


async def test_what_makes_no_sense_is_refused_under_its_input(world: World) -> None:
    for values, where, why in WRONG:
        await open_activity(world.maya, "Tell", "Podcast")
        await world.maya.fill(**values)
        await world.maya.submit()
        assert why in world.maya.errors[where], values
    assert len(await versions(world)) == 1


async def test_of_two_managers_the_last_is_told_that_it_changed(world: World) -> None:
    async with world.rung.database.transaction() as session:
        (await members.by_email(session, world.program_id))["ben@brightwell.example"].is_manager = True
    await open_activity(world.maya, "Tell", "Podcast")
    await open_activity(world.ben, "Tell", "Case study")
    await filled(world, world.ben, rest="100")
    await filled(world, world.maya, rest="10")
    await world.maya.submit()
    await world.ben.submit()
    assert "The ladder was changed in the meantime." in world.modal(world.ben)
    now = await ladder(world)
    podcast, case_study = now.step("podcast"), now.step("case_study")
    assert podcast is not None
    assert podcast.rest_days == 10
    assert case_study == shipped().step("case_study")
    assert [version.number for version in await versions(world)] == [2, 1]


async def test_the_same_apply_sent_again_is_one_change(world: World) -> None:
    await open_activity(world.maya, "Tell", "Podcast")
    await filled(world, world.maya, rest="10")
    await world.maya.submit()
    sent = [body for body, _, _ in world.sandbox.payloads if body.get("type") == "view_submission"][-1]
    again = await world.sandbox.delivery.send("interactive", sent)
    assert "Saved. It holds from now on." in str(again.body)
    assert len(await versions(world)) == 2


async def test_only_managers_see_it(world: World) -> None:
    for person in (world.tom, world.anna, world.nobody):
        await person.command("/rung", "ladder")
        assert person.modal is None


async def test_a_shorter_ladder_keeps_what_was_done_on_a_rung_that_is_gone(world: World) -> None:
    assert await logged_by(world, world.maya, "mentor", "2026-02-10") == {}
    short = Ladder(shipped().names[:5], tuple(each for each in shipped().steps if each.rung < 6))
    now = world.clock.business()
    async with world.rung.database.transaction() as session:
        await applying.apply(session, world.program_id, short, seen=1, by="operator", now=now)
        rungs = {each.key: each.rung for each in await activities.every(session, world.program_id)}
        highest = (await session.scalars(select(func.max(Advocate.rung)))).one()
    assert (rungs["mentor"], highest) == (5, 5)
    async with world.rung.database.transaction() as session:
        told = await applying.apply(session, world.program_id, shipped(), seen=2, by="operator", now=now)
    assert {"Mentor is back on rung 6, Shape.", "Rung 6 is new: Shape."} <= set(told)
    assert await rung_of(world) == 6
