"""Every change of state is written down in its own transaction, and what is written down stays."""

import ast
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bot.kit.database import Database
from models.privacy import register
from tests.dropping import dropping
from tests.giving import giving
from tests.house.test_programs import noes, story
from tests.house.tree import sources
from tests.managing import managing
from tests.world import World, small_world

# What is no state of the programme: what was sent and heard, and what Slack was asked.
BESIDE = {"audit", "event", "install_link", "install_state", "message", "user_group", "workspace"}
# A seller's draft is theirs alone until they press *Ask for me*; reordering a list is no decision.
DRAFTED = re.compile(r"INSERT INTO (reference|deal|ask|story) |UPDATE ask SET position=")
# Whether Slack brings somebody messages is Slack's own word; what follows from it (a relay) is written down,
# and so is whom it was found to be.
SLACKS = re.compile(r"UPDATE advocate SET (dm_error|look_up_at)=")
# How far the work at a dropped file is, and who is at it; what becomes of the file is written down.
AT_WORK = re.compile(r"UPDATE upload SET (?!.*\bstate=\?)")
# When somebody looks again is no state; what is seen then is written down.
LOOKS = re.compile(r"UPDATE program SET (look|sweep|nps|surveys)_due_at=|UPDATE program SET recap_after=")
# How far a week's look for next steps has come; whom it proposes one to is written down.
ON_THE_WAY = re.compile(r"UPDATE sweep SET ")
# What is kept no longer goes by time alone, as docs/privacy.md says; whoever is erased then is written down.
KEPT_NO_LONGER = re.compile(r"DELETE FROM (contact|upload) WHERE \(\w+\.program_id, \w+\.id\) IN")
UNTOLD = (DRAFTED, SLACKS, AT_WORK, LOOKS, ON_THE_WAY, KEPT_NO_LONGER)
WRITTEN = re.compile(r"^(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")


@contextmanager
def transactions(database: Database) -> Iterator[list[list[str]]]:
    """The statements of each transaction that was committed; a look, which ends in a commit too, is none."""
    engine, kept, open_ = database.engine.sync_engine, list[list[str]](), list[str]()
    points = list[int]()

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        open_.append(statement)

    def end(_connection: Any) -> None:
        if any(WRITTEN.match(statement) for statement in open_):
            kept.append(list(open_))
        open_.clear()

    def forget(_connection: Any) -> None:
        open_.clear()

    def mark(_connection: Any, _name: object) -> None:
        points.append(len(open_))

    def back(_connection: Any, _name: object, _context: Any) -> None:
        del open_[points.pop() :]  # a look at what would be: it was taken back

    def keep(_connection: Any, _name: object, _context: Any) -> None:
        points.pop()

    heard: dict[str, Callable[..., None]] = {"before_cursor_execute": hear, "commit": end, "rollback": forget}
    heard |= {"savepoint": mark, "rollback_savepoint": back, "release_savepoint": keep}
    for name, listener in heard.items():
        event.listen(engine, name, listener)
    try:
        yield kept
    finally:
        for name, listener in heard.items():
            event.remove(engine, name, listener)


def silent(statements: list[str]) -> list[str]:
    """What a transaction changed without a word; nothing where it wrote to the log, or changed nothing."""
    if any(statement.startswith("INSERT INTO audit ") for statement in statements):
        return []
    return [
        statement
        for statement in statements
        if (found := WRITTEN.match(statement))
        and found[1] not in BESIDE
        and not any(each.match(statement) for each in UNTOLD)
    ]


@pytest.mark.parametrize("told", [story, noes, giving, managing, dropping])
async def test_nothing_changes_without_a_line_in_the_log(
    sqlite_url: str, told: Callable[[World], Awaitable[None]]
) -> None:
    async with small_world(sqlite_url) as world:
        with transactions(world.rung.database) as committed:
            await told(world)
    assert len(committed) > 10
    assert [found for each in committed if (found := silent(each))] == []


def test_a_silent_change_is_seen() -> None:
    assert silent(["UPDATE ask SET state=? WHERE ask.program_id = ?"])
    assert silent(["INSERT INTO block (program_id) VALUES (?)"])
    assert silent(["DELETE FROM own_text WHERE own_text.program_id = ?"])
    assert not silent(["UPDATE ask SET state=?", "INSERT INTO audit (program_id) VALUES (?)"])
    assert not silent(["SELECT ask.id FROM ask", "UPDATE message SET shown=?"])


CHANGES = {"update", "delete", "merge"}


def changed_in(tree: ast.AST) -> set[str]:
    """Places that change or delete lines of the log: `update(Audit)`, `table_of(Audit).delete()`, words of SQL."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            about = ast.unparse(node).replace("audit.Audit", "Audit")
            begins = rf"(\w+\.)*({'|'.join(CHANGES)})\(Audit\b|table_of\(Audit\)\.({'|'.join(CHANGES)})\("
            if called in CHANGES and re.match(begins, about):
                found.add(about)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= set(re.findall(r"(?i)\b(?:update|delete from) audit\b", node.value))
    return found


def test_nothing_changes_or_deletes_a_line_of_the_log() -> None:
    """Only `purge_program` does, which takes every table of a programme that is gone."""
    assert {path: found for path, tree in sources("models", "bot") if (found := changed_in(tree))} == {}
    assert not register.read().tables["audit"].of  # so that erasing somebody leaves it alone


def test_a_change_of_the_log_is_seen() -> None:
    for told in (
        "session.execute(update(Audit).where(Audit.id == id_).values(actor='x'))",
        "sql.delete(audit.Audit)",
        "table_of(Audit).delete().where(True)",
        "text('DELETE FROM audit')",
    ):
        assert changed_in(ast.parse(told)), told
    assert not changed_in(ast.parse("select(Audit).where(Audit.id == id_)"))
    assert not changed_in(ast.parse("insert(table_of(Audit))"))
