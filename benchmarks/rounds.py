"""The rounds of recaps, questions and surveys over the customers of the weekly sweep, and what each of them needs."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psutil
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot import recaps
from bot.kit.database import Database
from bot.nps import asking as nps
from bot.surveys import asking as surveys
from models import program as programs

PLANNED, IN_JULY = datetime(2025, 6, 2, 9, tzinfo=UTC), datetime(2025, 7, 10, 9, tzinfo=UTC)
IN_JUNE = datetime(2026, 6, 2, 9, tzinfo=UTC)  # three months after the sweep, and after the delivery
Act = Callable[..., Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Round:
    """`longest`: of its transactions, in seconds; `peak`: the most bytes that the process held."""

    name: str
    seconds: float
    longest: float
    peak: int
    statements: Sequence[int]

    @property
    def sentence(self) -> str:
        few, most = min(self.statements), max(self.statements)
        each = f"{few} to {most} statements for each thousand, {self.longest * 1000:.0f} ms at most"
        return f"{self.name}: {each}"


async def recapped(database: Database, program_id: str) -> Round:
    """Of the quarter in which everybody did something."""
    async with database.transaction() as session:
        await recaps.clock_ran_out(session, program_id, program_id, now=PLANNED)
    return await taken(database, program_id, "Recaps", recaps.clock_ran_out, IN_JULY)


async def asked(database: Database, program_id: str) -> list[Round]:
    async with database.transaction() as session:
        (await programs.get(session, program_id)).asks_nps = True
    return [
        await taken(database, program_id, "Surveys", surveys.round_of, IN_JUNE),
        await taken(database, program_id, "Questions", nps.round_of, IN_JUNE),
    ]


async def taken(database: Database, program_id: str, name: str, act: Act, now: datetime) -> Round:
    """As the ticks do: one transaction after the other, until nothing is due."""
    statements, longest, peak, acted, began = list[int](), 0.0, 0, True, time.perf_counter()
    while acted:
        begun = time.perf_counter()
        async with database.transaction() as session:
            acted, count = await counted(session, act(session, program_id, program_id, now=now))
        longest = max(longest, time.perf_counter() - begun)
        peak = max(peak, psutil.Process().memory_info().rss)
        statements.append(count)
    return Round(name, time.perf_counter() - began, longest, peak, statements[:-2])


async def counted(session: AsyncSession, acting: Awaitable[bool]) -> tuple[bool, int]:
    """What it returned, and how many statements it took."""
    seen = []
    connection = (await session.connection()).sync_connection

    def hear(*_: Any) -> None:
        seen.append(1)

    event.listen(connection, "before_cursor_execute", hear)
    acted = await acting
    await session.flush()
    event.remove(connection, "before_cursor_execute", hear)
    return acted, len(seen)
