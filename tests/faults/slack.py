"""A bad week at Slack's: each of its faults for a stretch of one load, and everything is counted exactly afterwards."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from random import Random

from pydantic import SecretStr
from sqlalchemy import func, select

from bot.kit.config import Settings
from models.event import Event
from models.message import Message, MessageKind, MessageState
from models.workspace import Workspace
from sandbox import events
from sandbox.person import Person
from sandbox.record import Entry
from sandbox.switches import Name
from tests.faults import counting
from tests.faults.proof import Proof, Scale, same
from tests.faults.replica import Replica
from tests.faults.stage import WEDNESDAY, Stage, stage

TITLE = "Slack loses answers, is busy, away, drops connections, repeats events and revokes the token"
REFERENCES = {Scale.FULL: 80, Scale.SHORT: 40}
PATIENCE = {Scale.FULL: 0.25, Scale.SHORT: 0.05}  # times Rung's own waits
AWAY = {Scale.FULL: 120.0, Scale.SHORT: 6.0}  # seconds of nothing but 503
BUSY, QUIET = 0.5, 1.5  # seconds that a storm of 429 lasts, and until the next
CUT_EVERY = 0.5, 2.0  # seconds between two breaks of all connections
FILES = {Scale.FULL: 10, Scale.SHORT: 3}  # that the manager drops
COPIES = 3  # of each event
LEASE = 2.0  # seconds
DEEDS = 5.5  # of people for a reference, at least: its form, an approval, an answer, a day, two scores
STUCK_AFTER = 120.0  # seconds
LOOKS = 0.1  # seconds between two looks
REFUSED = "token_revoked"
FILE = b"deal,prospect\nNobody reads this,Nowhere\n"
STRUCK = {
    "answer lost": "answers lost",
    "ratelimited": "answered 429",
    "answered 503": "answered 503",
    "connection dropped": "calls cut off",
    REFUSED: "refused as revoked",
}


@dataclass
class Week:
    """One replica under Slack's faults, and what befell it. `also_sent`, `also_done`: what comes beside the load."""

    scene: Stage
    scale: Scale
    settings: Settings
    replica: Replica
    befell: Counter[str] = field(default_factory=Counter)
    also_sent: dict[str, int] = field(default_factory=dict)
    also_done: dict[str, int] = field(default_factory=dict)

    def note(self, entry: Entry) -> None:
        """What befell a call, as the sandbox's record tells it."""
        if entry.kind == "call" and entry.error in STRUCK:
            self.befell[STRUCK[entry.error]] += 1

    @contextlib.asynccontextmanager
    async def lost(self) -> AsyncIterator[None]:
        """Of each method, every third call is carried out and its answer never arrives."""
        with self._on(Name.LOST):
            yield

    @contextlib.asynccontextmanager
    async def busy(self) -> AsyncIterator[None]:
        """Storms, in each of which every call is answered by 429."""
        self.scene.sandbox.switches.strike_all(Name.BUSY)
        async with _beside(self._storms()):
            yield

    async def _storms(self) -> None:
        while True:
            with self._on(Name.BUSY):
                await asyncio.sleep(BUSY)
            self.befell["storms of 429"] += 1
            await asyncio.sleep(QUIET)

    @contextlib.asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Every call is answered by 503, for as long as it takes to be sure that nothing helps."""
        self.scene.sandbox.switches.strike_all(Name.OUTAGE)
        with self._on(Name.OUTAGE):
            await asyncio.sleep(AWAY[self.scale])
        self.befell["seconds of 503"] = int(AWAY[self.scale])
        yield

    @contextlib.asynccontextmanager
    async def cut(self) -> AsyncIterator[None]:
        """All connections break, again and again; of each method every third call does."""
        with self._on(Name.DROPPED):
            async with _beside(self._cuts()):
                yield

    async def _cuts(self) -> None:
        random, sockets = Random(COPIES), self.scene.sandbox.delivery.sockets  # noqa: S311
        while True:
            await asyncio.sleep(random.uniform(*CUT_EVERY))
            self.befell["connections broken"] += sockets.connected
            sockets.cut()

    @contextlib.asynccontextmanager
    async def repeated(self) -> AsyncIterator[None]:
        """Each event comes three times, and after one that happened later."""
        sandbox, company = self.scene.sandbox, self.scene.crowd.company
        sandbox.switches.copies = COPIES
        with self._on(Name.TWICE), self._on(Name.SHUFFLED):
            async with asyncio.TaskGroup() as group:
                for user in company.sellers:
                    group.create_task(_writes(sandbox.person(user)))
                group.create_task(_drops(sandbox.person("U0MANAGER"), FILES[self.scale]))
            await sandbox.caught_up()
            yield
        await sandbox.caught_up()
        self.also_sent[MessageKind.GREETING] = len(company.sellers)
        self.also_sent[MessageKind.UPLOAD] = FILES[self.scale]
        self.also_done |= dict.fromkeys(("file_dropped", "file_refused"), FILES[self.scale])

    @contextlib.asynccontextmanager
    async def revoked(self) -> AsyncIterator[None]:
        """The token is withdrawn: sending rests, and nobody is blamed. With a new one everything goes on."""
        scene, installations = self.scene, self.scene.sandbox.installations
        installations.end(scene.team, REFUSED)
        with self._on(Name.TWICE), self._on(Name.SHUFFLED):
            await events.farewell(scene.sandbox, scene.team)
            await scene.sandbox.caught_up()
        await _until(self._paused)
        same("exit code after SIGTERM", await self.replica.stop(), 0)
        await self._nobody_blamed()
        token = installations.install(scene.team, scene.sandbox.scopes)
        self.settings = self.settings.model_copy(update={"slack_bot_token": SecretStr(token)})
        self.replica = self._begun()
        self.befell["tokens revoked"] += 1
        self.also_sent[MessageKind.NOTICE] = 1
        self.also_done |= {"workspace_left": 1, "workspace_paused": 1, "workspace_resumed": 1}
        yield

    def _begun(self) -> Replica:
        replica = Replica(**self.scene.given | {"settings": self.settings})
        replica.start()
        return replica

    async def _paused(self) -> bool:
        async with self.scene.database.reading() as session:
            return bool(await session.scalar(select(func.count()).where(Workspace.paused_at.is_not(None))))

    async def _nobody_blamed(self) -> None:
        unfit = [MessageState.GONE, MessageState.STUCK]
        async with self.scene.database.reading() as session:
            rows = await session.execute(select(Message.kind, Message.error).where(Message.state.in_(unfit)))
            same("messages that are given up", [tuple(row) for row in rows], [])

    @contextlib.contextmanager
    def _on(self, name: Name) -> Iterator[None]:
        self.scene.sandbox.switches.turn(name, on=True)
        try:
            yield
        finally:
            self.scene.sandbox.switches.turn(name, on=False)


async def prove(url: str, scale: Scale) -> Proof:
    """The load from Monday to its end on Wednesday, with one fault after the other."""
    async with stage(url, REFERENCES[scale], lease=LEASE) as scene:
        settings = scene.settings.model_copy(update={"patience": PATIENCE[scale]})
        week = Week(scene, scale, settings, Replica(**scene.given | {"settings": settings}))
        scene.sandbox.record.listeners.append(week.note)
        week.replica.start()
        try:
            await _play(week)
        finally:
            week.replica.kill()
        counted = await counting.everything(
            scene.database, scene.crowd, also_sent=week.also_sent, also_done=week.also_done
        )
        async with scene.database.reading() as session:
            heard = await session.scalar(select(func.count()).select_from(Event))
        crowd = scene.crowd
        return Proof(
            3,
            TITLE,
            {
                **week.befell,
                "events": heard or 0,
                **counted,
                "presses": crowd.acts,
                "presses repeated": crowd.again,
            },
        )


async def _play(week: Week) -> None:
    scene = week.scene
    async with asyncio.TaskGroup() as group:
        faults = group.create_task(_one_after_the_other(week))
        async with scene.crowd.at_work():
            await scene.crowd.sell()
            await scene.rest()
            scene.time(WEDNESDAY)
            await scene.rest()
            async with asyncio.timeout(STUCK_AFTER):
                await faults
            await scene.rest()
    same("exit code after SIGTERM", await week.replica.stop(), 0)


async def _one_after_the_other(week: Week) -> None:
    plan: list[Callable[[], AbstractAsyncContextManager[None]]] = [
        week.lost,
        week.busy,
        week.repeated,
        week.revoked,
        week.cut,
        week.away,
    ]
    every = DEEDS * week.scene.references / (len(plan) + 1)
    for number, fault in enumerate(plan, 1):
        await _until_done(week, every * number)
        async with fault():
            await _until_done(week, every * (number + 1))


async def _until_done(week: Week, deeds: float) -> None:
    while week.scene.crowd.deeds() < deeds:
        await week.scene.sandbox.changes.next()


async def _until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(STUCK_AFTER):
        while not await true():  # noqa: ASYNC110  (somebody else makes it true)
            await asyncio.sleep(LOOKS)


async def _writes(person: Person) -> None:
    """Somebody looks at their Home, and greets twice: once is answered."""
    await person.open_home()
    await person.say("hello")
    await person.say("is anybody there?")


async def _drops(manager: Person, files: int) -> None:
    for number in range(files):
        await manager.drop(f"{number}.csv", FILE)


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """For as long as the block lasts."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
