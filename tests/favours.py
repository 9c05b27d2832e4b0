"""A favour on its way, and what its customer hears of it: for stories that count."""

from collections import defaultdict
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from models.deal import Deal, Status
from models.message import Message as Row
from models.participation import Participation
from sandbox.messages import Message
from sandbox.person import Person
from tests.world import World

BERLIN = ZoneInfo("Europe/Berlin")


async def messages_of(world: World, person: Person) -> dict[str, list[str]]:
    """What was posted to somebody, as Slack has it: for each subject the kinds, in their order."""
    await world.quiet()
    async with world.rung.database.reading() as session:
        rows = {row.ts: row for row in await session.scalars(select(Row).where(Row.recipient == person.id))}
    found: dict[str, list[str]] = defaultdict(list)
    for message in person.dm:
        sent = rows[message.ts]
        found[sent.subject].append(str(sent.kind))
    return dict(found)


async def kinds_of(world: World, person: Person) -> list[str]:
    """The same where it was all about one favour, but for the look back on a quarter."""
    (kinds,) = [each for each in (await messages_of(world, person)).values() if each != ["recap"]]
    return kinds


async def agreed(world: World, on: str | None = "2026-03-12") -> Message:
    """Priya has said yes to Tom, for that day: Tom's line."""
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    line = await world.see(world.tom, "Found.")
    if on is not None:
        await world.tom.pick(line, "held_on", on)
        await world.quiet()
    return await world.see(world.tom, "Found.")


def moment(day: str, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour, minute), BERLIN)


async def ledger(world: World) -> list[tuple[str, str]]:
    """Every row that was written since the small world began: (state, day), in their order."""
    async with world.rung.database.reading() as session:
        rows = await session.scalars(
            select(Participation).where(Participation.recorded_at.is_not(None)).order_by(Participation.id)
        )
        return [(str(row.state), row.done_on.isoformat()) for row in rows]


async def won(world: World, key: str = "D-1") -> None:
    """The CRM says that the deal is won."""
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Deal)
            .where(Deal.program_id == world.program_id, Deal.key == key)
            .values(status=Status.WON, closed_on=date(2026, 3, 30))
        )
