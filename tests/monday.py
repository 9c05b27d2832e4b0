"""What stories of the digest share: the channel, its Monday, and states that take weeks to come about."""

from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from models.activity import Activity
from models.advocate import Advocate
from models.base import new_id
from models.participation import Participation, ParticipationState
from sandbox.messages import Message
from sandbox.person import Person
from tests.behind import set_program
from tests.favours import agreed, moment
from tests.world import World

CIRCLE = "C0CIRCLE"
EIGHT = moment("2026-03-09", 8)
HEADING = "Brightwell: Monday"


async def with_channel(world: World) -> None:
    """The channel of the managers; nobody thinks so highly of us that it would be news, see `promoters`."""
    await promoters(world)
    world.team.add_channel(CIRCLE, "circle", ["U0MAYA", "U0SOFIA", "U0RUNGBOT"])
    await set_program(world, channel=CIRCLE)


async def promoters(world: World, *emails: str) -> None:
    """These would recommend us, and nobody else is known to."""
    async with world.rung.database.transaction() as session:
        await session.execute(update(Advocate).values(nps=None, nps_as_of=None))
        high = {"nps": 9, "nps_as_of": date(2026, 2, 20)}
        await session.execute(update(Advocate).where(Advocate.email.in_(emails)).values(high))


def posted(world: World, person: Person) -> list[Message]:
    """The digests that stand in the channel."""
    found = [each for each in person.channel(CIRCLE) if each.user == world.team.bot_user_id]
    return [each for each in found if HEADING in world.text(each)]


def digests(world: World, person: Person) -> list[Message]:
    """Those in a person's own messages."""
    return [each for each in person.dm if HEADING in world.text(each)]


async def monday(world: World, at: datetime = EIGHT) -> Message:
    """It is Monday: the digest that was posted in the channel."""
    await world.until(at)
    return posted(world, world.maya)[-1]


async def did(world: World, email: str, *days: str, activity: str = "reference_call") -> str:
    """What a customer did before, outside Rung; their id."""
    async with world.rung.database.transaction() as session:
        person = (await session.scalars(select(Advocate).where(Advocate.email == email))).one()
        kind = (await session.scalars(select(Activity).where(Activity.key == activity))).one()
        session.add_all(
            Participation(
                program_id=person.program_id,
                id=new_id(),
                advocate_id=person.id,
                account_id=person.account_id,
                activity_id=kind.id,
                state=ParticipationState.VERIFIED,
                done_on=date.fromisoformat(day),
                source="CRM",
            )
            for day in days
        )
        return person.id


async def unanswered(world: World) -> None:
    """Tom has left the question afterwards open for too long: overdue on Tuesday 17 March, in the evening."""
    await agreed(world, "2026-03-12")
    for each in (moment("2026-03-12", 18), moment("2026-03-13", 17, 1), moment("2026-03-17", 17, 2)):
        await world.until(each)


async def each_hour(world: World, until: datetime) -> None:
    """Time goes by as it does: the clock ticks every hour, and not once at the end."""
    while world.clock.business() < until:
        await world.until(min(world.clock.business() + timedelta(hours=1), until))
