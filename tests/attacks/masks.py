"""The hand-kept table of who may be told what, and the judge of what was shown."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from tests.attacks.planted import MARK, TABLE, Mark, Row

TO: Mapping[str, list[str]] = {column: told["to"] for told in TABLE["told"] for column in told["columns"]}
KINDS: Mapping[str, str] = TABLE["kinds"]
TIES: Mapping[str, str] = TABLE["ties"]
NEVER: Mapping[str, list[str]] = TABLE["never"]
MANAGER = "manager"
ABOUT = ("survey", "nps_question", "ask", "reference", "advocate", "account", "deal")


class Judge:
    """Reads what a database of SQLite says now."""

    def __init__(self, file: Path, marks: Mapping[str, Mark]) -> None:
        self._file, self._marks = file, marks

    def faults(self, user: str, text: str) -> Iterator[str]:
        """What of a text this Slack user, or channel, should not have read."""
        with closing(sqlite3.connect(self._file)) as database:
            database.row_factory = sqlite3.Row

            def holds(condition: str, ids: Row) -> bool:
                question = f"{TABLE['within']} SELECT 1 WHERE {condition}"
                return database.execute(question, {**ids, "user": user}).fetchone() is not None

            kinds = {kind for kind, condition in KINDS.items() if holds(condition, {})}
            if MANAGER in kinds:
                return
            for mark in sorted({*MARK.findall(text)} & self._marks.keys()):
                ids, column = _about(database, self._marks[mark]), self._marks[mark].column
                may = (one.split() for one in TO[column])
                if not any(
                    kind in kinds and all(holds(TIES[tie], ids) for tie in ties) for kind, *ties in may
                ):
                    yield f"{user} ({', '.join(sorted(kinds)) or 'nobody'}) is told {column}"
            if kinds & {*NEVER["to"]}:
                yield from (f"{user} is told “{each}”" for each in NEVER["words"] if each in text.lower())


def _about(database: sqlite3.Connection, mark: Mark) -> Row:
    """The ids of whom and what a marked row is about, itself among them."""
    found = {f"{table}_id": mark.row.get(f"{table}_id") for table in ABOUT}
    own = mark.column.split(".")[0]
    if own in ABOUT:
        found[f"{own}_id"] = mark.row["id"]
    for table in ABOUT:
        row = database.execute(f"SELECT * FROM {table} WHERE id = ?", (found[f"{table}_id"],)).fetchone()  # noqa: S608
        known = dict(row) if row else {}
        found = {name: id_ or known.get(name) for name, id_ in found.items()}
    return found
