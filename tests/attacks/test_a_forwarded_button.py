"""A card is shared into a channel in which everybody is: it stays the card of whoever it was meant for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from models.base import Base
from sandbox.blocks import elements
from sandbox.messages import Message
from sandbox.people import User
from sandbox.person import Person
from tests import asking, customers, giving, nudging, surveys
from tests.world import World

GUEST, CONNECTED = "U0GUEST", "U0CONNECT"
A_DAY = "2026-04-01"
NAMES = ("Priya", "Raman", "Nordlicht", "Kestrel", "Talerhaus", "Jonas", "Month-end")


def people(world: World, *besides: Person) -> Sequence[Person]:
    """A guest, somebody of a connected company and a colleague without a role, and some whom the programme knows."""
    world.team.add_user(User(GUEST, "guest", "A Guest", "guest@visitors.example", kind="guest"))
    world.team.add_user(User(CONNECTED, "connected", "A Partner", "a@partners.example", kind="external"))
    return [world.person(GUEST), world.person(CONNECTED), world.nobody, *besides]


def shared(world: World, card: Message) -> Message:
    """The card as it stands, in a channel with everybody in it."""
    current = world.team.message(card.channel, card.ts)
    assert current is not None
    everybody = [*world.team.users, world.team.bot_user_id]
    lounge = world.team.add_channel("C0LOUNGE", "lounge", everybody)
    return world.team.post(lounge, user=world.team.bot_user_id, text=current.text, blocks=current.blocks)


def a_choice(element: dict[str, Any]) -> Any:
    """What somebody picks there; nothing where it is pressed or typed into."""
    options = element.get("options") or [
        each for group in element.get("option_groups", ()) for each in group["options"]
    ]
    if element["type"] == "checkboxes" or element["type"].startswith("multi_static"):
        return [options[0]["value"]]
    if options:
        return options[0]["value"]
    return {"datepicker": A_DAY, "users_select": GUEST}.get(element["type"])


async def known(world: World) -> list[tuple[object, ...]]:
    """Every row of every table."""
    found = list[tuple[object, ...]]()
    async with world.rung.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            rows = await session.execute(select(table).order_by(*table.primary_key))
            found += [(table.name, *row) for row in rows]
    return found


async def press_all(world: World, person: Person, copy: Message) -> None:
    """Everything that acts by itself: each time one sentence to them alone, naming nobody; nothing is changed."""
    before, posts = await known(world), len(world.team.channels[copy.channel].messages)
    card = person.on_message(copy, stale=True)
    found = [(block, each) for block, each in elements(card.blocks) if block["type"] != "input"]
    assert found
    for block, element in found:
        heard = len(person.ephemerals)
        await person.use(card, (block, element), a_choice(element))
        await world.quiet()
        told = [each.text for each in person.ephemerals[heard:]]
        about = f"{element['action_id']} by {person.id}: {told}"
        assert len(told) == 1, about
        assert told[0].endswith("."), about
        assert not [name for name in NAMES if name in told[0]], about
        assert not person.modals, about
        assert await known(world) == before, about
    assert len(world.team.channels[copy.channel].messages) == posts


async def test_an_owners_card(world: World) -> None:
    await world.request(world.tom)
    copy = shared(world, await world.see(world.anna, "May we ask Priya Raman"))
    for person in people(world, world.tom, world.priya, world.petra, world.lukas, world.elena):
        await press_all(world, person, copy)


async def test_a_customers_question(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    copy = shared(world, card)
    for person in people(world, world.tom, world.anna, world.maya, world.petra, world.lukas, world.elena):
        await press_all(world, person, copy)

    await world.priya.press_label(copy, "Yes")
    await world.quiet()
    assert "Thank you for saying yes" in await world.only(world.priya)
    again = world.team.message(copy.channel, copy.ts)
    assert again is not None
    assert again.blocks == copy.blocks  # where it was shared, nobody reads what she answered
    assert len(world.team.channels[copy.channel].messages) == 1


async def test_a_sellers_line(world: World) -> None:
    copy = shared(world, await world.request(world.tom))
    for person in people(world, world.sofia, world.anna, world.priya, world.elena):
        await press_all(world, person, copy)


async def test_an_invitation(world: World) -> None:
    _, card = await customers.invited(world)
    copy = shared(world, card)
    for person in people(world, world.tom, world.anna, world.priya, world.lukas, world.elena):
        await press_all(world, person, copy)


async def test_a_survey_and_what_they_would_be_quoted_with(world: World) -> None:
    await surveys.surveyed(world)
    others = people(world, world.tom, world.anna, world.maya, world.petra, world.lukas, world.elena)
    copy = shared(world, await surveys.card(world, world.priya))
    for person in others:
        await press_all(world, person, copy)
    await surveys.at_once(world, world.priya, **surveys.ALL)
    copy = shared(world, await surveys.draft(world, world.priya))
    for person in others:
        await press_all(world, person, copy)


async def test_a_score(world: World) -> None:
    await asking.asked(world)
    copy = shared(world, await asking.question(world, world.priya))
    for person in people(world, world.tom, world.anna, world.maya, world.petra, world.lukas, world.elena):
        await press_all(world, person, copy)


async def test_a_next_step(world: World) -> None:
    copy = shared(world, await nudging.proposed(world))
    for person in people(world, world.tom, world.anna, world.maya, world.petra, world.lukas, world.elena):
        await press_all(world, person, copy)


async def test_something_that_is_given_back(world: World) -> None:
    assert await giving.acquaint(world, world.anna, giving.PRIYA, "Lukas") == {}
    await giving.close_all(world.anna)
    copy = shared(world, await world.see(world.priya, "Closing across eleven entities"))
    for person in people(world, world.tom, world.anna, world.maya, world.petra, world.elena):
        await press_all(world, person, copy)


async def test_their_own_page(world: World) -> None:
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("leave")
    await world.quiet()
    await world.priya.press_home("join_again")
    copy = shared(world, await customers.own_page(world, world.priya))
    for person in people(world, world.tom, world.anna, world.maya):
        await press_all(world, person, copy)
