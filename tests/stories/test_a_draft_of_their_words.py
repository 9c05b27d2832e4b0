"""What a survey says becomes a quote or a story: its author approves, changes, refuses it, or takes it back."""

import asyncio

import pytest
from inline_snapshot import snapshot
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from models import draft as drafts
from models.activity import Activity
from models.draft import DraftState
from models.participation import Participation
from models.story import Story
from models.task import TaskKind
from tests.asking import tasks_of
from tests.behind import rows
from tests.favours import ledger
from tests.giving import approved as allowed
from tests.giving import open_ledger
from tests.heard import TOLD_TWICE
from tests.surveys import ALL, at_once, draft, draft_of, say, surveyed
from tests.world import World

LINK = "https://www.brightwell.example/nordlicht"


async def approved(world: World, **said: str) -> None:
    """Priya's own words, approved by her; her company allows to be named."""
    await allowed(world, "Nordlicht Pay")
    await surveyed(world)
    await at_once(world, world.priya, **ALL | said)
    await world.priya.press_label(await draft(world, world.priya), "Approve")


async def published(world: World, **said: str) -> None:
    await approved(world, **said)
    await world.anna.press_label(await world.see(world.anna, "approved a"), "Add the link")
    await world.anna.fill(title="Eleven days became four", link=LINK)
    await world.anna.submit()
    assert world.anna.modal is None, world.anna.errors
    await world.quiet()


async def test_approved_published_and_taken_back(world: World) -> None:
    await allowed(world, "Nordlicht Pay")
    await surveyed(world)
    await at_once(world, world.priya, **ALL)
    shown = await draft(world, world.priya)
    assert world.text(shown) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to quote you from your answers. Is this right?
> What we wanted: Close the books faster
> The month-end close runs by itself.
> From 11 to 4 days.
> It was worth it after: about 3 weeks
  It would stand under your name: Priya Raman, Head of Finance Operations, Nordlicht Pay.
[Approve]  [Change]  [Rather not]
  Nobody but you decides on this. Once approved, Anna Schmidt may publish it, and you can take it back at any time.\
""")
    assert not world.anna.dm
    await world.priya.press_label(shown, "Approve")
    assert "Approved. Thank you." in world.text(await draft(world, world.priya))
    to_do = await world.see(world.anna, "approved a story")
    assert world.text(to_do) == snapshot("""\
Priya Raman, Nordlicht Pay, approved a story from their own answers.
It may stand under their name and company. Once it stands on a page, add its link: sellers find it from then on.
> What we wanted: Close the books faster
> The month-end close runs by itself.
> From 11 to 4 days.
> It was worth it after: about 3 weeks
[Add the link]  [Not needed]
  They can take it back at any time; then you are told.\
""")
    await world.sofia.press_label(to_do, "Add the link", stale=True)
    assert "for the owner of this customer's relationship" in world.sofia.ephemerals[-1].text
    await world.anna.press_label(to_do, "Add the link")
    await world.anna.fill(link="javascript:alert(1)")
    await world.anna.submit()
    assert "That is no web page." in world.anna.errors["link"]
    await world.anna.fill(link="https://www.brightwell.example/talerhaus")
    await world.anna.submit()
    assert "Another story stands at this address already." in world.anna.errors["link"]
    await world.anna.fill(link=LINK, title="Eleven days became four")
    await world.anna.submit()
    assert world.anna.modal is None
    assert world.text(await draft(world, world.priya)) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to quote you from your answers. Is this right?
> What we wanted: Close the books faster
> The month-end close runs by itself.
> From 11 to 4 days.
> It was worth it after: about 3 weeks
  It would stand under your name: Priya Raman, Head of Finance Operations, Nordlicht Pay.
It is published. Thank you. Take it back, and Anna Schmidt has it taken down.
https://www.brightwell.example/nordlicht
[Take it back]\
""")
    assert "Eleven days became four" in await world.shortlist(world.tom)
    await world.tom.close()
    assert await ledger(world) == [("verified", "2026-03-03")] * 2
    keys = {row.id: row.key for row in await rows(world, Activity)}
    did = [keys[row.activity_id] for row in await rows(world, Participation, source="survey")]
    assert did == [
        "survey",
        "quote",
    ]  # a story of their answers, too: it cost them none of a case study's hours

    await world.priya.press_label(await draft(world, world.priya), "Take it back")
    assert "Taken back." in world.text(await draft(world, world.priya))
    assert "Eleven days became four" not in await world.shortlist(world.tom)
    down = await world.see(world.anna, "took back what was published")
    assert world.text(down) == snapshot("""\
Priya Raman, Nordlicht Pay, took back what was published from their answers.
Please have it taken down: https://www.brightwell.example/nordlicht. Sellers are no longer shown it.
[It is down]\
""")
    await world.anna.press_label(down, "It is down")
    await world.see(world.anna, "what they took back was taken down")


