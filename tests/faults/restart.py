"""PostgreSQL is stopped in the middle of everything and started again, while people go on filling in forms.

Every one of them is answered; what somebody was told is written down is there once, with one line of the log; and the
bot goes on by itself, in two replicas.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

import httpx
import psycopg
from sqlalchemy import func, select

import app
from bot.kit.errors import AwayError
from models.audit import Audit
from models.message import Message as Row
from models.message import MessageKind
from models.participation import Participation
from sandbox.delivery import Answer
from sandbox.errors import NotOnScreen
from sandbox.messages import Message
from sandbox.person import Person
from tests.faults.proof import Proof, Scale, same
from tests.servers import Server, server
from tests.world import World, settle, small_world

FORMS = {Scale.SHORT: 12, Scale.FULL: 150}  # of each of three people
RESTARTS = {Scale.SHORT: 1, Scale.FULL: 10}
APART = 1.0  # seconds between two restarts
ANSWERED_WITHIN = 3.0  # seconds, and Slack gives up
GOES_ON_WITHIN = 30.0  # seconds on a slow machine
LAST = date(2026, 3, 1)
AWAY = AwayError().user_message
WRITTEN = "Written down for"


@dataclass
class Counts:
    """`taken`: forms whose sender was told that they are written down; `waits`: seconds until the answer."""

    taken: int = 0
    away: int = 0
    waits: list[float] = field(default_factory=list)
    healthy: Counter[int] = field(default_factory=Counter)
    restarts: int = 0
    days: Iterator[date] = field(default_factory=lambda: (LAST - timedelta(days=back) for back in count()))


async def prove(scale: Scale) -> Proof:
    counts = Counts()
    with server() as own:
        url = own.maker.fresh("restarted")
        await settle(url)
        async with small_world(url, settled=True, turn_seconds=2.5) as world, beside(world) as other:
            before, _ = await _rows(world)
            await _storm(world, own, counts, scale)
            await _sent(world)
            rows, lines = await _rows(world)
            own.stop()  # and once more, while nobody asks for anything
            own.start()
            await _listening(url)
            world.rung.outbox.stop()
            await world.anna.open_home()  # sent by the other one, which is told
            await _until(_home_of(world.anna))
            assert other.workspace.id == world.rung.workspace.id
    same("participations of forms that were taken", rows - before, counts.taken)
    same("lines of the log about them", lines, counts.taken)
    same("answers of /healthz", set(counts.healthy), {200})
    if max(counts.waits) > ANSWERED_WITHIN:
        raise AssertionError(f"an answer took {max(counts.waits):.1f} s")
    return Proof(
        4,
        "PostgreSQL is stopped and started again under load",
        {
            "restarts": counts.restarts,
            "forms written down": counts.taken,
            "told to try again": counts.away,
            "forms unanswered": 0,
            "slowest answer, seconds": round(max(counts.waits), 2),
        },
    )


@contextlib.asynccontextmanager
async def beside(world: World) -> AsyncIterator[app.Rung]:
    """A second replica, whose own looks are far apart."""
    settings = world.rung.settings.model_copy(update={"patience": 3.0})
    async with app.running(settings, world.clock) as other:
        yield other


async def _storm(world: World, own: Server, counts: Counts, scale: Scale) -> None:
    """People fill in forms until all of them are taken, and the server is stopped as often as was said."""
    people = (world.anna, world.ben, world.maya)
    ended = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(_healthy(world, counts, ended))
        stopping = group.create_task(_restarts(own, counts, RESTARTS[scale]))
        working = [group.create_task(_fills(world, each, FORMS[scale], counts, stopping)) for each in people]
        await asyncio.wait({*working, stopping})
        ended.set()


async def _restarts(own: Server, counts: Counts, number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(APART)
        await asyncio.to_thread(own.stop)
        await asyncio.to_thread(own.start)
        counts.restarts += 1


async def _fills(
    world: World, person: Person, number: int, counts: Counts, stopping: asyncio.Task[None]
) -> None:
    done = 0
    while done < number or not stopping.done():
        with contextlib.suppress(NotOnScreen):
            done += await _logs(world, person, counts)
        while person.modal is not None:
            await person.close()


async def _logs(world: World, person: Person, counts: Counts) -> bool:
    """What a customer did, by the form, as often as it takes. False: it could not even be opened."""
    await _asked(person.shortcut("log_participation", _said(world)), counts)
    if "done_on" not in str(person.modal):
        return False
    chosen = await person.search("who_did_it", "nordlicht")
    if not chosen:
        return False
    await person.fill(advocate=chosen[0]["value"], activity="talk", done_on=f"{next(counts.days)}")
    while True:
        await _asked(person.submit(), counts)
        if WRITTEN in str(person.modal):
            counts.taken += 1
            return True
        if AWAY not in str(person.modal):
            raise AssertionError(f"neither done nor told: {person.errors} {person.modal}")
        counts.away += 1
        await person.close()  # what was said; the form stands beneath it


def _said(world: World) -> Message:
    """A message in a channel of ours, about what a customer did."""
    channel = world.team.channels.get("C0WINS")
    if channel is None:
        channel = world.team.add_channel("C0WINS", "wins", [user.id for user in world.team.users.values()])
    return world.team.post(channel, user="U0TOM", text="Priya gave a talk")


async def _asked(acting: Coroutine[None, None, Answer], counts: Counts) -> None:
    """Raises AssertionError where a turn was not answered."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    answer = await acting
    counts.waits.append(loop.time() - began)
    same("the answer to a turn", (answer.status, answer.error), (200, None))


async def _healthy(world: World, counts: Counts, ended: asyncio.Event) -> None:
    transport = httpx.ASGITransport(app=world.rung.web)
    async with httpx.AsyncClient(transport=transport, base_url="http://rung.test") as client:
        while not ended.is_set():
            counts.healthy[(await client.get("/healthz")).status_code] += 1
            await asyncio.sleep(0.05)


async def _rows(world: World) -> tuple[int, int]:
    """How many participations came of forms, and how many lines of the log tell of one."""
    async with world.rung.database.reading() as session:
        rows = select(func.count()).select_from(Participation).where(Participation.form_key.is_not(None))
        lines = select(func.count()).select_from(Audit).where(Audit.verb == "participation_verified")
        return (await session.scalar(rows)) or 0, (await session.scalar(lines)) or 0


async def _sent(world: World) -> None:
    """Everything that was due is shown, whatever was on its way when the server stopped."""
    due = select(func.count()).select_from(Row).where(Row.shown < Row.wanted, Row.kind != MessageKind.HOME)

    async def shown() -> bool:
        async with world.rung.database.reading() as session:
            return not await session.scalar(due)

    await _until(shown)


def _home_of(person: Person) -> Callable[[], Awaitable[bool]]:
    async def drawn() -> bool:
        return person.home is not None

    return drawn


async def _until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(GOES_ON_WITHIN):
        while not await true():  # noqa: ASYNC110  (somebody else makes it true)
            await asyncio.sleep(0.05)


async def _listening(url: str) -> None:
    """Both replicas hear of the other again."""
    found = "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN rung'"
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:

        async def both() -> bool:
            return await (await connection.execute(found)).fetchone() == (2,)

        await _until(both)
