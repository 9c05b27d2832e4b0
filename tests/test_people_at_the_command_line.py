"""`rung person`, as an operator types it."""

import asyncio
import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.kit.database import Database
from models.account import Account
from models.advocate import Advocate
from models.task import Task, TaskKind
from tests.migrations.rows import everything
from tests.test_operating_at_the_command_line import typed
from tests.test_serving import free_port, settings_for

PRIYA = "priya@nordlicht.example"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def url(settled_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.chdir(tmp_path)
    for name, value in settings_for("http://127.0.0.1:9", free_port()).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RUNG_DATABASE_URL", settled_url)
    return settled_url


@pytest.mark.usefixtures("url")
def test_everything_is_exported_to_the_screen_or_to_a_file(tmp_path: Path) -> None:
    code, out = typed("person", "export", f"  {PRIYA.title()} ")
    assert code == 0
    (advocate,) = json.loads(out)["advocate"]
    assert advocate["E-mail"] == PRIYA
    assert advocate["Company"] == "Nordlicht Pay"

    file = tmp_path / "priya.json"
    code, out = typed("person", "export", PRIYA, "--to", str(file))
    assert (code, out) == (0, f"{file}: everything that is kept on them.\n")
    assert json.loads(file.read_text("utf-8"))["advocate"] == [advocate]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("url")
def test_somebody_unknown_is_told_so() -> None:
    code, out = typed("person", "export", "nobody@nowhere.example")
    assert code == 1
    said = "Nobody among the customers of this programme has the address nobody@nowhere.example."
    assert said in " ".join(out.split())
    assert typed("person", "export", "no address")[0] == 1


def test_somebody_whom_a_customer_suggested_may_have_it_taken_out(url: str) -> None:
    email = "theo@nordlicht.example"

    async def suggest() -> None:
        database = Database(url)
        async with database.transaction() as session:
            priya = (await session.scalars(select(Advocate).where(Advocate.email == PRIYA))).one()
            owner = await session.scalar(select(Account.owner_id).where(Account.id == priya.account_id))
            for number, title in enumerate(("Head of Tax", "")):
                session.add(
                    Task(
                        program_id=priya.program_id,
                        id=f"task{number}",
                        kind=TaskKind.NOMINATED,
                        subject=priya.id,
                        member_id=owner,
                        account_id=priya.account_id,
                        advocate_id=priya.id,
                        said=f"Theo Winter\n{email}\n{title}",
                        made_at=NOW,
                        done_at=NOW if number else None,
                    )
                )
        await database.close()

    asyncio.run(suggest())
    code, out = typed("person", "export", email)
    assert code == 0
    assert [each["Role"] for each in json.loads(out)["suggested by a customer"]] == ["Head of Tax", ""]
    code, out = typed("person", "erase", email, "--yes")
    assert code == 0, out
    assert not [
        value
        for rows in everything(url).values()
        for row in rows
        for value in row.values()
        if "theo" in str(value).lower()
    ]
    code, out = typed("person", "export", email)
    assert code == 1
    assert typed("person", "admit", email)[0] == 0  # he was kept away until now
