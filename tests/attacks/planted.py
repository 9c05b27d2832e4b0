"""A programme in which every text that came from outside is hostile, and each that tells of somebody is marked."""

import json
import re
import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.base import Base
from sandbox.errors import Json

TABLE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("masks.toml").read_text("utf-8"))
MARK = re.compile(r"zq\d{4}q|\bU0[A-Z]+\b")  # Slack names somebody by their id
# A mention, a link, styles, an entity, braces, another direction, nothing to be seen, new lines, a page's markup.
HOSTILE = (
    "<!channel><@U0EVIL>*Qb* _Qi_ <https://evil.example|Qx> ~Qs~ `Qc` &lt;!here&gt; {0}{name}%s"
    "\u202eQr\u200b\n# Qn\n\n> Qn <script>Qj</script> " + "longer and " * 450
)
FORMULA = "=cmd|'/C calc'!A0"
SAFE_ALREADY = ("invite", "hand_offer", "introduce")  # tasks that keep mrkdwn, for somebody to pass on
LONGEST_INPUT = 3000  # where the input says nothing of it
IN_A_LIST = 50  # characters of a text that stands in JSON
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a marked text stands."""

    column: str  # as "table.column"
    row: Row


def plant(file: Path) -> dict[str, Mark]:
    """Make every text in a database of SQLite hostile; by each mark, what it marks."""
    marks = dict[str, Mark]()
    with sqlite3.connect(file) as database:
        database.row_factory = sqlite3.Row
        for row in _filled(database, "advocate.slack_user_id"):
            marks[row["slack_user_id"]] = Mark("advocate.name", row)
        for column in (each for told in TABLE["told"] for each in told["columns"]):
            for row in _filled(database, column):
                mark = f"zq{len(marks):04}q"
                marks[mark] = Mark(column, row)
                _write(database, column, row, _marked(column, row, mark))
        for column in TABLE["words"]:
            for row in _filled(database, column):
                _write(database, column, row, _spoilt(row[column.split(".")[1]]))
    return marks


def typed(payload: Json) -> Json:
    """The payload, as if whoever sent it had typed the same, as far as Slack lets them."""
    spoilt: Json = json.loads(json.dumps(payload))
    view = spoilt.get("view") or {}
    longest = {name: element.get("max_length", LONGEST_INPUT) for name, element in _inputs(view)}
    for name, values in (view.get("state") or {}).get("values", {}).items():
        for each in values.values():
            if name in longest and _is_words(each.get("value") or ""):
                each["value"] = f"{each['value']} {HOSTILE}"[: longest[name]]
    if "command" in spoilt and spoilt.get("text"):
        spoilt["text"] += f" {HOSTILE}"
    return spoilt


def _inputs(view: Json) -> Iterator[tuple[str, Json]]:
    for block in view.get("blocks", ()):
        element = block.get("element", {})
        if element.get("type") == "plain_text_input":
            yield block["block_id"], element


def _is_words(value: str) -> bool:
    return re.search("[A-Za-z]", value) is not None and "@" not in value and "://" not in value


def _marked(column: str, row: Row, mark: str) -> str:
    if column == "advocate.email":
        return f"{mark}*Qb*@evil.example|<!channel>"
    before = row["said"] + " " if column == "task.said" else "="  # a task is read by its lines
    return f"{before}{mark} {HOSTILE}"


def _spoilt(value: str) -> str:
    """Words that were equal stay equal."""
    if value.startswith("["):
        return json.dumps(_in_all(json.loads(value)))
    return f"{FORMULA} {value} {HOSTILE}"


def _in_all(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_all(each) for each in value]
    return _spoilt(value)[:IN_A_LIST] if isinstance(value, str) else value


def _filled(database: sqlite3.Connection, column: str) -> list[Row]:
    table, name = column.split(".")
    which = f"AND kind NOT IN {SAFE_ALREADY}" if column == "task.said" else ""
    found = database.execute(f"SELECT rowid, * FROM {table} WHERE {name} NOT IN ('', '[]') {which}")  # noqa: S608
    return [dict(row) for row in found]


def _write(database: sqlite3.Connection, column: str, row: Row, text: str) -> None:
    """As much of it as the column takes."""
    table, name = column.split(".")
    longest = getattr(Base.metadata.tables[table].c[name].type, "length", None)
    changed = f"UPDATE {table} SET {name} = ? WHERE rowid = ?"  # noqa: S608
    database.execute(changed, (text[:longest], row["rowid"]))
