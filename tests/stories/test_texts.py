"""A programme writes what its customers read, sees it before it holds, and can go back."""

from dataclasses import replace
from functools import partial

from bot.managers import texts
from bot.rules.wording import defaults, problem
from bot.rules.wording_groups import LABELS, Group, group_of
from bot.views.manager.texts import Place
from models import actor as actors
from tests.managing import choose, logged, press, statements
from tests.world import World

WHY = "Why this customer"
THANKS = "Vielen Dank, {seller} meldet sich."


async def edit(world: World, about: str, text: str | None = None, *, language: str | None = None) -> None:
    await world.maya.command("/rung", "texts")
    if language:
        await world.maya.pick(None, "texts_language", language)
    for _ in range(len(defaults()) // texts.PAGE + 1):
        if about in world.modal(world.maya):
            break
        await press(world.maya, "More")
    await choose(world.maya, about, "Edit")
    if text is not None:
        await world.maya.fill(text=text)
        await world.maya.submit()


async def test_a_text_is_shown_as_customers_read_it_before_it_is_saved(world: World) -> None:
    await edit(world, WHY)
    assert "Why you: you use the product they are looking at" in world.modal(world.maya)
    await world.maya.fill(text="Because {reasons}, *of course*.")
    await world.maya.submit()
    assert "Because you use the product they are looking at" in world.modal(world.maya)
    assert ("U0MAYA", "text_ask_why") not in await logged(world)
    await world.maya.fill(text="For {reasons}.")
    await world.maya.submit()  # changed once more, so it is shown once more
    assert "For you use the product" in world.modal(world.maya)
    await world.maya.submit()
    assert f"{WHY} (yours)\n> For {{reasons}}." in world.modal(world.maya)
    assert ("U0MAYA", "text_ask_why") in await logged(world)
    await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    assert "\nFor you are in the same industry" in await world.only(world.priya)


async def test_a_text_that_says_so_already_is_no_change(world: World) -> None:
    for _ in range(2):
        await edit(world, WHY, "For {reasons}.")
        await world.maya.submit()
        assert f"{WHY} (yours)\n> For {{reasons}}." in world.modal(world.maya)
        await world.maya.close()
    assert (await logged(world)).count(("U0MAYA", "text_ask_why")) == 1


async def test_open_cards_are_redrawn_at_once_and_rungs_own_comes_back(world: World) -> None:
    await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    await edit(world, WHY, "Only you: {reasons}.")
    await world.maya.submit()
    await world.quiet()
    assert "Only you: you are in the same industry" in await world.only(world.priya)
    await edit(world, WHY)
    await press(world.maya, "Back to Rung's own")
    await world.quiet()
    assert "Why you: you are in the same industry" in await world.only(world.priya)
    assert ("U0MAYA", "untext_ask_why") in await logged(world)
    assert f"{WHY} (Rung's own)" in world.modal(world.maya)


async def test_another_language_is_for_those_who_read_it(world: World) -> None:
    await edit(world, "Who leads on our side", THANKS, language="de")
    assert "Who leads on our side, in German" in world.modal(world.maya)
    await world.maya.submit()
    left = len(defaults()) - 1
    assert f"{left} texts in this language still read in English." in world.modal(world.maya)
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    assert "Vielen Dank, Tom Reyes" in world.text(await world.see(world.priya, "Thank you for saying yes"))
    await world.maya.command("/rung", "texts")
    assert f"{len(defaults())} texts as Rung wrote them." in world.modal(world.maya)


async def look_for(world: World, words: str | None) -> str:
    await world.maya.fill(search=words)
    await world.maya.submit()
    return world.modal(world.maya)


async def test_a_text_is_found_by_its_words_its_key_and_what_it_belongs_to(world: World) -> None:
    await world.maya.command("/rung", "texts")
    assert "*Why this customer*" not in await look_for(world, "no such words")
    assert "0 texts found." in world.modal(world.maya)
    assert "Why you: {reasons}" in await look_for(world, "WHY  you:")
    assert "Why you: {reasons}" in await look_for(world, "ask_why")
    assert "3 texts found." in await look_for(world, "Thänk you for saying yes")
    await world.maya.pick(None, "texts_group", Group.INVITATION)
    shown = await look_for(world, None)
    assert "The first line of an invitation" in shown
    assert "Who speaks" not in shown
    await press(world.maya, "More")
    await choose(world.maya, "The invitation, after a no", "Edit")
    await world.maya.fill(text="As you like.")
    await world.maya.submit()
    await world.maya.submit()
    shown = world.modal(world.maya)
    assert "The invitation, after a no (yours)\n> As you like." in shown
    assert "The first line of an invitation" not in shown  # still on the second page of this part
    await world.maya.pick(None, "texts_language", "de")
    assert "The first line of an invitation (still English)" in world.modal(world.maya)
    await world.maya.pick(None, "texts_group", "all")
    assert "Who speaks, on every question (still English)" in world.modal(world.maya)


def test_every_text_belongs_somewhere() -> None:
    groups = {key: group_of(key) for key in defaults()}
    assert set(groups.values()) == set(Group) == set(LABELS)
    assert {key for key, group in groups.items() if group is Group.PAGE} >= {
        "page_title",
        "kept_email",
        "left",
    }
    some = {
        "ask_colleague": Group.QUESTION,
        "assistant": Group.QUESTION,
        "yes_if": Group.QUESTION,
        "assistant_noted": Group.ANSWERS,
        "assistant_missing": Group.PAGE,
        "thanks_rest": Group.AFTER_YES,
        "invite_join": Group.INVITATION,
        "asked_line": Group.PAGE,
        "did_line": Group.PAGE,
        "did_not_happen": Group.AFTER_YES,
    }
    assert {key: groups[key] for key in some} == some


async def test_what_can_not_be_read_is_refused_in_a_sentence(world: World) -> None:
    await edit(world, WHY)
    for text, why in (
        ("   ", "Write a text, or go back to Rung's own."),
        ("For {prospect_name}.", "{prospect_name} is not known here. This text may use {reasons}."),
        ("For {reasons", "A brace stands alone."),
        ("For {reasons!r}", "A brace stands alone."),
        ("&" * 300, "That is too long"),
    ):
        await world.maya.fill(text=text)
        await world.maya.submit()
        assert why in world.maya.errors["text"]


def test_a_buttons_text_fits_the_button() -> None:
    assert problem("yes", "Gladly") is None
    assert problem("yes", "Gladly " * 20) == "That is too long for a button: 75 characters at most."
    assert problem("not_now", "Gladly " * 20) == "That is too long for a button: 75 characters at most."


async def test_text_of_a_manager_mentions_nobody(world: World) -> None:
    await edit(world, WHY, "Hello <!channel> & <@U0TOM>: {reasons}")
    assert "<!channel>" not in str(world.maya.modal and world.maya.modal["blocks"][2])
    await world.maya.submit()
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    assert "Hello &lt;!channel&gt; &amp; &lt;@U0TOM&gt;" in str(card.blocks)


async def test_a_form_of_an_older_version_says_so(world: World) -> None:
    await edit(world, WHY)
    assert world.maya.modal is not None
    world.maya.modal["private_metadata"] = '{"language": "en", "key": "gone", "seen": null}'
    await world.maya.submit()
    assert "older version of Rung" in world.modal(world.maya)


async def test_the_list_takes_the_same_statements_however_much_is_written(world: World) -> None:
    async with world.rung.database.reading() as session:
        maya = await actors.identify(session, world.team.id, "U0MAYA")
    assert maya is not None
    place = Place("de")
    look = partial(texts.overview, actor=maya, place=place)
    few = await statements(world, look)
    assert await statements(world, partial(look, place=replace(place, group="page", words="a"))) == few
    async with world.rung.database.transaction() as session:
        for key, text in defaults().items():
            await texts.write(session, maya, "de", key, text.text, now=world.clock.business())
    assert await statements(world, look) == few
    await world.maya.command("/rung", "texts")
    await world.maya.pick(None, "texts_language", "de")
    assert "All of them are yours." in world.modal(world.maya)
    await press(world.maya, "More")
    await press(world.maya, "Before")
    assert world.modal(world.maya).count("(yours)") == texts.PAGE
