"""What stories of the ladder share: acts that are logged, and the ladder as it stands."""

from bot.ladder import present
from bot.rules.ladder import Ladder
from models import advocate as advocates
from models import ladder_version
from models.ladder_version import LadderVersion
from sandbox.person import Person
from tests.managing import choose
from tests.world import World

PRIYA = "priya@nordlicht.example"


async def ladder(world: World) -> Ladder:
    async with world.rung.database.reading() as session:
        return await present.of(session, world.program_id)


async def versions(world: World) -> list[LadderVersion]:
    """The history, the newest first."""
    async with world.rung.database.reading() as session:
        return list(await ladder_version.page(session, world.program_id, most=50))


async def rung_of(world: World, email: str = PRIYA) -> int:
    async with world.rung.database.reading() as session:
        return (await advocates.by_email(session, world.program_id))[email].rung


async def log_form(world: World, person: Person, customer: str = "Priya") -> str:
    """The form for what a customer did, with them chosen; all of it as JSON."""
    channel = world.team.channels.get("C0WINS")
    if channel is None:
        channel = world.team.add_channel("C0WINS", "wins", [user.id for user in world.team.users.values()])
    await person.shortcut("log_participation", world.team.post(channel, user="U0TOM", text="They did it"))
    options = await person.search("who_did_it", "")
    chosen = next(each["value"] for each in options if each["text"]["text"].startswith(customer))
    await person.fill(advocate=chosen)
    return str(person.modal)


async def logged_by(world: World, person: Person, activity: str, day: str, **values: str) -> dict[str, str]:
    """An act of Priya's is written down; what is wrong with it, by input."""
    await log_form(world, person)
    await person.fill(activity=activity, done_on=day, **values)
    await person.submit()
    return person.errors


async def open_activity(person: Person, rung: str, activity: str) -> None:
    await person.command("/rung", "ladder")
    await choose(person, rung, "Open")
    await choose(person, f"*{activity}*", "Change")


async def filled(world: World, person: Person, **values: object) -> str:
    """A form of the ladder is sent, and taken: what is seen then."""
    await person.fill(**values)
    await person.submit()
    assert not person.errors, person.errors
    return world.modal(person)
