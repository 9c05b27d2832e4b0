"""A programme without Slack into which files are imported, and what a person at the command line reads of it."""

import io
import textwrap
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import intake, programs
from bot.imports.reading import Source, of_path
from bot.imports.report import Fault, Report
from bot.kit.database import Database
from bot.kit.errors import BotError
from bot.kit.vault import Vault
from bot.managers.person import Person
from bot.rules.importing.kinds import Kind
from handlers.cli.importing import line, summary
from models.base import Owned

KEY = "a key of the tests"
CRM = Path(__file__).parent / "data" / "crm"
NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
COLLEAGUES = b"""email,name,roles
tom@brightwell.example,Tom Reyes,seller
sofia@brightwell.example,Sofia Lindqvist,seller
anna@brightwell.example,Anna Schmidt,owner
ben@brightwell.example,Ben Okafor,owner
maya@brightwell.example,Maya Patel,manager
"""


async def in_slack(emails: Sequence[str]) -> Mapping[str, Person]:
    """Slack's word: everybody at brightwell.example is there, but for old@; guest@ is a guest."""
    return {
        email: Person(
            f"U0{email.split('@')[0].upper().replace('.', '')}",
            email.split("@")[0].replace(".", " ").title(),
            email,
            "Europe/Berlin",
            ours=not email.startswith("guest"),
        )
        for email in emails
        if email.endswith("@brightwell.example") and not email.startswith("old@")
    }


def file_of(content: str | bytes, name: str = "file.csv") -> Source:
    data = content.encode() if isinstance(content, str) else content
    return Source(name, len(data), lambda: io.BytesIO(data))


@dataclass
class Office:
    """A manager's desk: files go in, reports come out."""

    database: Database
    program_id: str
    faults: list[Fault] = field(default_factory=list)
    now: datetime = NOW

    async def check(self, kind: Kind, source: Source | Path | str | bytes, **more: Any) -> Report:
        return await self._go(intake.check, kind, source, more)

    async def take(self, kind: Kind, source: Source | Path | str | bytes, **more: Any) -> Report:
        return await self._go(intake.take, kind, source, more)

    async def _go(self, do: Any, kind: Kind, source: Source | Path | str | bytes, more: Any) -> Report:
        if isinstance(source, Path):
            source = of_path(source)
        elif not isinstance(source, Source):
            source = file_of(source, f"{kind}.csv")
        self.faults.clear()
        given = {"now": self.now, "find": in_slack, "on_fault": self.faults.append} | more
        found: Report = await do(self.database, self.program_id, kind, source, **given)
        return found

    async def reads(self, kind: Kind, source: Source | Path | str | bytes, **more: Any) -> str:
        """What the command line prints of a check: the faults and the counts, or the refusal."""
        try:
            found = await self.check(kind, source, **more)
        except BotError as problem:
            return wrapped(problem.user_message)
        told = [*(line(fault).rstrip() for fault in self.faults), *summary(found, would=True)]
        return "".join(map(wrapped, told))

    async def rows(self, table: type[Owned]) -> Sequence[Any]:
        async with self.database.reading() as session:
            found = await session.scalars(
                select(table).where(table.program_id == self.program_id).order_by(table.id)
            )
            return found.all()

    def transaction(self) -> Any:
        return self.database.transaction()


def wrapped(text: str) -> str:
    return textwrap.fill(text, 100, subsequent_indent="    ") + "\n"


@asynccontextmanager
async def office(database_url: str, *, staffed: bool = True) -> AsyncIterator[Office]:
    """A fresh programme, with Tom, Sofia, Anna, Ben and Maya where it is staffed."""
    database = Database(database_url)
    try:
        async with database.transaction() as session:
            program_id = await _program(session)
        desk = Office(database, program_id)
        if staffed:
            await desk.take(Kind.MEMBERS, COLLEAGUES)
        yield desk
    finally:
        await database.close()


async def _program(session: AsyncSession) -> str:
    workspace = await programs.connect(
        session,
        team_id="T0OFFICE",
        team_name="Brightwell",
        bot_user_id="U0RUNG",
        bot_id="B0RUNG",
        sealed_token=Vault([KEY]).seal("xoxb-1"),
        program_name="Brightwell",
        zone="Europe/Berlin",
        now=NOW,
    )
    return workspace.program_id
