"""Who would recommend us and was never asked for anything: named on Monday, each with a first easy step."""

from datetime import date

from inline_snapshot import snapshot

from bot.advocates import consents
from models import advocate as advocates
from models.activity import Activity
from models.consent import Consented
from models.task import TaskKind
from tests.asking import asked, change_person, question, tasks_of
from tests.behind import rows
from tests.customers import activity_id
from tests.favours import moment
from tests.monday import did, monday, posted, promoters, with_channel
from tests.world import World

PRIYA, LUKAS, ELENA = "priya@nordlicht.example", "lukas@talerhaus.example", "elena@edelgrat.example"


async def refuses(world: World, email: str, *keys: str) -> None:
    ids = [await activity_id(world, key) for key in keys]
    async with world.rung.database.transaction() as session:
        person = (await advocates.by_email(session, world.program_id))[email]
        for each in ids:
            await consents.record(
                session, person, each, Consented.NO, source="own page", now=world.clock.business()
            )


async def test_a_nine_stands_there_on_monday_with_a_first_step(world: World) -> None:
    await with_channel(world)
    await asked(world)
    await world.priya.press_label(await question(world, world.priya), "9")
    await world.see(world.priya, "Thank you")
    await refuses(world, PRIYA, "idea_vote")
    digest = await monday(world)
    assert world.text(digest).split("────")[0] == snapshot("""\
Brightwell: Monday 9 March
1 promoter was never asked for anything.
Head of Finance Operations, Nordlicht Pay
A first step: a word to others about product news. Anna Schmidt looks after them.
[Suggest it]
1 company has done us favours within a year, and nothing was given back since.
Head of Accounting, Kontoria
1 favour from there, the last on 17 February.
[Give something back]
""")
    assert "Priya" not in world.text(digest)

    await world.sofia.press_label(digest, "Suggest it")
    assert "Running the programme is for its managers." in world.sofia.ephemerals[-1].text
    await world.maya.press_label(digest, "Suggest it")
    await world.quiet()
    assert "With Anna Schmidt since 9 March." in world.text(posted(world, world.maya)[-1])
    await world.maya.press_label(digest, "Suggest it", stale=True)
    assert "Their owner has this suggestion already." in world.maya.ephemerals[-1].text
    await world.pass_time(hours=1)
    card = await world.see(world.anna, "nobody ever asked them")
    assert world.text(card) == snapshot("""\
Priya Raman, Head of Finance Operations, Nordlicht Pay, would recommend us, and nobody ever asked them.
An easy first step: a word to others about product news. It is best suggested by you, in your own words.
[I have asked them]  [Not now]\
""")
    await world.sofia.press_label(card, "I have asked them", stale=True)
    assert "for the owner of this customer's relationship" in world.sofia.ephemerals[-1].text
    await world.anna.press_label(card, "I have asked them")
    await world.see(world.anna, "a first step was suggested to them")
    assert "Anna Schmidt: a first step was suggested to them." in world.text(posted(world, world.maya)[-1])
    after = await monday(world, moment("2026-03-16", 8))
    assert "promoter" not in world.text(after)


async def test_whoever_is_not_invited_yet_is_invited_by_their_owner(world: World) -> None:
    await with_channel(world)
    await promoters(world, LUKAS)
    await change_person(world, LUKAS, joined_on=None)
    digest = await monday(world)
    assert "A first step: an invitation by Anna Schmidt.\n[Invite]" in world.text(digest)
    await world.maya.press_label(digest, "Invite")
    await world.pass_time(hours=1)
    await world.anna.press_label(await world.see(world.anna, "nobody ever asked them"), "Invite")
    assert "Lukas Brandt" in str(world.anna.modal)
    await world.anna.submit()
    assert world.anna.modal is None, world.anna.errors
    await world.see(world.lukas, "would like to invite you")
    await world.see(world.anna, "invited.")
    assert "Anna Schmidt: invited." in world.text(posted(world, world.maya)[-1])


async def test_left_for_now_they_are_not_named_for_a_quarter(world: World) -> None:
    await with_channel(world)
    await promoters(world, ELENA)
    digest = await monday(world)
    await world.maya.press_label(digest, "Suggest it")
    await world.pass_time(hours=1)
    await world.ben.press_label(await world.see(world.ben, "nobody ever asked them"), "Not now")
    await world.see(world.ben, "left for now")
    assert "promoter" not in world.text(await monday(world, moment("2026-03-16", 8)))
    assert "1 promoter was never asked" in world.text(await monday(world, moment("2026-06-15", 8)))


async def test_who_is_no_news(world: World) -> None:
    """Whoever did something, left, stopped, rests or has trouble; and who was asked."""
    await with_channel(world)
    await promoters(world, PRIYA, LUKAS, ELENA, "petra@nordlicht.example", "marta@kontoria.example")
    await did(world, LUKAS, "2026-01-12", activity="blog")
    await change_person(world, ELENA, stopped_on=date(2026, 2, 1))
    await change_person(world, "petra@nordlicht.example", left_on=date(2026, 2, 1))
    await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    assert "promoter" not in world.text(await monday(world))


async def test_a_survey_that_was_answered_is_no_favour_asked_for(world: World) -> None:
    await with_channel(world)
    await promoters(world, PRIYA)
    await did(world, PRIYA, "2026-02-12", activity="survey")
    assert "1 promoter was never asked" in world.text(await monday(world))


async def test_nothing_left_to_suggest(world: World) -> None:
    await with_channel(world)
    await promoters(world, PRIYA)
    ladder = await rows(world, Activity)
    await refuses(world, PRIYA, *(each.key for each in ladder if each.key != "survey"))
    digest = await monday(world)
    assert "They would rather do nothing of what we ask for." in world.text(digest)
    assert await tasks_of(world, TaskKind.FIRST_STEP) == []
