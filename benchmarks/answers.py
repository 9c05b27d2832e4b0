"""Fifty customers at once who say yes, each to a question of their own, beside a bare listener on the same rows."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from slack_bolt.app.async_app import AsyncApp
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks import questions, servers, variants
from benchmarks.bare_answer import answering
from benchmarks.payloads import Signed, press
from benchmarks.questions import Question
from benchmarks.results import Result
from benchmarks.turns import logging_into
from bot.kit.database import Database, async_url
from bot.kit.ids import SEPARATOR, Action
from bot.kit.vault import Vault
from bot.outbox.slack import SlackClients
from migrations import runner
from models.ask import Ask, AskState
from models.audit import Audit
from sandbox.load import share_within

AT_ONCE = 50
ROUNDS, IN_A_ROUND = 8, 250  # the two in turns, so that noise and neighbours hit both alike
PATIENCE = 60.0  # seconds: a turn that took too long is told, not broken off
NOBODY_LISTENS = "http://127.0.0.1:9/api/"
LEAST_OF_BARE, MOST_SECONDS, LEAST_ON_SQLITE = 0.4, 0.5, 120
LINES = 3  # in the log, of each yes: theirs, the end of the search, and of whoever was not asked


@dataclass
class Tally:
    """What turns took: wall clock, processor time of this process, and each turn's own wait."""

    seconds: float = 0.0
    processor: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    def __str__(self) -> str:
        waits = ", ".join(f"p{share} {share_within(self.waits, share) * 1000:.0f} ms" for share in (50, 99))
        own = self.processor / len(self.waits) * 1000
        return f"{self.rate:.0f} turns a second, {waits}, {own:.1f} ms of processor time each"


@dataclass
class Answering:
    """Who is asked, by an app on a database of its own."""

    app: AsyncApp
    database: Database
    questions: list[Question]
    tally: Tally = field(default_factory=Tally)
    taken: int = 0

    async def round(self) -> None:
        some, self.questions = self.questions[:IN_A_ROUND], self.questions[IN_A_ROUND:]
        presses = [yes(each) for each in some]
        wall, own = time.perf_counter(), time.process_time()
        waits = await at_once(self.app, presses)
        self.tally.processor += time.process_time() - own
        self.tally.seconds += time.perf_counter() - wall
        self.tally.waits += waits
        self.taken += len(waits)

    async def warm(self) -> None:
        await self.round()
        self.tally = Tally()

    async def check(self) -> None:
        """Every yes has to have left its rows, else its time says nothing."""
        async with self.database.reading() as session:
            lines = await session.scalar(
                select(func.count()).select_from(Audit).where(Audit.verb != "ladder_began")
            )
            accepted = await session.scalar(
                select(func.count()).select_from(Ask).where(Ask.state == AskState.ACCEPTED)
            )
        if (accepted, lines) != (self.taken, self.taken * LINES):
            raise RuntimeError(f"{self.taken} turns left {accepted} answers and {lines} lines")


async def measure() -> tuple[list[Result], list[str]]:
    with TemporaryDirectory(prefix="rung-bench-") as name, logging_into(Path(name) / "log"):
        with servers.postgresql() as server:
            ours, bare = await beside_bare(server)
        alone = await on_sqlite(Path(name))
    what = f"{AT_ONCE} customers at once who say yes"
    results = [
        Result(
            f"{what}, PostgreSQL: a turn beside one of a bare listener on the same rows",
            bare.rate / ours.rate,
            "×",
            1 / LEAST_OF_BARE,
        ),
        Result(f"{what}, PostgreSQL, p99", share_within(ours.waits, 99), "s", MOST_SECONDS),
        Result(f"{LEAST_ON_SQLITE} of {what}, SQLite", LEAST_ON_SQLITE / alone.rate, "s", 1.0),
    ]
    return results, [f"yes, PostgreSQL: {ours}", f"the bare listener: {bare}", f"yes, SQLite: {alone}"]


async def beside_bare(server: str) -> tuple[Tally, Tally]:
    """Ours and the bare one's, round by round."""
    urls = [servers.database(server, name) for name in ("ours", "bare")]
    async with rung(urls[0]) as ours, bare_listener(urls[1]) as bare:
        for each in (ours, bare):
            await each.warm()
        for _ in range(ROUNDS):
            await ours.round()
            await bare.round()
        for each in (ours, bare):
            await each.check()
        return ours.tally, bare.tally


async def on_sqlite(place: Path) -> Tally:
    url = f"sqlite:///{place / 'answers.db'}"
    await asyncio.to_thread(runner.upgrade, url)
    async with rung(url) as ours:
        await ours.warm()
        for _ in range(ROUNDS):
            await ours.round()
        await ours.check()
        return ours.tally


def yes(question: Question) -> Signed:
    return press(Action.ACCEPT, f"{question.ask_id}{SEPARATOR}1", question.user)


async def at_once(app: AsyncApp, presses: Iterable[Signed]) -> list[float]:
    """Take them all, so many at once; how long each took, from the request as Bolt makes it."""
    waiting, waits = iter(presses), list[float]()

    async def hand() -> None:
        for signed in waiting:
            began = time.perf_counter()
            answer = await app.async_dispatch(signed.request())
            waits.append(time.perf_counter() - began)
            if answer.status != 200:
                raise RuntimeError(f"answered {answer.status}: {answer.body}")

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(hand())
    return waits


@contextlib.asynccontextmanager
async def rung(url: str, count: int = (ROUNDS + 1) * IN_A_ROUND) -> AsyncIterator[Answering]:
    """Rung's own stack, whose outbox sleeps: what it would send is no part of the turn."""
    database, vault, slack = (
        Database(url, answers_within=PATIENCE),
        Vault(["a secret key for benchmarks"]),
        SlackClients(NOBODY_LISTENS),
    )
    try:
        asked = await _questions(database, vault, count)
        yield Answering(variants.answering(database, vault, slack), database, asked)
    finally:
        await slack.close()
        await database.close()


@contextlib.asynccontextmanager
async def bare_listener(url: str) -> AsyncIterator[Answering]:
    """An engine of its own, so that whatever ours may cost is seen; as many connections as ours."""
    database, engine = Database(url), create_async_engine(async_url(url), pool_size=20, max_overflow=0)
    try:
        asked = await _questions(database, Vault(["a secret key"]), (ROUNDS + 1) * IN_A_ROUND)
        yield Answering(answering(engine), database, asked)
    finally:
        await engine.dispose()
        await database.close()


async def _questions(database: Database, vault: Vault, count: int) -> list[Question]:
    """In no order: who is asked by the same seller does not answer at the same moment."""
    found = await questions.put(database, await questions.company(database, vault), count)
    Random(7).shuffle(found)  # noqa: S311
    return found
