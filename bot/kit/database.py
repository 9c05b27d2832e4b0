"""The database: one writer and many readers on SQLite, a pool on PostgreSQL, and the only commit."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, QueuePool

from bot.kit import log, one_trip
from bot.kit.errors import AwayError, BotError
from bot.kit.passing import lost, passes
from bot.kit.vault import Vault

Result = TypeVar("Result")

BUSY_MILLISECONDS = 20_000
PRAGMAS = (
    f"busy_timeout={BUSY_MILLISECONDS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
)
READ_ONLY = "query_only=ON"
# How a connection to PostgreSQL is made. What the operator's URL says itself wins.
CONNECTED_BY = {
    "application_name": "rung",
    "connect_timeout": 2,  # seconds, and so are the next three but the last
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 5_000,  # milliseconds
    # Nobody waits longer for a statement, or for another's lock, and a replica that hangs holds none. Who lock each
    # other out are found after a second: only one of them is cut off, if the wait is longer than that.
    "options": "-c statement_timeout=10s -c lock_timeout=1500ms -c idle_in_transaction_session_timeout=30s",
}
PATIENT = "SELECT set_config('statement_timeout', '10min', true), set_config('lock_timeout', '10s', true)"
# Of those that somebody waits for. A process has one thread: more at once only hold each other's rows for longer.
AT_ONCE = 6
AGAIN_UNTIL, PAUSE = 2.0, 0.1  # seconds: when the last try begins, and what lies between two
VAULT = "vault"  # in a session's `info`: what opens what is sealed in its database
DOUBTFUL = "Rung lost its records for a moment, so this may be noted already: look again. {refusal}"


class Database:
    """Opens transactions. On SQLite writers queue for one connection, since SQLite has one writer anyway."""

    def __init__(self, url: str, *, answers_within: float = 2.5, vault: Vault | None = None) -> None:
        self.url, self._within = async_url(url), answers_within
        if self.is_sqlite:
            self._writer = _sqlite(self.url, pool_size=1, begin="BEGIN IMMEDIATE", pragmas=PRAGMAS)
            self._reader = _sqlite(self.url, pool_size=4, begin="BEGIN", pragmas=(*PRAGMAS, READ_ONLY))
        else:
            self._writer = self._reader = create_async_engine(
                self.url,
                hide_parameters=True,  # an error is logged: what people wrote is not for the log
                pool_size=20,
                max_overflow=0,  # a connection that is thrown away after a rush takes its plans with it
                pool_pre_ping=True,
                connect_args=_connected_by(self.url),
            )
        self._running, self._side_by_side = set[asyncio.Task[Any]](), asyncio.Semaphore(AT_ONCE)
        known = {VAULT: vault}
        self._writing = async_sessionmaker(self._writer, expire_on_commit=False, info=known)
        self._reading = async_sessionmaker(self._reader, expire_on_commit=False, info=known)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def missing(self) -> bool:
        """Is it a SQLite file that is not there? Connecting would make it."""
        file = self.url.database or ""
        return self.is_sqlite and not file.startswith(("file:", ":memory:")) and not Path(file).exists()

    @property
    def in_use(self) -> dict[str, int]:
        """Connections that are out of their pools now."""
        pools = {"writing": self._writer.pool, "reading": self._reader.pool}
        return {name: pool.checkedout() for name, pool in pools.items() if isinstance(pool, QueuePool)}

    @property
    def engine(self) -> AsyncEngine:
        return self._writer

    @asynccontextmanager
    async def transaction(self, *, patient: bool = False) -> AsyncIterator[AsyncSession]:
        """One transaction that writes: committed when the block ends, rolled back when it raises.

        `patient`: nobody waits for it, and it may well take minutes.
        """
        async with self._writing() as session, session.begin():
            await self._allow(session, patient=patient)
            yield session

    @asynccontextmanager
    async def reading(self, *, patient: bool = False) -> AsyncIterator[AsyncSession]:
        """One consistent look at the data, which may lock rows and writes none: on SQLite that raises.

        It ends in a commit of nothing: after a rollback psycopg prepares every statement anew.
        """
        async with self._reading() as session, session.begin():
            await self._allow(session, patient=patient)
            yield session

    async def run(
        self,
        work: Callable[[AsyncSession], Awaitable[Result]],
        *,
        writes: bool = True,
        patient: bool = False,
        waited: float = 0.0,
    ) -> Result:
        """`work` in a transaction of its own, for somebody who waits for its answer; `patient`: for minutes.

        `waited`: the seconds that they have waited already.
        What fails by something that passes is done again, as a whole: `work` may do nothing outside of its session.
        Raises AwayError where that does not help in time.
        """
        running = asyncio.create_task(self._try(work, writes=writes, patient=patient))
        self._running.add(running)
        running.add_done_callback(self._ran)
        try:
            await asyncio.wait({running}, timeout=None if patient else self._within - waited)
        finally:
            # Whoever waits is answered now, though a thread or a server may have to be waited for to clean up.
            if not running.done():
                running.cancel()
        if not running.done():
            raise AwayError
        return running.result()

    async def _try(
        self, work: Callable[[AsyncSession], Awaitable[Result]], *, writes: bool, patient: bool
    ) -> Result:
        loop = asyncio.get_running_loop()
        began, doubtful = loop.time(), False
        while True:
            done = False
            try:
                async with (
                    self._in_turn(patient=patient),
                    self._begun(writes=writes, patient=patient) as session,
                ):
                    result = await work(session)
                    await session.flush()
                    done = writes
                return result  # noqa: TRY300  (only what was committed is an answer)
            except BotError as refusal:
                raise _unsure(refusal) if doubtful else refusal from None
            except SQLAlchemyError as problem:
                if not passes(problem):
                    raise
                if loop.time() - began > AGAIN_UNTIL:
                    raise AwayError from problem
                log.logger().info("database_again", error=str(getattr(problem, "orig", problem)))
                doubtful = doubtful or (done and lost(problem))
            await asyncio.sleep(PAUSE)

    def _ran(self, running: asyncio.Task[Any]) -> None:
        self._running.discard(running)
        if not running.cancelled():
            running.exception()  # it was told, or comes too late for that

    def _in_turn(self, *, patient: bool) -> AbstractAsyncContextManager[None]:
        return nullcontext() if patient else self._side_by_side

    def _begun(self, *, writes: bool, patient: bool) -> AbstractAsyncContextManager[AsyncSession]:
        return self.transaction(patient=patient) if writes else self.reading(patient=patient)

    async def driver_connection(self) -> psycopg.AsyncConnection:
        """One to PostgreSQL that is not of the pool, for whoever waits on it for long."""
        _, how = self._writer.dialect.create_connect_args(self.url)
        return await psycopg.AsyncConnection.connect(autocommit=True, **{**_connected_by(self.url), **how})

    async def tell(self, statement: str) -> None:
        """One statement, committed at once."""
        async with self._writer.begin() as connection:
            await connection.exec_driver_sql(statement)

    async def _allow(self, session: AsyncSession, *, patient: bool) -> None:
        if patient and not self.is_sqlite:
            await (await session.connection()).exec_driver_sql(PATIENT)

    async def close(self) -> None:
        if self._running:
            await asyncio.wait(self._running)
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def async_url(url: str) -> URL:
    """The operator's URL with the async driver that Rung brings."""
    parsed = make_url(url)
    backend = "postgresql" if parsed.get_backend_name() in {"postgresql", "postgres"} else "sqlite"
    return parsed.set(drivername="postgresql+psycopg" if backend == "postgresql" else "sqlite+aiosqlite")


