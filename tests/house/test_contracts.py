"""Each house rule that a tool keeps is broken once, in a copy of the sources, and the tool says so."""

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import FLOORS, ROOT

TOOLS = Path(sys.executable).parent
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
BANNED: list[str] = sorted(SETTINGS["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"])
CONTRACTS = {contract["name"] for contract in SETTINGS["importlinter"]["contracts"]}
# Written out once more: a ban taken out of pyproject.toml would otherwise take its test along.
MUST_BE_BANNED = {
    *(f"sqlalchemy.{word}" for word in ("select", "insert", "update", "delete", "text")),
    *("sqlalchemy.sql", "sqlalchemy.future", "sqlalchemy.dialects", "sqlalchemy.orm.Query"),
    *(f"datetime.datetime.{word}" for word in ("now", "utcnow", "today")),
    *("datetime.date.today", "time.time", "time.time_ns"),
    *("os.environ", "os.environb", "os.getenv"),
}
ROUNDABOUT = (
    "from sqlalchemy.sql import select",
    "from sqlalchemy.sql.expression import update",
    "from sqlalchemy.future import select",
    "from sqlalchemy.dialects.sqlite import insert",
    "from sqlalchemy.dialects import postgresql",
    "import sqlalchemy.dialects.postgresql as pg",
    "from sqlalchemy.orm import Query",
    "from time import time_ns",
    "from os import environb",
)
# Contract, the file in which it is broken, and the line that breaks it.
PLANTED = (
    ("Three floors: handlers above bot above models", "models/ask.py", "import bot.messages"),
    ("Three floors: handlers above bot above models", "bot/deals.py", "import handlers.table"),
    ("Nothing imports app.py, and only it imports the sandbox", "handlers/web.py", "import sandbox.server"),
    ("Nothing imports app.py, and only it imports the sandbox", "handlers/cli/__init__.py", "import app"),
    ("The sandbox knows nothing of the three floors", "sandbox/blocks.py", "import bot.kit.text"),
    (
        "Rooms of bot, downhill only: edges, doing, showing, deciding, tools",
        "bot/rules/hours.py",
        "import bot.views.dates",
    ),
    (
        "Rooms of bot, downhill only: edges, doing, showing, deciding, tools",
        "bot/deals.py",
        "import bot.outbox.drain",
    ),
    ("Rooms of bot, downhill only: edges, doing, showing, deciding, tools", "bot/attic.py", "import json"),
    ("Doing does not know Slack", "bot/asks/sending.py", "import slack_sdk"),
    ("Showing touches no session, client or clock", "bot/views/home.py", "import sqlalchemy"),
    ("Showing touches no session, client or clock", "bot/views/dates.py", "import bot.kit.clock"),
    ("Deciding is pure: no database, no models, no network", "bot/rules/ladder.py", "import models.activity"),
    ("The kit holds leaves", "bot/kit/text.py", "import models.base"),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources and their settings, to be broken and mended again."""
    place = tmp_path_factory.mktemp("house")
    for folder in (*FLOORS, "migrations"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / name, place / name)
    return place


@contextmanager
def planted(file: Path, line: str) -> Iterator[None]:
    """The line stands at the end of the file for as long as the block lasts; a file may be new."""
    before = file.read_text("utf-8") if file.exists() else None
    file.write_text(f"{before or ''}\n{line}\n", "utf-8")
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before, "utf-8")


def run(tool: str, *arguments: str, place: Path) -> tuple[int, str]:
    done = subprocess.run(
        [str(TOOLS / tool), *arguments], cwd=place, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def contracts(place: Path) -> tuple[int, str]:
    return run("lint-imports", "--no-cache", place=place)


def banned(place: Path) -> list[tuple[str, str]]:
    """(file, what it says) of each use of what is banned in this house."""
    _, said = run("ruff", "check", "--no-cache", "--select", "TID251", "--output-format", "json", place=place)
    return [(Path(each["filename"]).name, f"{each['code']} {each['message']}") for each in json.loads(said)]


def test_the_sources_as_they_are_break_no_rule(copy: Path) -> None:
    code, said = contracts(copy)
    assert (code, "0 broken" in said) == (0, True), said
    assert banned(copy) == []


def test_each_contract_is_broken_here_at_least_once() -> None:
    assert {contract for contract, _, _ in PLANTED} == CONTRACTS


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED, ids=lambda value: str(value)[:40])
def test_a_broken_contract_is_named(copy: Path, contract: str, file: str, line: str) -> None:
    with planted(copy / file, line):
        code, said = contracts(copy)
    assert code == 1, said
    assert f"{contract} BROKEN" in said


@pytest.mark.parametrize("floor", ["bot", "handlers"])
def test_each_ban_is_kept_on_the_upper_floors(copy: Path, floor: str) -> None:
    """Named in full and imported by name: every ban is found in both ways of writing it."""
    room = copy / floor / "attic"
    room.mkdir()
    try:
        for number, name in enumerate(BANNED):
            module, _, what = name.rpartition(".")
            owner, _, inner = module.rpartition(".")
            imported = (
                f"from {owner} import {inner}\nX = {inner}.{what}"
                if owner
                else f"from {module} import {what}"
            )
            (room / f"full_{number}.py").write_text(f"import {name.split('.')[0]}\nX = {name}\n", "utf-8")
            (room / f"named_{number}.py").write_text(f"{imported}\n", "utf-8")
        found = banned(copy)
    finally:
        shutil.rmtree(room)
    wanted = {
        (f"{way}_{number}.py", f"TID251 `{name}` is banned")
        for number, name in enumerate(BANNED)
        for way in ("full", "named")
    }
    assert {(file, said.partition(":")[0]) for file, said in found} == wanted


def test_nothing_that_must_be_banned_is_forgotten() -> None:
    assert set(BANNED) == MUST_BE_BANNED


@pytest.mark.parametrize("line", ROUNDABOUT)
def test_a_ban_is_not_got_round(copy: Path, line: str) -> None:
    with planted(copy / "bot/attic.py", line):
        assert [file for file, _ in banned(copy)] == ["attic.py"]


@pytest.mark.parametrize(
    "file", ["models/ask.py", "bot/kit/clock.py", "bot/kit/config.py", "sandbox/clock.py"]
)
def test_the_places_that_a_ban_names_may_do_it(copy: Path, file: str) -> None:
    with planted(copy / file, "import os\nX = os.environ"):
        assert banned(copy) == []
