"""What stories of questions share that nobody asked for: they are switched on, a day comes, a number is pressed."""

from datetime import date, datetime

from sqlalchemy import select, update

from models.account import Account
from models.advocate import Advocate
from models.contact import Contact, ContactKind
from models.nps import NpsAnswer, NpsSource
from models.task import Task, TaskKind
from sandbox.messages import Message
from sandbox.person import Person
from tests.behind import rows, set_program
from tests.favours import moment
from tests.world import World

TUESDAY = moment("2026-03-03", 10)
QUESTION = "How likely are you to recommend"
LONG_AGO = date(2025, 6, 1)


async def asked(world: World, *, at: datetime = TUESDAY) -> None:
    """The programme asks; whoever answered half a year ago or more is asked on that day."""
    await last_answered(world, LONG_AGO)
    await set_program(world, asks_nps=True, nps_due_at=None)
    await world.until(at)


async def last_answered(world: World, day: date) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Advocate).values(nps_as_of=day))


async def question(world: World, person: Person) -> Message:
    return await world.see(person, QUESTION)


async def answers(world: World, email: str) -> list[tuple[int, str, str, str]]:
    """(score, day, comment, source) of what somebody answered here, and not in a file before."""
    async with world.rung.database.reading() as session:
        found = await session.scalars(
            select(NpsAnswer)
            .join(Advocate, Advocate.id == NpsAnswer.advocate_id)
            .where(Advocate.email == email, NpsAnswer.source != NpsSource.IMPORT)
            .order_by(NpsAnswer.day, NpsAnswer.id)
        )
        return [(each.score, each.day.isoformat(), each.comment, str(each.source)) for each in found]


async def contacts(world: World, kind: ContactKind) -> int:
    return len(await rows(world, Contact, kind=kind))


async def tasks_of(world: World, kind: TaskKind) -> list[Task]:
    return list(await rows(world, Task, kind=kind))


async def change_account(world: World, name: str, **values: object) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Account).where(Account.name == name).values(**values))


async def change_person(world: World, email: str, **values: object) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Advocate).where(Advocate.email == email).values(**values))


def questions(world: World, person: Person) -> list[Message]:
    """Those that somebody has in their messages."""
    return [each for each in person.dm if "has one question" in world.text(each)]
