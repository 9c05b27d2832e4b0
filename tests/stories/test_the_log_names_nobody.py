"""The log is read by whoever runs Rung, and kept elsewhere: it names nobody, and holds nothing that anybody wrote."""

import csv
import io
import json
import logging
import re
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from bot.kit import log
from models.advocate import Advocate
from models.base import new_id
from tests.dropping import dropping
from tests.giving import giving
from tests.house.test_programs import afterwards, joins, noes, owners, story
from tests.surveys import ALL, at_once, surveyed
from tests.world import SECRET, SMALL, World, small_world

TYPED = ("You tell it best", "month-end close", "Ada", "ada@talerhaus.example", "They gave a talk", "Hello?")
SEALED = ("xoxb-test", "xapp-test", SECRET)
COLUMNS = {
    "people.csv": ("user_id", "name", "email"),
    "advocates.csv": ("email", "name", "title"),
    "members.csv": ("email", "name"),
    "accounts.csv": ("name", "domain"),
    "deals.csv": ("name", "prospect"),
    "stories.csv": ("title", "text"),
}


def told() -> set[str]:
    """Whatever tells of the people of the small company; names part by part as well."""
    found = {*TYPED, *SEALED}
    for name, columns in COLUMNS.items():
        with (SMALL / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found |= {row[column] for column in columns if row[column]}
                found |= set(row["name"].split()) if name in {"people.csv", "advocates.csv"} else set()
    return found


def named_in(text: str) -> set[str]:
    return {each for each in told() if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text, re.IGNORECASE)}


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What Rung writes to stderr, as it does in production, and what its libraries say there."""
    out, before = io.StringIO(), sys.stderr
    monkeypatch.setattr(sys, "stderr", out)
    log.configure(pretty=False)
    also = logging.StreamHandler(out)
    logging.getLogger().addHandler(also)
    yield out
    logging.getLogger().removeHandler(also)
    monkeypatch.setattr(sys, "stderr", before)
    log.configure(pretty=True, level="WARNING")


async def surveys(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya, **ALL)


@pytest.mark.parametrize("tell", [story, noes, afterwards, owners, joins, giving, dropping, surveys])
async def test_no_line_of_a_story_names_anybody(
    sqlite_url: str, logged: io.StringIO, tell: Callable[[World], Awaitable[None]]
) -> None:
    async with small_world(sqlite_url) as world:
        await tell(world)
        customer = (await people(world))["U0PRIYA"]
    text = logged.getvalue()
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    assert {line["event"] for line in lines} >= {"turn", "message"}
    assert named_in(text) == set()
    if tell is story:
        assert customer in {line.get("by") for line in lines}


async def people(world: World) -> dict[str | None, str]:
    async with world.rung.database.reading() as session:
        rows = await session.execute(select(Advocate.slack_user_id, Advocate.id))
        return {row.slack_user_id: row.id for row in rows}


async def test_a_rule_that_is_broken_in_the_database_tells_of_no_row(
    database_url: str, logged: io.StringIO
) -> None:
    async with small_world(database_url) as world:
        async with world.rung.database.reading() as session:
            found = (await session.scalars(select(Advocate).where(Advocate.slack_user_id == "U0PRIYA"))).one()
        row: dict[str, Any] = {key: value for key, value in vars(found).items() if not key.startswith("_")}
        try:
            async with world.rung.database.transaction() as session:
                await session.execute(insert(Advocate).values(row | {"id": new_id()}))
        except IntegrityError as problem:
            log.logger().exception("turn_failed")
            log.logger().warning("failed", error=str(problem))
            log.logger().warning("failed", error=repr(problem))
    text = logged.getvalue()
    assert text.count("failed") >= 3
    assert "IntegrityError" in text
    assert named_in(text) == set()


def test_a_name_is_seen() -> None:
    assert named_in('{"error": "Key (email)=(priya@nordlicht.example)"}') >= {"priya@nordlicht.example"}
    assert named_in("asked raman about it") == {"Raman"}
    assert named_in("U0TOM pressed") == {"U0TOM"}
    assert named_in('{"turn": "action approve", "by": "0192af"}') == set()
