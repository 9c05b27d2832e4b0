"""A Monday of a programme of ten thousand: taken and drawn, on SQLite."""

import time
from datetime import UTC, datetime

from benchmarks.fresh import fresh
from benchmarks.grown import PEOPLE, grown
from benchmarks.payloads import TEAM, USER
from benchmarks.results import Result
from bot import programs
from bot.digest import course, screens
from bot.kit.database import Database
from models import digest as digests
from models.base import new_id
from models.deal import Deal, Status
from models.member import Member
from models.message import Message, MessageKind

SET_UP, EIGHT = datetime(2026, 3, 5, 9, tzinfo=UTC), datetime(2026, 3, 9, 8, tzinfo=UTC)
MOST_SECONDS = 2.0


async def measure() -> list[Result]:
    async with fresh() as database:
        seconds = await _monday(database)
    return [Result(f"A Monday digest of {PEOPLE:,} customers", seconds, "s", MOST_SECONDS)]


async def _monday(database: Database) -> float:
    program_id = await _set_up(database)
    began = time.perf_counter()
    async with database.transaction() as session:
        if not await course.clock_ran_out(session, program_id, program_id, now=EIGHT):
            raise RuntimeError("the digest was not due")
    async with database.reading() as session:
        digest_id = await digests.newest(session, program_id)
        message = Message(
            program_id=program_id, kind=MessageKind.DIGEST, subject=digest_id or "", recipient=USER, ts=None
        )
        if await screens.digest(session, message, now=EIGHT) is None:
            raise RuntimeError("the digest was not drawn")
    return time.perf_counter() - began


async def _set_up(database: Database) -> str:
    async with database.transaction() as session:
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
        owner = Member(
            program_id=workspace.program_id,
            id=new_id(),
            workspace_id=workspace.id,
            slack_user_id=USER,
            name="Bench",
            zone="UTC",
            is_manager=True,
        )
        session.add(owner)
        await session.flush()
        row = {
            "key": "D",
            "name": "D",
            "prospect": "D",
            "prospect_key": "d",
            "status": Status.OPEN,
            "seller_id": owner.id,
        }
        deal = Deal(program_id=workspace.program_id, id=new_id(), **row)
        session.add(deal)
        await session.flush()
        await grown(session, owner, deal, at=EIGHT)
        return workspace.program_id
