"""Everybody who could press a button: those who were meant, and those who were not."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.errors import Json
from tests.faults import strange

OURS = "T0TEST"
ELSEWHERE = "T0ELSEWHERE"  # a workspace of another programme, on the same installation
THEIR_OWN = "T0CUSTOMERS"  # of another company, which shares a channel with ours


@dataclass(frozen=True, slots=True)
class Person:
    """`name`: in the table. `out_of`: the workspace that the payload comes out of; `home`: whose member they are."""

    name: str
    user: str
    out_of: str | None = None
    home: str | None = None

    def sends(self, payload: Json) -> Json:
        """The payload, as if they had sent it."""
        forged: Json = strange.by_somebody_else(payload, self.user, self.out_of)
        if "command" in payload:
            forged.pop("team", None)  # a command says it flat
        if self.home and isinstance(forged.get("user"), dict):
            forged["user"]["team_id"] = self.home
        return forged


CAST = (
    Person("seller", "U0SELLS"),  # without a need of their own
    Person("owner", "U0ANNA"),
    Person("backup", "U0BEN"),
    Person("another_owner", "U0OWNS"),  # of no customer's relationship
    Person("manager", "U0MAYA"),
    Person("customer", "U0PRIYA"),
    Person("their_colleague", "U0PETRA"),
    Person("another_customer", "U0LUKAS"),
    Person("connected_customer", "U0ELENA", home=THEIR_OWN),
    Person("colleague", "U0NOBODY"),  # one of ours, without a role
    Person("guest", "U0GUEST"),
    Person("external", "U0CONNECT", home=THEIR_OWN),
    Person("stranger", "U0OUT", home="T0NOWHERE"),
    Person("gone", "U0GONE"),  # held every role
    Person("elsewhere", "U0CHIEF", ELSEWHERE),  # a manager, seller and owner of another programme
)
OUTSIDERS = frozenset({"guest", "external", "stranger", "elsewhere"})


def plant(file: Path) -> None:
    """Put into a database those whom the small company lacks."""
    nobody = {"email": None, "backup_id": None, "away_until": None, "unknown": 0, "described_at": None}
    roles = {"is_seller": 0, "is_owner": 0, "is_manager": 0, "active": 1}
    every = {"is_seller": 1, "is_owner": 1, "is_manager": 1}
    with sqlite3.connect(file) as database:

        def member(user: str, **values: Any) -> None:
            _again(
                database,
                "member",
                nobody | roles | {"id": user, "slack_user_id": user, "name": user} | values,
            )

        member("U0SELLS", is_seller=1)
        member("U0OWNS", is_owner=1)
        member("U0GONE", **every, active=0)
        _again(database, "program", {"id": ELSEWHERE, "name": "Elsewhere"})
        _again(database, "workspace", {"id": ELSEWHERE, "program_id": ELSEWHERE, "team_id": ELSEWHERE})
        for table, values in (("rung", {}), ("activity", {"for_deals": 1})):
            _again(database, table, {"id": f"their-{table}", "program_id": ELSEWHERE} | values)
        member("U0CHIEF", **every, program_id=ELSEWHERE, workspace_id=ELSEWHERE)


def _again(database: sqlite3.Connection, table: str, other: dict[str, Any]) -> None:
    """The first row of a table once more, with other values."""
    found = database.execute(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608
    names = [each[0] for each in found.description]
    row = dict(zip(names, found.fetchone(), strict=True)) | other
    marks = ", ".join("?" * len(names))
    database.execute(f"INSERT INTO {table} VALUES ({marks})", [row[name] for name in names])  # noqa: S608


def named_in(file: Path) -> frozenset[str]:
    """Whom and what no sentence may name to somebody who may not: customers, companies, prospects, deals."""
    questions = (
        "SELECT name FROM advocate",
        "SELECT email FROM advocate",
        "SELECT name FROM account",
        "SELECT name FROM deal",
        "SELECT prospect FROM deal",
    )
    with sqlite3.connect(file) as database:
        return frozenset(name for each in questions for (name,) in database.execute(each) if name)