async def test_anonymous_nobody_is_named_anywhere(world: World) -> None:
    await approved(world, survey_quoting="anonymous")
    assert "Neither you nor your company would be named." in world.text(await draft(world, world.priya))
    await world.anna.press_label(await world.see(world.anna, "approved a story"), "Add the link")
    assert world.anna.modal is not None
    await world.anna.fill(title="How NORDLICHT pay closes", link=LINK)
    await world.anna.submit()
    assert "They asked not to be named" in world.anna.errors["title"]
    await world.anna.fill(title="Eleven days became four")
    await world.anna.submit()
    await world.quiet()
    shortlist = await world.shortlist(world.tom)
    (line,) = [each for each in shortlist.splitlines() if "Story by a customer" in each]
    assert line == "Story by a customer who is not named"
    (story,) = await rows(world, Story, url=LINK)
    assert "Nordlicht" not in story.title + story.text
    assert "Priya" not in story.title + story.text


async def test_what_names_them_waits_for_their_companys_approval_and_comes_down_with_it(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya, **ALL)
    await world.priya.press_label(await draft(world, world.priya), "Approve")
    to_do = await world.see(world.anna, "approved a")
    await world.anna.press_label(to_do, "Add the link")
    await world.anna.fill(title="Eleven days became four", link=LINK)
    await world.anna.submit()
    assert "Nordlicht Pay has not approved being named" in world.modal(world.anna)
    assert await rows(world, Story, url=LINK) == []
    await world.anna.close()
    await allowed(world, "Nordlicht Pay")
    await world.anna.press_label(to_do, "Add the link")
    await world.anna.fill(title="Eleven days became four", link=LINK)
    await world.anna.submit()
    assert world.anna.modal is None

    await open_ledger(world, world.anna, "priya@nordlicht.example")
    await world.anna.press_modal("open_company")
    await world.anna.press_modal("withdraw_approval")
    card = world.text(await world.see(world.anna, "was withdrawn"))
    assert f"> Eleven days became four: {LINK}" in card


async def test_changed_before_it_is_approved(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya, **ALL)
    await world.priya.press_label(await draft(world, world.priya), "Change")
    await world.priya.press_label(await draft(world, world.priya), "Back")
    await world.priya.press_label(await draft(world, world.priya), "Change")
    open_ = await draft(world, world.priya)
    await world.priya.pick(open_, "draft_text", "   ", block_id="draft_text")
    await world.priya.press_label(open_, "Save my words")
    assert "There is nothing in it." in world.priya.ephemerals[-1].text
    await world.priya.pick(open_, "draft_text", "Four days. *Really*.", block_id="draft_text")
    await world.priya.press_label(open_, "Save my words")
    assert "> Four days. ∗Really∗." in world.text(await draft(world, world.priya))
    await world.priya.press_label(await draft(world, world.priya), "Approve")
    assert "> Four days. ∗Really∗." in world.text(await world.see(world.anna, "approved a story"))


