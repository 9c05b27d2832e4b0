"""`rung import` as somebody at a terminal meets it: no Slack."""

import asyncio
import csv
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from bot import programs
from bot.kit.database import Database
from migrations import runner
from models.account import Account
from tests.commands import rung
from tests.importing import Office, office
from tests.test_the_command_line import GOOD

CLEAN = (
    "Account Name;Account Owner;Employees\nNordlicht Pay;Anna Schmidt;640\n"
    "Talerhaus;anna@brightwell.example;1.200\n"
)
FAULTY = CLEAN + "Kontoria;Anna Schmidt;many\n'+49 Ltd;Nobody;=1+1\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A directory with the database of a staffed programme, and two files."""

    async def make() -> None:
        async with office(f"sqlite:///{tmp_path}/rung.db"):
            pass

    runner.upgrade(f"sqlite:///{tmp_path}/rung.db")
    asyncio.run(make())
    (tmp_path / "clean.csv").write_text(CLEAN)
    (tmp_path / "faulty.csv").write_text(FAULTY)
    return tmp_path


def accounts(place: Path) -> list[str]:
    async def look() -> list[str]:
        database = Database(f"sqlite:///{place}/rung.db")
        try:
            async with database.reading() as session:
                home = await programs.meant(session, "")
            return [row.name for row in await Office(database, home.program_id).rows(Account)]
        finally:
            await database.close()

    return asyncio.run(look())


def test_a_file_is_looked_at_and_then_imported(place: Path) -> None:
    looked = rung("import", "accounts", "clean.csv", "--dry-run", cwd=place, **GOOD)
    assert looked.code == 0, looked.error
    assert looked.out == "clean.csv: 2 rows; would be: 2 new, 0 updated, 0 unchanged, 0 faulty.\n"
    assert accounts(place) == []
    done = rung("import", "accounts", "clean.csv", cwd=place, **GOOD)
    assert done.code == 0, done.error
    assert done.out == "clean.csv: 2 rows; 2 new, 0 updated, 0 unchanged, 0 faulty.\n"
    assert done.error == ""
    assert accounts(place) == ["Nordlicht Pay", "Talerhaus"]
    again = rung("import", "accounts", "clean.csv", cwd=place, **GOOD)
    assert (again.code, again.out) == (
        0,
        snapshot("clean.csv: 2 rows; 0 new, 0 updated, 2 unchanged, 0 faulty.\n"),
    )


def test_faulty_rows_are_told_and_written_down(place: Path) -> None:
    refused = rung("import", "accounts", "faulty.csv", "--report", "faults.csv", cwd=place, **GOOD)
    assert refused.code == 1
    assert refused.out == snapshot("""\
line 4, Employees “many”: This is neither a number of people nor a range like 200-999.
line 5, Employees “=1+1”: A cell that begins with = is a formula. Save the values instead of the formulas.
faulty.csv: 4 rows; would be: 2 new, 0 updated, 0 unchanged, 2 faulty.
""")
    assert refused.error == snapshot(
        "faulty.csv: 2 of 4 rows can't be taken, so nothing was imported. Mend them, or import again with --skip-bad.\n"
    )
    assert accounts(place) == []
    with (place / "faults.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == snapshot(
        [
            ["line", "column", "value", "reason"],
            ["4", "Employees", "many", "This is neither a number of people nor a range like 200-999."],
            [
                "5",
                "Employees",
                "'=1+1",
                "A cell that begins with = is a formula. Save the values instead of the formulas.",
            ],
        ]
    )

    assert rung("import", "accounts", "faulty.csv", "--dry-run", cwd=place, **GOOD).code == 1
    assert accounts(place) == []
    done = rung("import", "accounts", "faulty.csv", "--skip-bad", cwd=place, **GOOD)
    assert done.code == 0
    assert accounts(place) == ["Nordlicht Pay", "Talerhaus"]


def test_unclear_dates_are_asked_about(place: Path) -> None:
    (place / "dates.csv").write_text("name,live_since\nNordlicht Pay,03/04/2025\n")
    asked = rung("import", "accounts", "dates.csv", cwd=place, **GOOD)
    assert (asked.code, asked.out) == (1, "")
    assert "--dates day-first" in asked.error
    told = rung("import", "accounts", "dates.csv", "--dates", "month-first", cwd=place, **GOOD)
    assert told.code == 0
    assert "Dates in “live_since” were read with the month first." in told.out


def test_an_unknown_colleague_needs_slack(place: Path) -> None:
    (place / "owners.csv").write_text("name,owner\nNordlicht Pay,new@brightwell.example\n")
    done = rung("import", "accounts", "owners.csv", cwd=place, **GOOD)
    assert done.code == 1
    assert "Slack can't be asked who new@brightwell.example is" in " ".join(done.error.split())
    assert "Traceback" not in done.error


def test_a_template_is_filled_in_and_imported(place: Path) -> None:
    printed = rung("import", "--template", "accounts", cwd=place)
    assert printed.code == 0
    heading, *helped = printed.out.splitlines()
    assert heading.startswith("name,owner,")
    assert all(line.lstrip('"').startswith("# ") for line in helped)
    (place / "filled.csv").write_text(printed.out + "Nordlicht Pay,Anna Schmidt\n")
    assert rung("import", "accounts", "filled.csv", cwd=place, **GOOD).code == 0
    assert accounts(place) == ["Nordlicht Pay"]


def test_without_a_programme_the_next_step_is_said(tmp_path: Path) -> None:
    (tmp_path / "clean.csv").write_text(CLEAN)
    assert rung("migrate", cwd=tmp_path, **GOOD).code == 0
    done = rung("import", "accounts", "clean.csv", cwd=tmp_path, **GOOD)
    assert done.code == 1
    assert "Run `rung init` first" in done.error


def test_what_is_missing_from_the_command_is_said(place: Path) -> None:
    done = rung("import", "accounts", cwd=place, **GOOD)
    assert done.code == 2
    assert "which file" in done.error


def test_where_slack_let_rung_in_no_longer_only_those_who_are_new_are_missed(place: Path) -> None:
    async def taken_out() -> None:
        database = Database(f"sqlite:///{place}/rung.db")
        try:
            async with database.transaction() as session:
                (await programs.meant(session, "")).token = b""
        finally:
            await database.close()

    asyncio.run(taken_out())
    assert rung("import", "accounts", "clean.csv", cwd=place, **GOOD).code == 0
    (place / "new.csv").write_text("name,owner\nHolm,new@brightwell.example\n")
    refused = rung("import", "accounts", "new.csv", cwd=place, **GOOD)
    assert refused.code == 1
    assert "Slack can't be asked who new@brightwell.example is" in " ".join(refused.error.split())
