"""The same work done by one replica and by four: what it takes on PostgreSQL, and how they share it.

Each replica connects as a role of its own, by which pg_stat_statements tells them apart.
"""

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg.rows import class_row
from pydantic import SecretStr
from sqlalchemy import make_url

from benchmarks import servers
from benchmarks.outbox import TUESDAY, left, slack_of, team_of, token_of
from benchmarks.queued import queue
from benchmarks.results import Result
from bot.kit.bell import CHANNEL
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.database import Database
from bot.kit.vault import Vault
from tests.faults.hands import Hands
from tests.faults.replica import Replica
from tests.faults.stage import stage

REFERENCES = 100
ALONE, MANY = 1, 4
# Acts that wait for an answer. Each replica more lets a busy crowd act faster, and what comes faster is drawn and
# written more at a time, which would hide what the replicas cost: so both are given the same pace.
ONE = 1
PLACES, EACH = 80, 25  # workspaces, and messages due in each
IDLE, LOOK = 10.0, 0.2  # seconds in which a replica does nothing but look; seconds between two looks of ours
LEASE, ACK_LIMIT = 30.0, 60.0  # seconds, of a machine that does much else
MOST_APART, LEAST_SHARE = 0.05, 0.10
KEY = "a secret key for benchmarks"

TURN = re.compile(r"SELECT workspace\.program_id, workspace\.id AS workspace_id, member\.id")  # who pressed
DRAINED = re.compile(r"UPDATE message SET .*shown", re.DOTALL)
LOCKING = re.compile(r"FOR (NO KEY )?UPDATE|^UPDATE .*RETURNING|^DELETE .*RETURNING", re.DOTALL)
COUNTED = """
    SELECT rolname AS replica, queryid AS id, query,
        sum(calls)::int AS calls, sum(rows)::int AS rows, sum(wal_bytes)::int AS bytes
    FROM pg_stat_statements JOIN pg_roles ON pg_roles.oid = userid
    WHERE rolname LIKE 'replica%' GROUP BY rolname, queryid, query
"""
LISTENING = (
    "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN rung' AND datname = current_database()"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one replica did by one statement; `bytes` of the write-ahead log.

    Its text is that of the first time, and may differ from one count to the next; `id` does not, in one database.
    """

    replica: str
    id: int
    query: str
    calls: int
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Played:
    """`turns` by replica; `statements`: without those of a replica that does nothing."""

    turns: Counter[str]
    statements: Sequence[Statement]

    @property
    def costs(self) -> Mapping[str, float]:
        """Of a turn."""
        return {
            "statements": self._each(lambda each: each.calls),
            "rows of locking statements": self._each(
                lambda each: each.rows if LOCKING.search(each.query) else 0
            ),
            "bytes written": self._each(lambda each: each.bytes),
        }

    def _each(self, amount: Callable[[Statement], int]) -> float:
        return sum(amount(each) for each in self.statements) / self.turns.total()


async def measure() -> tuple[list[Result], list[str]]:
    with servers.postgresql() as server:
        alone, many = await played(server, ALONE), await played(server, MANY)
        drained = await shared(server)
    results = [
        Result(
            f"{name.capitalize()} of a turn: how far {MANY} replicas are from one",
            _apart(value, alone.costs[name]),
            "",
            MOST_APART,
        )
        for name, value in many.costs.items()
    ]
    for what, shares in (("turns", many.turns), ("messages", drained)):
        least = min(shares.values()) / shares.total() if len(shares) == MANY else 0.0
        results.append(
            Result(
                f"{MANY} replicas: {what} that others than the idlest take", 1 - least, "", 1 - LEAST_SHARE
            )
        )
    each = "/".join(map(str, sorted(drained.values())))
    said = f"{MANY} replicas, {PLACES} workspaces: {each} messages"
    return results, [_sentence(ALONE, alone), _sentence(MANY, many), said]


def _apart(many: float, one: float) -> float:
    """A share of the one."""
    return abs(many / one - 1)


def _sentence(number: int, found: Played) -> str:
    costs = ", ".join(f"{value:.1f} {name}" for name, value in found.costs.items())
    return f"replicas: {number}; of a turn: {costs}; turns {'/'.join(map(str, sorted(found.turns.values())))}"


async def played(server: str, number: int) -> Played:
    """References from the form to the customer's answer, by so many replicas."""
    url = servers.database(server, f"fleet{number}")
    async with stage(url, REFERENCES, lease=LEASE, ack_limit=ACK_LIMIT, at_once=ONE) as scene:
        with TemporaryDirectory(prefix="rung-bench-") as place:
            async with _fleet(
                server, url, scene.settings, number, hands=scene.hands.path, log=Path(place) / "log"
            ):
                await scene.connected(number)
                await _all_listen(url, number)
                _forget(server)
                servers.execute(url, f"NOTIFY {CHANNEL}, 'nobody of them'")  # some ticks are looks at a call
                await asyncio.sleep(IDLE)
                idle = {each.id for each in _counted(server)}
                _forget(server)
                async with scene.crowd.at_work():
                    await scene.crowd.sell()
                    await scene.rest()
                found = _counted(server)
    return Played(_by_replica(found, TURN), [each for each in found if each.id not in idle])


async def shared(server: str) -> Counter[str]:
    """Messages that become due in many workspaces while all of them look: how many each of them sends."""
    url, clock = servers.database(server, "shared"), Clock()
    clock.set_business(TUESDAY)
    with TemporaryDirectory(prefix="rung-bench-") as place:
        hands = Hands(Path(place) / "hands")
        hands.set(business=(clock.business() - clock.real()).total_seconds())
        async with (
            slack_of(PLACES, EACH, limits=False) as address,
            _fleet(server, url, _settings(address), MANY, hands=hands.path, log=Path(place) / "log"),
            _opened(url) as database,
        ):
            await _all_listen(url, MANY)
            _forget(server)
            for number in range(PLACES):
                async with database.transaction() as session:
                    token = Vault([KEY]).seal(token_of(number))
                    await queue(session, team_of(number), token, EACH, now=clock.business())
            await left(database, 0)
            return _by_replica(_counted(server), DRAINED, rows=True)


@contextlib.asynccontextmanager
async def _fleet(
    server: str, url: str, settings: Settings, number: int, *, hands: Path, log: Path
) -> AsyncIterator[None]:
    urls = _roles(server, url, number)
    fleet = [Replica(settings.model_copy(update={"database_url": own}), hands, log) for own in urls]
    try:
        for each in fleet:
            each.start()
        yield
    finally:
        for each in fleet:
            await each.stop()


def _roles(server: str, url: str, number: int) -> Iterator[str]:
    """The database's address for each replica."""
    for each in range(number):
        role = f"replica_{make_url(url).database}_{each}"
        servers.execute(server, f'CREATE ROLE "{role}" SUPERUSER LOGIN')
        yield make_url(url).set(username=role).render_as_string(hide_password=False)


def _settings(address: str) -> Settings:
    return Settings(
        _env_file=None,
        slack_bot_token=SecretStr(token_of(0)),
        slack_app_token=SecretStr("xapp-bench"),
        slack_api_url=f"{address}/api/",
        secret_keys=SecretStr(KEY),
        program_name="Brightwell",
        slack_pace=1000.0,
    )


@contextlib.asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()


async def _all_listen(url: str, number: int) -> None:
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        # Other processes work, and none of them could set an event of ours.
        while await (await connection.execute(LISTENING)).fetchone() != (number,):  # noqa: ASYNC110
            await asyncio.sleep(LOOK)


def _forget(server: str) -> None:
    servers.execute(server, "SELECT pg_stat_statements_reset()")


def _counted(server: str) -> list[Statement]:
    with psycopg.connect(server, row_factory=class_row(Statement)) as connection:
        return connection.execute(COUNTED.encode()).fetchall()


def _by_replica(found: Sequence[Statement], what: re.Pattern[str], *, rows: bool = False) -> Counter[str]:
    counts = Counter[str]()
    for each in found:
        if what.match(each.query):
            counts[each.replica] += each.rows if rows else each.calls
    return counts