async def test_words_that_were_changed_while_they_were_approved_are_published_as_they_are_now(
    world: World,
) -> None:
    await surveyed(world)
    await at_once(world, world.priya, **ALL)
    shown = await draft(world, world.priya)
    row = await draft_of(world)
    async with world.rung.database.transaction() as session:
        drafted = {DraftState.DRAFTED}
        assert await drafts.change(session, world.program_id, row.id, drafted, text="Four days. Really.")
        approving = asyncio.create_task(world.priya.press_label(shown, "Approve"))
        await somebody_waits(session)
    await approving
    to_do = world.text(await world.see(world.anna, "approved a story"))
    assert "> Four days. Really." in to_do
    assert "Close the books faster" not in to_do


async def somebody_waits(session: AsyncSession) -> None:
    """For what this transaction holds; SQLite has one writer, and lets nobody else begin."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    somebody = session.get_bind().dialect.name == "sqlite"
    while not somebody:
        somebody = bool((await session.scalars(waiting)).one())


async def test_rather_not(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya, **ALL)
    shown = await draft(world, world.priya)
    await world.priya.press_label(shown, "Rather not")
    assert "Nothing of it is used." in world.text(await draft(world, world.priya))
    await world.priya.press_label(shown, "Approve", stale=True)
    assert "This was decided already" in world.priya.ephemerals[-1].text
    assert await tasks_of(world, TaskKind.PUBLISH) == []


async def test_taken_back_before_it_was_published(world: World) -> None:
    await approved(world)
    to_do = await world.see(world.anna, "approved a story")
    await world.anna.press_label(to_do, "Add the link")
    await world.priya.press_label(await draft(world, world.priya), "Take it back")
    await world.anna.fill(title="Too late", link=LINK)
    await world.anna.submit()
    assert await rows(world, Story, url=LINK) == []
    await world.see(world.anna, "they took their words back before they were published")
    assert await tasks_of(world, TaskKind.RETRACT) == []


async def test_not_needed(world: World) -> None:
    await approved(world)
    await world.anna.press_label(await world.see(world.anna, "approved a story"), "Not needed")
    await world.see(world.anna, "their words are not published")
    assert (await draft_of(world)).state is DraftState.APPROVED


async def test_only_what_helps_most_makes_a_quote(world: World) -> None:
    await surveyed(world)
    await at_once(
        world, world.priya, survey_most_useful="The close runs by itself.", survey_quoting="anonymous"
    )
    assert "> The close runs by itself." in world.text(await draft(world, world.priya))
    assert (await draft_of(world)).kind == "quote"


async def test_without_a_word_on_quoting_nothing_is_drafted(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya, survey_most_useful="The close runs by itself.")
    assert not any("would like to quote you" in each.text for each in world.priya.dm)


async def test_a_customer_who_left_can_still_take_it_back(world: World) -> None:
    await published(world)
    await world.priya.command("/advocate", "leave")
    await world.priya.press_label(await draft(world, world.priya), "Take it back")
    assert (await draft_of(world)).state is DraftState.WITHDRAWN


@pytest.mark.undisturbed("lost", because=TOLD_TWICE)
async def test_by_somebody_else_and_twice(world: World) -> None:
    await approved(world)
    shown = await draft(world, world.priya)
    for person, said in ((world.petra, "belongs to somebody else"), (world.anna, "asked of somebody else")):
        await person.press_label(shown, "Take it back", stale=True)
        assert said in person.ephemerals[-1].text
    await world.priya.press_label(shown, "Take it back")
    await world.priya.press_label(shown, "Take it back", stale=True)
    assert "This was decided already" in world.priya.ephemerals[-1].text


async def test_somebody_elses_draft_is_not_made_of_a_survey_that_was_only_begun(world: World) -> None:
    await surveyed(world)
    await say(world, world.priya, "Begin")
    await say(world, world.priya, survey_goal="One ledger")
    await world.pass_time(days=61)
    assert not any("would like to quote you" in each.text for each in world.priya.dm)
