"""Whole copies of a database: into one file, and back from it."""

import asyncio
import contextlib
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from sqlalchemy import URL

from bot.kit.database import Database, async_url
from bot.kit.errors import BotError
from migrations import runner
from models import schema, upkeep

SQLITE, POSTGRESQL = b"SQLite format 3\x00", b"PGDMP"
PRIVATE = 0o600  # what customers said stands in it
STOP_FIRST = "Rung, or somebody else, is using this database. Stop it first; nothing was changed."
TOOLS = "Install PostgreSQL's client programs, of the server's version or newer."
COPIED_REVISION = re.compile(r"^COPY .*alembic_version .*;\n(\w+)$", re.MULTILINE)


async def backup(database_url: str, file: Path) -> None:
    """Write all of it into a new file, whether Rung runs or not; raises BotError."""
    if await asyncio.to_thread(file.exists):
        raise BotError(f"{file} is there already. Choose another name, or move it away.")
    part = file.with_name(f"{file.name}.part")
    part.touch(mode=PRIVATE)
    try:
        url = async_url(database_url)
        if url.get_backend_name() == "sqlite":
            await asyncio.to_thread(_copy, _existing(url), part)
        else:
            await _tool("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


async def restore(database_url: str, file: Path, *, replace: bool) -> int:
    """Fill a database from such a file; raises BotError where it holds something, unless it is to be replaced.

    What was due when the file was written is in doubt now: Slack may show it already. How many messages that are.
    """
    url = async_url(database_url)
    on_sqlite = url.get_backend_name() == "sqlite"
    await _fits(url, file)
    if not replace and await _filled(database_url):
        raise BotError(
            "The database is not empty. Nothing was changed; --replace overwrites all that it holds."
        )
    if on_sqlite:
        await asyncio.to_thread(_put, file, Path(url.database or ""))
    else:
        await asyncio.to_thread(_cleared, url)
        await _tool("pg_restore", url, "--single-transaction", "--no-owner", "--no-privileges", str(file))
    await asyncio.to_thread(runner.upgrade, database_url)
    database = Database(database_url)
    try:
        async with database.transaction() as session:
            return await upkeep.into_doubt(session)
    finally:
        await database.close()


async def _fits(url: URL, file: Path) -> None:
    """Raises BotError for a file of another kind, a broken one, or one of a newer Rung."""
    with file.open("rb") as read:
        begins = read.read(len(SQLITE))
    kind = "sqlite" if begins == SQLITE else "postgresql" if begins.startswith(POSTGRESQL) else ""
    if not kind:
        raise BotError(f"{file} is no backup of Rung's.")
    if kind != url.get_backend_name():
        raise BotError(f"{file} was written on {kind}, and RUNG_DATABASE_URL names another kind of database.")
    if kind == "sqlite":
        revision = await asyncio.to_thread(_revision, file)
    else:
        words = ("--data-only", "--table=alembic_version", "--file=-", str(file))
        found = COPIED_REVISION.search(await _tool("pg_restore", None, *words))
        revision = found.group(1) if found else ""
    if revision not in runner.known():
        raise BotError(f"{file} is of schema {revision or 'none'}, which this version of Rung does not know.")


async def _filled(database_url: str) -> bool:
    database = Database(database_url)
    if database.missing:
        return False
    try:
        async with database.reading() as session:
            return await schema.revision(session) is not None
    finally:
        await database.close()


def _existing(url: URL) -> Path:
    path = Path(url.database or "")
    if not path.is_file():
        raise BotError(f"There is no database at {path}.")
    return path


def _copy(source: Path, target: Path) -> None:
    """By SQLite's own online copy, then made one file that needs no other, and looked through."""
    with (
        contextlib.closing(sqlite3.connect(source)) as read,
        contextlib.closing(sqlite3.connect(target)) as written,
    ):
        read.backup(written)
        written.execute("PRAGMA journal_mode=DELETE")
    _revision(target)


def _revision(file: Path) -> str:
    """Raises BotError for a broken file."""
    try:
        with contextlib.closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (found,) = database.execute("PRAGMA integrity_check").fetchone()
            if found == "ok":
                return str(database.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except sqlite3.DatabaseError as problem:
        found = str(problem)
    raise BotError(f"{file} is damaged: {found}.")


def _put(file: Path, target: Path) -> None:
    """In the place of what is there, at once and as a whole."""
    if target.exists():
        with contextlib.closing(sqlite3.connect(target, timeout=1)) as database:
            try:  # nobody gets out of WAL while somebody else has the file open
                database.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.OperationalError:
                raise BotError(STOP_FIRST) from None
    part = target.with_name(f"{target.name}.part")
    part.touch(mode=PRIVATE)
    shutil.copyfile(file, part)
    part.replace(target)


def _cleared(url: URL) -> None:
    """An empty schema to restore into; raises BotError while anybody is connected."""
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with _said(), psycopg.connect(plain) as connection:
        (count,) = connection.execute(
            f"{others} AND backend_type = 'client backend'".encode()
        ).fetchone() or (0,)
        if count:
            raise BotError(STOP_FIRST)
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


@contextlib.contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as problem:
        raise BotError(f"PostgreSQL says: {str(problem).splitlines()[0]}.") from None


async def _tool(name: str, url: URL | None, *words: str) -> str:
    """One of PostgreSQL's own programs; what it prints. Raises BotError with what it says where it fails."""
    program = shutil.which(name)
    if program is None:
        raise BotError(f"{name} is not on the PATH. {TOOLS}")
    with _address(url) as where:
        process = await asyncio.create_subprocess_exec(
            program, *where, *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        printed, said = await process.communicate()
    if process.returncode:
        why = (said.decode("utf-8", "replace").splitlines() or [f"{name} failed"])[0]
        raise BotError(f"{why}. {TOOLS}" if "version" in why else f"{why}.")
    return printed.decode("utf-8", "replace")


@contextlib.contextmanager
def _address(url: URL | None) -> Iterator[list[str]]:
    """Where the server is, without its password among the words that every user of the machine may read."""
    if url is None:
        yield []
        return
    with tempfile.NamedTemporaryFile("w", prefix="rung-", encoding="utf-8") as kept:  # private from the start
        password = str(url.password or "").replace("\\", "\\\\").replace(":", "\\:")
        kept.write(f"*:*:*:*:{password}\n")
        kept.flush()
        # Built anew: a URL remembers its password however it is shown.
        plain = URL.create(
            "postgresql",
            username=url.username,
            host=url.host,
            port=url.port,
            database=url.database,
            query={**url.query, **({"passfile": kept.name} if password else {})},
        )
        yield [f"--dbname={plain.render_as_string(hide_password=False)}"]
