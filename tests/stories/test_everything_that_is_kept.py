"""A customer has everything shown that is kept on them, word for word: in a window or on Home, never in a message."""

from sqlalchemy import select, update

from models.audit import Audit
from models.privacy import holding
from models.survey import Survey
from sandbox.person import Person
from tests import customers, nudging
from tests.surveys import ALL, at_once, surveyed
from tests.world import World

PRIYA = "priya@nordlicht.example"
SECRET = "The month-end close runs by itself."
WISH = "A faster export."


async def lived(world: World) -> None:
    """Priya has answered, was surveyed, and a next step was proposed to her."""
    await nudging.proposed(world)
    await surveyed(world)
    await at_once(world, world.priya, **ALL)


async def pages(world: World, person: Person) -> list[str]:
    """All pages in the window that is open."""
    found = [world.modal(person)]
    while "[Next page]" in found[-1]:
        turned = len(found)
        await person.press_modal(f"own_page:{1000 + turned}")
        found.append(world.modal(person))
    return found


async def test_every_column_that_holds_something_is_read_in_the_window(world: World) -> None:
    await lived(world)
    await world.priya.command("/advocate", "export")
    text = "\n".join(await pages(world, world.priya))
    assert "[Page before]" in text or "[Next page]" not in text
    kept = await customers.advocate(world, PRIYA)
    async with world.rung.database.reading() as session:
        held = await holding.everything(session, world.program_id, kept.id)
    assert {"advocate", "consent", "nps_answer", "nudge", "survey", "contact"} <= {h.table.name for h in held}
    for each in held:
        assert each.table.about in text
        for row in each.rows:
            for column in each.table.said:
                if row[column.name] not in (None, "", [], {}):
                    assert f"{column.says}: " in text, (each.table.name, column.name)
    for said in (kept.name, kept.email, kept.slack_user_id or "?", SECRET, WISH):
        assert str(said) in text.replace("\n", " "), said


async def test_on_home_page_by_page_and_never_in_a_message(world: World) -> None:
    await lived(world)
    before = [world.text(message) for message in world.priya.dm]
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("own_page:2")
    await world.quiet()
    await world.priya.press_home("own_page:1000")
    await world.quiet()
    first = customers.home(world, world.priya)
    assert PRIYA in first
    assert "page 1 of" in first
    assert [world.text(message) for message in world.priya.dm] == before
    async with world.rung.database.reading() as session:
        verbs = (await session.scalars(select(Audit.verb).where(Audit.verb == "exported"))).all()
    assert len(verbs) == 1


async def test_a_button_in_their_messages_opens_a_window(world: World) -> None:
    """Somebody of another company has no commands."""
    jonas, invitation = await customers.invited(world)
    await jonas.press_label(invitation, "Join")
    await customers.turn(world, jonas, "What is kept on me")
    await jonas.press_label(await customers.own_page(world, jonas), "Everything, word for word")
    assert "jonas@talerhaus.example" in world.modal(jonas)
    page = await customers.own_page(world, jonas)
    assert "Everything that is kept on you" not in world.text(page)


async def test_who_is_only_invited_or_has_left_may_read_it_too(world: World) -> None:
    jonas, _ = await customers.invited(world)
    await customers.open_tab(world, jonas, "about_me")
    await jonas.press_home("own_page:1000")
    await world.quiet()
    assert customers.WHY in customers.home(world, jonas)
    await world.priya.command("/advocate", "leave")
    await world.priya.command("/advocate", "export")
    assert PRIYA in world.modal(world.priya)


async def test_long_words_are_shown_whole(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya, **ALL)
    long = " ".join(f"word{number} & <{number}>" for number in range(400))
    async with world.rung.database.transaction() as session:
        await session.execute(update(Survey).values(to_change=long))
    await world.priya.command("/advocate", "export")
    text = " ".join(" ".join(await pages(world, world.priya)).split())
    for number in (0, 133, 266, 399):
        assert f"word{number} " in text
