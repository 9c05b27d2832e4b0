"""A database that was kept, as often as it is wanted, on either kind; and what stands in one after the other."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Any

from sqlalchemy import create_engine, make_url, select, text

import models  # noqa: F401  (all tables)
from models.base import Base
from tests.databases import Maker, SqliteMaker

# What counts how often something was drawn again: a screen that is drawn twice looks as if it were drawn once. And what
# is drawn by lot: the key by which erased people are known again, and what is made with it.
UNCOMPARED = {
    *(("message", "wanted"), ("event", "slack_event_id")),
    *(("program", "erasure_key"), ("suppression", "hash")),
}
ID = 32  # characters

Rows = Counter[str]


def copy(maker: Maker, kept: Path, name: str) -> str:
    """The URL of a fresh database of the maker's kind that holds what a file of SQLite holds."""
    url = maker.fresh(name)
    if isinstance(maker, SqliteMaker):
        copyfile(kept, make_url(url).database or "")
        return url
    source = create_engine(f"sqlite:///{kept}")
    target = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with source.connect() as reading, target.begin() as writing:
        writing.execute(text("SET session_replication_role = replica"))  # rows refer to each other in circles
        for table in Base.metadata.sorted_tables:
            writing.execute(table.delete())  # what the migrations put there comes again
            rows = [dict(row) for row in reading.execute(select(table)).mappings()]
            if rows:
                writing.execute(table.insert(), rows)
    source.dispose()
    target.dispose()
    return url


@contextmanager
def kept_as(maker: Maker, kept: Path, name: str) -> Iterator[str]:
    """A database of the maker's kind by this name, to be copied with `like` as long as the block lasts: its URL."""
    url = copy(maker, kept, name)
    try:
        yield url
    finally:
        maker.drop(url)


def ids_in(kept: Path) -> frozenset[str]:
    """Every id that a file of SQLite knows."""
    engine = create_engine(f"sqlite:///{kept}")
    with engine.connect() as connection:
        tables = [table for table in Base.metadata.sorted_tables if "id" in table.c]
        found = frozenset(id_ for table in tables for id_ in connection.scalars(select(table.c.id)))
    engine.dispose()
    return found


def contents(url: str, known: Collection[str]) -> Rows:
    """All rows of all tables as text, counted; ids that are not known are all the same."""
    target = make_url(url)
    driver = "postgresql+psycopg" if target.get_backend_name() == "postgresql" else "sqlite"
    engine = create_engine(target.set(drivername=driver))
    found: Rows = Counter()
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            columns = [each for each in table.c if (table.name, each.name) not in UNCOMPARED]
            for row in connection.execute(select(*columns)):
                named = zip((each.name for each in columns), row, strict=True)
                found[f"{table.name} {dict(_plain(named, known))}"] += 1
    engine.dispose()
    return found


def _plain(row: Iterable[tuple[str, Any]], known: Collection[str]) -> Iterable[tuple[str, Any]]:
    for name, value in row:
        new = isinstance(value, str) and len(value) == ID and value not in known and value.isalnum()
        yield name, "new" if new else value
