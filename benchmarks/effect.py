"""Whether proposals work, counted for a hundred thousand customers after two years, on SQLite."""

import random
import time
from datetime import UTC, date, datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.fresh import fresh
from benchmarks.payloads import TEAM, USER
from benchmarks.results import Result
from bot import effect, programs
from bot.kit.database import Database
from models import activity as activities
from models import program as program_rows
from models.account import Account
from models.advocate import Advocate
from models.base import new_id
from models.member import Member
from models.participation import Participation, ParticipationState
from models.program import Program

PEOPLE, AT_ONCE = 100_000, 5_000
ACT = 0.05  # of them, in a month
SINCE, MONDAY = date(2024, 3, 1), date(2026, 3, 9)
SET_UP, EIGHT = datetime(2024, 2, 1, tzinfo=UTC), datetime(2026, 3, 9, 8, tzinfo=UTC)
MOST_SECONDS = 5.0


async def measure() -> list[Result]:
    async with fresh() as database:
        seconds = await look(database)
    return [Result(f"Counting what proposals do for {PEOPLE:,} customers", seconds, "s", MOST_SECONDS)]


async def look(database: Database) -> float:
    """The Monday on which the months before are looked at."""
    async with database.transaction() as session:
        program_id = await _lived(session)
    async with database.transaction() as session:
        program = await program_rows.get(session, program_id)
        began = time.perf_counter()
        await effect.look(session, program, MONDAY, now=EIGHT)
        return time.perf_counter() - began


async def _lived(session: AsyncSession) -> str:
    """Two years in which each of them did something now and then."""
    workspace = await programs.connect(
        session,
        team_id=TEAM,
        team_name="Bench",
        bot_user_id="U0BOT",
        bot_id="B0BOT",
        sealed_token=b"",
        program_name="Bench",
        zone="UTC",
        now=SET_UP,
    )
    program: Program = await program_rows.get(session, workspace.program_id)
    program.holdout_since, program.measured_since = SET_UP, SINCE
    own, owner = {"program_id": program.id}, new_id()
    row = {"id": owner, "workspace_id": workspace.id, "slack_user_id": USER, "name": "Bench", "zone": "UTC"}
    await session.execute(insert(Member), [own | row])
    company = own | {"id": new_id(), "name": "C", "key": "c", "owner_id": owner}
    await session.execute(insert(Account), [company])
    kind = (await activities.by_key(session, program.id))["blog"]
    chance = random.Random(1)  # noqa: S311
    months = effect.firsts(SINCE, MONDAY)[:-1]
    for batch in range(PEOPLE // AT_ONCE):
        same = own | {"account_id": company["id"]}
        people = [
            same
            | {
                "id": new_id(),
                "email": f"p{batch}.{n}@c.example",
                "name": f"P{n}",
                "title": "Head",
                "zone": "UTC",
                "joined_on": date(2023, 5, 14),
            }
            for n in range(AT_ONCE)
        ]
        done = [
            same
            | {
                "id": new_id(),
                "advocate_id": person["id"],
                "activity_id": kind.id,
                "state": ParticipationState.VERIFIED,
                "done_on": month.replace(day=14),
                "source": "CRM",
            }
            for person in people
            for month in months
            if chance.random() < ACT
        ]
        await session.execute(insert(Advocate), people)
        await session.execute(insert(Participation), done)
    return program.id
