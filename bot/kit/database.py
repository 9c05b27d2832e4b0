"""The database: one writer and many readers on SQLite, a pool on PostgreSQL, and the only commit."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

BUSY_MILLISECONDS = 20_000


class Database:
    """Opens transactions. On SQLite writers queue for one connection, since SQLite has one writer anyway."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        if self.is_sqlite:
            self._writer = _sqlite(self.url, pool_size=1, begin="BEGIN IMMEDIATE")
            self._reader = _sqlite(self.url, pool_size=4, begin="BEGIN")
        else:
            self._writer = self._reader = create_async_engine(self.url, pool_size=10, pool_pre_ping=True)
        self._writing = async_sessionmaker(self._writer, expire_on_commit=False)
        self._reading = async_sessionmaker(self._reader, expire_on_commit=False)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def missing(self) -> bool:
        """Is it a SQLite file that is not there? Connecting would make it."""
        file = self.url.database or ""
        return self.is_sqlite and not file.startswith(("file:", ":memory:")) and not Path(file).exists()

    @property
    def engine(self) -> AsyncEngine:
        return self._writer

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """One transaction that writes: committed when the block ends, rolled back when it raises."""
        async with self._writing() as session, session.begin():
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One consistent look at the data; whatever is written inside is thrown away."""
        async with self._reading() as session:
            yield session  # closing it rolls back, and leaves what was read readable

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def async_url(url: str) -> URL:
    """The operator's URL with the async driver that Rung brings."""
    parsed = make_url(url)
    backend = "postgresql" if parsed.get_backend_name() in {"postgresql", "postgres"} else "sqlite"
    return parsed.set(drivername="postgresql+psycopg" if backend == "postgresql" else "sqlite+aiosqlite")


def _sqlite(url: URL, *, pool_size: int, begin: str) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=BUSY_MILLISECONDS / 1000,
        pool_reset_on_return=None,  # done below, and only where something is left to roll back
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy begins, not the driver
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        # One trip to the driver's thread; as a statement of SQLAlchemy's it would be three.
        connection.connection.dbapi_connection.run_async(lambda driver: driver.execute(begin))

    @event.listens_for(engine.sync_engine, "reset")
    def _reset(connection: Any, _record: object, _state: object) -> None:
        if connection.driver_connection.in_transaction:
            connection.rollback()

    return engine
