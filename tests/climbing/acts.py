"""What stories of the ladder share: the names of its rungs, things that are done, and what came of them."""

from sqlalchemy import select

from models.advocate import Advocate
from models.climb import Climb
from models.rung import Rung
from sandbox.person import Person
from tests import customers
from tests.world import World

NAMES = ("Share", "Endorse", "Tell", "Vouch", "Stage", "Shape")


async def named(world: World) -> None:
    """The rungs have the names of the default ladder."""
    async with world.rung.database.transaction() as session:
        known = set(await session.scalars(select(Rung.number)))
        session.add_all(
            Rung(program_id=world.program_id, number=number, name=name)
            for number, name in enumerate(NAMES, start=1)
            if number not in known
        )


async def log(world: World, owner: Person, who: str, activity: str, done_on: str) -> None:
    """An owner writes down what a customer did outside Rung."""
    channel = world.team.channels.get("C0TEAM") or world.team.add_channel("C0TEAM", "team", [owner.id])
    message = world.team.post(channel, user=owner.id, text="They did it")
    await owner.shortcut("log_participation", message)
    options = await owner.search("who_did_it", who)
    await owner.fill(advocate=options[0]["value"], activity=activity, done_on=done_on)
    await owner.submit()
    assert not owner.errors, owner.errors
    await owner.close()
    await world.quiet()


async def moves(world: World, email: str) -> list[tuple[int, int, str]]:
    """Somebody's moves in their order: from, to, why."""
    async with world.rung.database.reading() as session:
        person = (await session.scalars(select(Advocate).where(Advocate.email == email))).one()
        found = (
            await session.scalars(select(Climb).where(Climb.advocate_id == person.id).order_by(Climb.number))
        ).all()
        assert [move.number for move in found] == list(range(1, len(found) + 1))
        assert person.rung == (found[-1].to if found else 0)
        assert person.rung_since == (found[-1].on if found else None)
        return [(move.came_from, move.to, str(move.why)) for move in found]


async def stands(world: World, person: Person) -> str:
    """What stands on a customer's page about their place on the ladder."""
    lines = (await customers.open_tab(world, person, "about_me")).splitlines()
    return lines[lines.index("Where you stand") + 1]
