"""A durable turn beside what Bolt does alone, one at a time, in one loop that treats all alike."""

import asyncio
import contextlib
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import cycle, islice, permutations
from pathlib import Path
from tempfile import TemporaryDirectory

from slack_bolt.app.async_app import AsyncApp
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from benchmarks import variants
from benchmarks.payloads import TEAM, USER, press
from benchmarks.results import Result
from bot import programs
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.outbox.slack import SlackClients
from migrations import runner
from models.audit import Audit
from models.member import Member

WARM_UP = 60
ROUNDS = 600
ROUNDS_ALIKE = 1500  # for two that should be equal: five in a hundred have to be told from noise
MORE_IDS = 200
NOBODY_LISTENS = "http://127.0.0.1:9/api/"  # a turn that answers with its ack alone calls no Slack

TURN = "A durable turn (signed → role checked → routed → 3 rows committed → ack), one at a time, p50"
Medians = Mapping[str, float]


async def measure() -> tuple[list[Result], list[str]]:
    """The ratios, and the medians they were made of as sentences."""
    with TemporaryDirectory(prefix="rung-bench-") as place, logging_into(Path(place) / "log"):
        beside_bolt = await _beside_bolt(Path(place))
        with_more = await _with_more_ids(Path(place))
    turn, stock, bare = (beside_bolt[name] for name in ("turn", "stock", "bare"))
    results = [
        Result(f"{TURN}, beside a stock AsyncApp listener that only acks", turn / stock, "×", 0.4),
        Result(f"{TURN}, beside a bare Bolt listener that writes the same rows", turn / bare, "×", 2.0),
        Result(
            f"The same turn with {MORE_IDS} more ids registered, beside without them",
            with_more["more"] / with_more["turn"],
            "×",
            1.05,
        ),
    ]
    return results, [_sentence(beside_bolt), _sentence(with_more)]


async def _beside_bolt(place: Path) -> Medians:
    async with _database(place / "turn.db") as ours, _database(place / "bare.db") as theirs:
        database, vault, slack = ours
        async with theirs[0].reading() as session:
            program_id = (await session.scalars(select(Member.program_id))).one()
        async with _bare_engine(place / "bare.db") as engine:
            apps = {
                "turn": variants.rung(database, vault, slack),
                "stock": variants.stock(),
                "bare": variants.bare(engine, program_id),
            }
            medians = await _race(apps, ROUNDS)
        await _check_rows(database, ROUNDS + WARM_UP)
        await _check_rows(theirs[0], ROUNDS + WARM_UP)
        return medians


async def _with_more_ids(place: Path) -> Medians:
    async with _database(place / "more.db") as (database, vault, slack):
        apps = {
            "turn": variants.rung(database, vault, slack),
            "more": variants.rung(database, vault, slack, more=variants.more_routes(MORE_IDS)),
        }
        medians = await _race(apps, ROUNDS_ALIKE)
        await _check_rows(database, len(apps) * (ROUNDS_ALIKE + WARM_UP))
        return medians


async def _race(apps: Mapping[str, AsyncApp], rounds: int) -> Medians:
    """Each app once a round, in every order by turns, so that noise and neighbours hit all alike.

    Returns the median seconds of each, from the request as Bolt's adapters make it to the answer.
    """
    taken: dict[str, list[float]] = {name: [] for name in apps}
    for order in islice(cycle(permutations(apps)), WARM_UP + rounds):
        signed = press()
        for name in order:
            began = time.perf_counter()
            answer = await apps[name].async_dispatch(signed.request())
            taken[name].append(time.perf_counter() - began)
            if answer.status != 200:
                raise RuntimeError(f"{name} answered {answer.status}: {answer.body}")
    return {name: statistics.median(times[WARM_UP:]) for name, times in taken.items()}


async def _check_rows(database: Database, turns: int) -> None:
    """Every turn has to have left its three rows, else its time says nothing."""
    async with database.reading() as session:
        counted = select(func.count()).select_from(Audit).where(Audit.verb.in_(variants.VERBS))
        kept = (await session.scalars(counted)).one()
    if kept != turns * len(variants.VERBS):
        raise RuntimeError(f"{turns} turns left {kept} rows")


@contextlib.asynccontextmanager
async def _database(path: Path) -> AsyncIterator[tuple[Database, Vault, SlackClients]]:
    """A fresh, migrated database with one programme, its workspace, and the owner who presses."""
    url = f"sqlite:///{path}"
    await asyncio.to_thread(runner.upgrade, url)
    database, vault, slack = (
        Database(url),
        Vault(["a secret key for benchmarks"]),
        SlackClients(NOBODY_LISTENS),
    )
    try:
        async with database.transaction() as session:
            await _people(session, vault)
        yield database, vault, slack
    finally:
        await slack.close()
        await database.close()


async def _people(session: AsyncSession, vault: Vault) -> None:
    workspace = await programs.connect(
        session,
        team_id=TEAM,
        team_name="Brightwell",
        bot_user_id="U0RUNG",
        bot_id="B0RUNG",
        sealed_token=vault.seal("xoxb-bench"),
        program_name="Brightwell",
        zone="Europe/Berlin",
        now=Clock().business(),
    )
    session.add(
        Member(
            program_id=workspace.program_id,
            workspace_id=workspace.id,
            slack_user_id=USER,
            email="anna@brightwell.example",
            name="Anna Schmidt",
            zone="Europe/Berlin",
            is_owner=True,
        )
    )


@contextlib.asynccontextmanager
async def _bare_engine(path: Path) -> AsyncIterator[AsyncEngine]:
    engine = variants.bare_engine(str(path))
    try:
        yield engine
    finally:
        await engine.dispose()


@contextlib.contextmanager
def logging_into(path: Path) -> Iterator[None]:
    """The log as `rung serve` writes it, a line a turn, into a file: a turn without its line would be cheaper."""
    with path.open("w", encoding="utf-8") as lines, contextlib.redirect_stderr(lines):
        log.configure(pretty=False)
        yield
    log.configure(pretty=True, level="WARNING")


def _sentence(medians: Medians) -> str:
    return "p50: " + " · ".join(f"{name} {seconds * 1000:.2f} ms" for name, seconds in medians.items())
