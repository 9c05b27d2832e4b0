"""Customers who come into the programme: a newcomer, an owner's form filled in, their page in their messages."""

from typing import Any

from sqlalchemy import select

from models import activity as activities
from models import advocate as advocates
from models.advocate import Advocate
from models.consent import Consent
from sandbox.as_text import message_as_text
from sandbox.messages import Message
from sandbox.people import User
from sandbox.person import Person
from tests.world import World

JONAS = {"name": "Jonas Weber", "email": "jonas@talerhaus.example", "title": "Controller"}
WHY = "You moved eleven entities in four days."


def newcomer(world: World) -> Person:
    """Somebody of Talerhaus whom Slack knows and Rung does not."""
    user = User(
        id="U0JONAS",
        name="jonas",
        real_name=JONAS["name"],
        email=JONAS["email"],
        title="Controller, Talerhaus",
        kind="guest",
    )
    world.team.add_user(user)
    return world.person(user.id)


async def open_tab(world: World, person: Person, tab: str) -> str:
    """One of the tabs of a person's Home."""
    await person.open_home()
    await world.quiet()
    await person.press_home(f"home_tab:{tab}")
    await world.quiet()
    return home(world, person)


def home(world: World, person: Person) -> str:
    assert person.home is not None
    names = {user.id: user.real_name for user in world.team.users.values()}
    return "\n".join(message_as_text(person.home["blocks"], names))


async def invite(world: World, owner: Person, company: str = "Talerhaus", **filled: Any) -> dict[str, str]:
    """The owner's form filled in and sent; what is wrong with it, by input."""
    await open_tab(world, owner, "customers")
    await owner.press_home("open_invite", "anybody")
    options = await owner.search("account", company)
    await owner.fill(account=options[0]["value"], **filled)
    await owner.submit()
    await world.quiet()
    return owner.errors


async def invited(world: World, **filled: Any) -> tuple[Person, Message]:
    """Jonas, invited by Anna: his invitation."""
    jonas = newcomer(world)
    assert await invite(world, world.anna, person="U0JONAS", line=WHY, **JONAS | filled) == {}
    return jonas, await world.see(jonas, "would like to invite you")


async def activity_id(world: World, key: str) -> str:
    async with world.rung.database.reading() as session:
        return (await activities.by_key(session, world.program_id))[key].id


async def advocate(world: World, email: str) -> Advocate:
    async with world.rung.database.reading() as session:
        return (await advocates.by_email(session, world.program_id))[email]


async def consents(world: World, email: str) -> dict[str, Consent]:
    """What somebody agreed to, by the key of the activity."""
    async with world.rung.database.reading() as session:
        keys = {each.id: each.key for each in await activities.every(session, world.program_id)}
        person = (await advocates.by_email(session, world.program_id))[email]
        found = await session.scalars(select(Consent).where(Consent.advocate_id == person.id))
        return {keys[consent.activity_id]: consent for consent in found}


async def tick(world: World, person: Person, message: Message, **values: Any) -> None:
    """Fill the inputs of a message, by their blocks."""
    for block_id, value in values.items():
        await person.pick(message, block_id, value, block_id=block_id)
    await world.quiet()


async def own_page(world: World, person: Person) -> Message:
    """Their page in their messages: the one message that has a way to other parts, or back from them."""
    await world.quiet()
    pages = [message for message in person.dm if message.text.startswith("Your page")]
    assert len(pages) == 1, [message.text for message in person.dm]
    return pages[0]


async def turn(world: World, person: Person, label: str) -> Message:
    """Turn the page in their messages: the page then."""
    await person.press_label(await own_page(world, person), label)
    return await own_page(world, person)