def _connected_by(url: URL) -> dict[str, Any]:
    return {name: value for name, value in CONNECTED_BY.items() if name not in url.query}


def _unsure(refusal: BotError) -> BotError:
    """The try before this one may have been written down, though its connection broke: then it is no refusal."""
    return BotError(DOUBTFUL.format(refusal=refusal.user_message))


def _lower(value: object) -> object:
    """SQLite's own knows no small letters but those of ASCII: a search for “öst” would find no “Österreich”."""
    return value.lower() if isinstance(value, str) else value


def _sqlite(url: URL, *, pool_size: int, begin: str, pragmas: Sequence[str]) -> AsyncEngine:
    engine = create_async_engine(
        url,
        hide_parameters=True,  # as above
        poolclass=AsyncAdaptedQueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=BUSY_MILLISECONDS / 1000,
        pool_reset_on_return=None,  # done below, and only where something is left to roll back
    )
    event.listen(engine.sync_engine, "do_connect", one_trip.connect)

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy begins, not the driver
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        # One trip to the driver's thread; as a statement of SQLAlchemy's it would be three.
        try:
            connection.connection.dbapi_connection.run_async(lambda driver: driver.execute(begin))
        except asyncio.CancelledError:
            connection.invalidate()  # the thread begins it all the same, when its wait is over
            raise

    @event.listens_for(engine.sync_engine, "reset")
    def _reset(connection: Any, _record: object, _state: object) -> None:
        if connection.driver_connection.in_transaction:
            connection.rollback()

    return engine
